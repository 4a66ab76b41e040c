package org.frontsigner.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agenda with Quartz and its threads; the time of day goes on from where the test sets it. */
class QuartzAgendaTest {
  private static final DomainName ZONE = DomainName.parse("zone.example.");
  private static final long AHEAD_SECONDS = 3600;

  private final Clocks clocks = new Clocks();
  private final Recorder recorder = new Recorder();
  private final CollectorRegistry registry = new CollectorRegistry();
  private final long begin = System.nanoTime();
  private final QuartzAgenda agenda = new QuartzAgenda(this::now, AHEAD_SECONDS, registry);

  private Instant now() {
    return clocks.instant().plusNanos(System.nanoTime() - begin);
  }

  @AfterEach
  void close() {
    agenda.close();
  }

  private double metric(String name) {
    return registry.getSampleValue(name);
  }

  private static void soon(Runnable holds) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(holds::run);
  }

  @Test
  void plans_made_before_the_start_are_kept_and_done_when_their_time_comes() {
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    agenda.expireAt(ZONE, Clocks.TUESDAY.plusSeconds(600));
    agenda.start(recorder);
    soon(() -> assertThat(recorder.checked).containsExactly(ZONE));
    assertThat(recorder.expired).isEmpty();
    clocks.jump(Duration.ofMinutes(10));
    soon(() -> assertThat(recorder.expired).containsExactly(ZONE));
    assertThat(recorder.checked).hasSize(1);
  }

  @Test
  void a_forgotten_zone_is_not_looked_at() {
    DomainName other = DomainName.parse("other.example.");
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    agenda.expireAt(ZONE, Clocks.TUESDAY);
    agenda.checkAt(other, Clocks.TUESDAY.plusSeconds(1));
    agenda.forget(ZONE);
    agenda.start(recorder);
    soon(() -> assertThat(recorder.checked).containsExactly(other));
    assertThat(recorder.expired).isEmpty();
  }

  @Test
  void a_zone_that_never_expires_is_no_trouble() {
    agenda.expireAt(ZONE, Instant.MAX);
    agenda.checkAt(ZONE, Instant.MIN);
    agenda.start(recorder);
    soon(() -> assertThat(recorder.checked).containsExactly(ZONE));
    assertThat(recorder.expired).isEmpty();
  }

  @Test
  void a_start_makes_up_a_missed_turnover_and_what_should_be_ready() {
    clocks.set(Clocks.THURSDAY.minusSeconds(AHEAD_SECONDS / 2));
    agenda.start(recorder);
    soon(() -> assertThat(recorder.turnovers).hasPositiveValue());
    soon(() -> assertThat(recorder.prepared).containsExactly(Clocks.THURSDAY));
  }

  @Test
  void when_the_clock_is_set_back_checks_are_not_put_off() {
    agenda.start(recorder);
    agenda.checkAt(ZONE, Clocks.TUESDAY.plusSeconds(3600));
    clocks.jump(Duration.ofHours(-2));
    soon(() -> assertThat(metric("agenda_clock_jumps_total")).isOne());
    assertThat(recorder.checked).isEmpty();
    soon(() -> assertThat(recorder.jumps).hasSize(1));
    assertThat(recorder.jumps.get(0)).isBetween(Duration.ofHours(-3), Duration.ofHours(-1));
    clocks.jump(Duration.ofHours(1));
    soon(() -> assertThat(recorder.checked).containsExactly(ZONE));
  }

  @Test
  void when_the_clock_leaps_ahead_the_turnover_and_what_is_due_are_made_up_at_once() {
    agenda.start(recorder);
    soon(() -> assertThat(recorder.turnovers).hasPositiveValue());
    int before = recorder.turnovers.get();
    agenda.checkAt(ZONE, Clocks.TUESDAY.plusSeconds(3600));
    clocks.jump(Duration.ofDays(8));
    soon(() -> assertThat(recorder.turnovers).hasValueGreaterThan(before));
    soon(() -> assertThat(recorder.checked).containsExactly(ZONE));
  }

  @Test
  void when_quartz_stalls_the_watchdog_takes_over_within_seconds() throws Exception {
    agenda.start(recorder);
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    soon(() -> assertThat(recorder.checked).hasSize(1));
    agenda.timetable().standby();
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    long stalled = System.nanoTime();
    soon(() -> assertThat(recorder.checked).hasSize(2));
    assertThat(Duration.ofNanos(System.nanoTime() - stalled)).isLessThan(Duration.ofSeconds(15));
    assertThat(metric("agenda_stalls_total")).isOne();
    assertThat(agenda.sinceDrained()).isGreaterThan(Duration.ofSeconds(5));
    agenda.timetable().start();
    soon(() -> assertThat(agenda.sinceDrained()).isLessThan(Duration.ofSeconds(2)));
    assertThat(metric("agenda_stalls_total")).isOne();
  }

  @Test
  void a_check_that_hangs_does_not_keep_other_zones_from_being_checked() {
    CountDownLatch end = new CountDownLatch(1);
    Recorder hanging =
        new Recorder() {
          @Override
          public void check(DomainName zone) {
            super.check(zone);
            if (zone.equals(ZONE)) {
              hang(end);
            }
          }
        };
    DomainName other = DomainName.parse("other.example.");
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    agenda.start(hanging);
    soon(() -> assertThat(hanging.checked).containsExactly(ZONE));
    agenda.checkAt(other, Clocks.TUESDAY);
    soon(() -> assertThat(hanging.checked).containsExactly(ZONE, other));
    end.countDown();
  }

  private static void hang(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void its_threads_are_daemons_and_end_with_it() {
    agenda.start(recorder);
    soon(() -> assertThat(recorder.turnovers).hasPositiveValue());
    assertThat(threads()).isNotEmpty().allMatch(Thread::isDaemon);
    agenda.close();
    soon(() -> assertThat(threads()).isEmpty());
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    await().during(Duration.ofSeconds(2)).until(recorder.checked::isEmpty);
  }

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("agenda-"))
        .toList();
  }

  @Test
  void its_metrics_tell_how_much_is_planned() {
    agenda.checkAt(ZONE, Clocks.TUESDAY);
    agenda.checkAt(DomainName.parse("other.example."), Clocks.TUESDAY);
    agenda.expireAt(ZONE, Clocks.TUESDAY);
    assertThat(planned("check")).isEqualTo(2);
    assertThat(planned("expiry")).isEqualTo(1);
  }

  private Double planned(String kind) {
    return registry.getSampleValue("agenda_planned", new String[] {"kind"}, new String[] {kind});
  }

  @Test
  void it_starts_once() {
    agenda.start(recorder);
    assertThatThrownBy(() -> agenda.start(recorder)).isInstanceOf(IllegalStateException.class);
  }
}
