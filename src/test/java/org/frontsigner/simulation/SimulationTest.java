package org.frontsigner.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.frontsigner.keeper.ZoneStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Years in seconds. With {@code -Dfrontsigner.long=true} at full size: 1,000 seeds, or those of
 * {@code -Dfrontsigner.simulation.seeds=FROM-TO}, of 20 zones for two years; else 60 seeds, of
 * fewer zones and days. {@code -Dfrontsigner.simulation.seeds=N-N} plays one seed again.
 */
class SimulationTest {
  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final String SEEDS =
      System.getProperty("frontsigner.simulation.seeds", LONG ? "1-1000" : "1-60");
  private static final Scale SCALE = LONG ? Scale.FULL : Scale.SHORT;

  static String run(long seed, Scale scale) {
    ZoneStore store = Simulation.memory();
    return run(seed, scale, () -> store);
  }

  private static String run(long seed, Scale scale, Supplier<ZoneStore> store) {
    return alone(() -> new Simulation(seed, scale, store).run());
  }

  /** In a pool of one thread, which parallel streams use too: so the order is always the same. */
  private static String alone(Callable<String> work) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      return pool.submit(work).get();
    } catch (ExecutionException e) {
      throw broken(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdown();
    }
  }

  /** The pool wraps what was thrown in another of its kind. */
  private static AssertionError broken(ExecutionException e) {
    Throwable cause = e.getCause();
    while (cause.getMessage() == null && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof AssertionError broken ? broken : new AssertionError(cause);
  }

  @Test
  void noPromiseIsBrokenWhateverGoesWrong() {
    String[] range = SEEDS.split("-", 2);
    List<String> failures = new ArrayList<>();
    LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]))
        .forEach(
            seed -> {
              try {
                run(seed, SCALE);
              } catch (AssertionError failure) {
                failures.add(failure.getMessage());
              }
            });
    assertThat(failures).isEmpty();
  }

  @Test
  void theSameSeedIsTheSameStory() {
    Scale scale = new Scale(2, 40, true, true);
    assertThat(run(7, scale)).isEqualTo(run(7, scale));
  }

  @Test
  void whoDoesNotTurnOverOnThursdayIsFoundOut() {
    assertThatThrownBy(() -> run(1, new Scale(2, 30, false, false)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 1 at ")
        .hasMessageContaining("serves the window from ");
  }

  @Test
  void crashesOverARealDatabaseLoseNothing(@TempDir Path path) {
    try (Database database = new Database(path.resolve("data"))) {
      assertThat(run(11, new Scale(2, 40, true, true), database)).contains("seed 11");
    }
  }
}
