package org.frontsigner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WatchdogTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Clocks clocks = new Clocks();
  private final Beat drained = new Beat(clocks);
  private final Beat pulsed = new Beat(clocks);
  private final List<String> done = new ArrayList<>();
  private Watchdog watchdog;

  private final class Notes implements Watchdog.Ward {
    @Override
    public void jumped(Duration jump) {
      done.add("jumped " + jump.toSeconds());
    }

    @Override
    public void stalled() {
      done.add("stalled");
    }

    @Override
    public void replan() {
      done.add("replan");
    }

    @Override
    public void drain() {
      done.add("drain");
    }

    @Override
    public void pulse() {
      done.add("pulse");
    }
  }

  @BeforeEach
  void watch() {
    watchdog = new Watchdog(clocks, clocks, drained, pulsed, new Notes());
  }

  private void passAndLook(int seconds) {
    for (int i = 0; i < seconds; i++) {
      clocks.pass(SECOND);
      watchdog.look();
    }
  }

  @Test
  void while_quartz_is_at_work_it_does_nothing() {
    for (int second = 1; second <= 600; second++) {
      drained.beat();
      if (second % 60 == 0) {
        pulsed.beat();
      }
      passAndLook(1);
    }
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {3, -3, 7200, -7200, 8 * 86_400, 30 * 86_400})
  void a_jump_of_the_clock_plans_everything_anew_and_makes_up_what_is_due(long seconds) {
    clocks.jump(Duration.ofSeconds(seconds));
    watchdog.look();
    assertThat(done).containsExactly("jumped " + seconds, "replan", "drain", "pulse");
    done.clear();
    watchdog.look();
    assertThat(done).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {2000, -2000, 500})
  void what_a_time_server_corrects_is_no_jump(long millis) {
    clocks.jump(Duration.ofMillis(millis));
    watchdog.look();
    assertThat(done).isEmpty();
  }

  @Test
  void a_clock_that_creeps_is_no_jump() {
    for (int i = 0; i < 100; i++) {
      drained.beat();
      pulsed.beat();
      clocks.jump(Duration.ofMillis(100));
      passAndLook(1);
    }
    assertThat(done).isEmpty();
  }

  @Test
  void a_pause_of_the_process_between_reading_both_clocks_is_no_jump() {
    InstantSource paused =
        () -> {
          Instant read = clocks.instant();
          clocks.pass(Duration.ofMillis(2500));
          return read;
        };
    Watchdog slow = new Watchdog(paused, clocks, drained, pulsed, new Notes());
    slow.look();
    assertThat(done).isEmpty();
  }

  @Test
  void when_quartz_stalls_it_drains_each_second_and_sets_the_triggers_anew_now_and_then() {
    passAndLook(5);
    assertThat(done).isEmpty();
    passAndLook(1);
    assertThat(done).containsExactly("stalled", "replan", "drain");
    passAndLook(59);
    assertThat(done.stream().filter("drain"::equals)).hasSize(60);
    assertThat(done.stream().filter("replan"::equals)).hasSize(2);
    assertThat(done.stream().filter("stalled"::equals)).hasSize(1);
  }

  @Test
  void it_leaves_the_work_to_quartz_again_and_counts_the_next_stall() {
    passAndLook(6);
    drained.beat();
    done.clear();
    passAndLook(5);
    assertThat(done).isEmpty();
    passAndLook(1);
    assertThat(done).containsExactly("stalled", "replan", "drain");
  }

  @Test
  void a_pulse_that_does_not_come_is_given_each_ninety_seconds() {
    for (int i = 0; i < 200; i++) {
      drained.beat();
      passAndLook(1);
    }
    assertThat(done).containsExactly("pulse", "pulse");
  }
}
