package org.frontsigner.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TurnoversTest {
  private static final Duration AHEAD = Duration.ofHours(12);
  private static final Duration WEEK = Duration.ofDays(7);

  private final Clocks clocks = new Clocks();
  private final Recorder recorder = new Recorder();
  private final Turnovers turnovers = new Turnovers(clocks, AHEAD, recorder);

  @Test
  void each_pulse_looks_for_a_missed_turnover() {
    turnovers.pulse();
    turnovers.pulse();
    assertThat(recorder.turnovers).hasValue(2);
    assertThat(recorder.parents).hasValue(2);
  }

  @Test
  void nothing_is_made_ready_before_its_time() {
    clocks.set(Clocks.THURSDAY.minus(AHEAD).minusSeconds(1));
    turnovers.pulse();
    turnovers.prepare();
    assertThat(recorder.prepared).isEmpty();
    clocks.pass(Duration.ofSeconds(1));
    turnovers.prepare();
    assertThat(recorder.prepared).containsExactly(Clocks.THURSDAY);
  }

  @Test
  void a_pulse_within_that_time_makes_ready_what_nobody_did() {
    clocks.set(Clocks.THURSDAY.minusSeconds(30));
    turnovers.pulse();
    assertThat(recorder.prepared).containsExactly(Clocks.THURSDAY);
  }

  @Test
  void zones_that_changed_meanwhile_are_made_ready_every_ten_minutes() {
    clocks.set(Clocks.THURSDAY.minus(AHEAD));
    for (int minute = 0; minute < 30; minute++) {
      turnovers.pulse();
      clocks.pass(Duration.ofMinutes(1));
    }
    assertThat(recorder.prepared).hasSize(3);
  }

  @Test
  void the_next_week_is_made_ready_in_its_turn() {
    clocks.set(Clocks.THURSDAY.minusSeconds(1));
    turnovers.prepare();
    clocks.set(Clocks.THURSDAY);
    turnovers.prepare();
    assertThat(recorder.prepared).hasSize(1);
    clocks.set(Clocks.THURSDAY.plus(WEEK).minus(AHEAD));
    turnovers.prepare();
    assertThat(recorder.prepared).containsExactly(Clocks.THURSDAY, Clocks.THURSDAY.plus(WEEK));
  }

  @Test
  void a_clock_set_back_does_not_keep_anything_from_being_made_ready() {
    clocks.set(Clocks.THURSDAY.minusSeconds(60));
    turnovers.prepare();
    clocks.jump(Duration.ofHours(-2));
    turnovers.prepare();
    assertThat(recorder.prepared).hasSize(2);
  }

  @Test
  void what_fails_is_tried_at_the_next_pulse() {
    Turnovers failing =
        new Turnovers(
            clocks,
            AHEAD,
            new Recorder() {
              @Override
              public void turnOver() {
                recorder.turnOver();
                throw new IllegalStateException("no turnover today");
              }

              @Override
              public void prepareTurnover(Instant turnover) {
                recorder.prepareTurnover(turnover);
                throw new IllegalStateException("nor tomorrow");
              }
            });
    clocks.set(Clocks.THURSDAY.minusSeconds(60));
    failing.pulse();
    failing.pulse();
    failing.turnOver();
    assertThat(recorder.turnovers).hasValue(3);
    assertThat(recorder.prepared).hasSize(2);
  }

  @Test
  void the_turnover_waits_for_a_pulse_that_began_before_thursday_and_a_pulse_for_nobody()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Turnovers slow =
        new Turnovers(
            clocks,
            AHEAD,
            new Recorder() {
              @Override
              public void turnOver() {
                recorder.turnOver();
                begun.countDown();
                await(end);
              }
            });
    Thread pulse = new Thread(slow::pulse);
    pulse.start();
    assertThat(begun.await(10, SECONDS)).isTrue();
    slow.pulse();
    assertThat(recorder.turnovers).hasValue(1);
    Thread turnover = new Thread(slow::turnOver);
    turnover.start();
    turnover.join(200);
    assertThat(turnover.isAlive()).isTrue();
    assertThat(recorder.turnovers).hasValue(1);
    end.countDown();
    pulse.join(10_000);
    turnover.join(10_000);
    assertThat(recorder.turnovers).hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
