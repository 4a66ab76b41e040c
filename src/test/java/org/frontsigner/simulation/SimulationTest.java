package org.frontsigner.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** Years in seconds. */
class SimulationTest {
  static String run(long seed, Scale scale) {
    org.frontsigner.keeper.ZoneStore store = Simulation.memory();
    return alone(() -> new Simulation(seed, scale, () -> store).run());
  }

  /** In a pool of one thread, which parallel streams use too: so the order is always the same. */
  private static String alone(java.util.concurrent.Callable<String> work) {
    ForkJoinPool pool = new ForkJoinPool(1);
    try {
      return pool.submit(work).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof AssertionError broken
          ? broken
          : new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void aYearOfOneZoneWithoutFaults() {
    long began = System.nanoTime();
    String told = run(1, new Scale(1, 365, false, false));
    System.out.println(told + " " + (System.nanoTime() - began) / 1_000_000 + " ms");
    assertThat(told).contains("seed 1");
  }
}
