package org.frontsigner.schedule;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

class DrainTest {
  private static final DomainName A = DomainName.parse("a.example.");
  private static final DomainName B = DomainName.parse("b.example.");

  private final Clocks clocks = new Clocks();
  private final DueQueue checks = new DueQueue();
  private final DueQueue expiries = new DueQueue();

  private Drain drain(Duties duties) {
    return new Drain(checks, expiries, clocks, duties, Runnable::run);
  }

  private static long millis(Instant when) {
    return when.toEpochMilli();
  }

  @Test
  void checks_and_expiries_are_done_at_their_times_and_not_before() {
    Recorder recorder = new Recorder();
    Drain drain = drain(recorder);
    checks.put(A, millis(Clocks.TUESDAY.plusSeconds(10)));
    expiries.put(B, millis(Clocks.TUESDAY.plusSeconds(20)));
    clocks.pass(Duration.ofSeconds(9));
    drain.run();
    assertThat(recorder.checked).isEmpty();
    clocks.pass(Duration.ofSeconds(1));
    drain.run();
    drain.run();
    assertThat(recorder.checked).containsExactly(A);
    assertThat(recorder.expired).isEmpty();
    clocks.pass(Duration.ofSeconds(10));
    drain.run();
    assertThat(recorder.expired).containsExactly(B);
  }

  @Test
  void a_failed_check_neither_stops_the_others_nor_loses_its_zone() {
    List<DomainName> tried = new ArrayList<>();
    Drain drain =
        drain(
            new Recorder() {
              @Override
              public void check(DomainName zone) {
                tried.add(zone);
                if (zone.equals(A)) {
                  throw new IllegalStateException("the workers are full");
                }
              }
            });
    checks.put(A, millis(Clocks.TUESDAY));
    checks.put(B, millis(Clocks.TUESDAY.plusMillis(1)));
    clocks.pass(Duration.ofSeconds(1));
    drain.run();
    assertThat(tried).containsExactly(A, B);
    checks.put(B, millis(Clocks.THURSDAY));
    clocks.pass(Drain.AGAIN);
    drain.run();
    assertThat(tried).containsExactly(A, B, A);
  }

  @Test
  void a_check_whose_outcome_never_plans_the_next_one_is_made_again() {
    Recorder recorder = new Recorder();
    Drain drain = drain(recorder);
    checks.put(A, millis(Clocks.TUESDAY));
    for (int i = 0; i < 3; i++) {
      drain.run();
      clocks.pass(Drain.AGAIN);
    }
    assertThat(recorder.checked).containsExactly(A, A, A);
  }

  @Test
  void a_zone_that_is_gone_is_forgotten() {
    Recorder recorder = new Recorder();
    recorder.gone.add(A);
    checks.put(A, millis(Clocks.TUESDAY));
    expiries.put(A, millis(Clocks.TUESDAY));
    checks.put(B, millis(Clocks.TUESDAY));
    drain(recorder).run();
    assertThat(checks.size()).isOne();
    assertThat(expiries.size()).isZero();
  }

  @Test
  void an_expiry_that_waits_for_a_change_of_its_zone_holds_nobody_else_up() throws Exception {
    CountDownLatch change = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    Recorder recorder =
        new Recorder() {
          @Override
          public void expire(DomainName zone) {
            if (zone.equals(A)) {
              await(change);
            } else {
              other.countDown();
            }
          }
        };
    ExecutorService expirers = Executors.newFixedThreadPool(2);
    try {
      Drain drain = new Drain(checks, expiries, clocks, recorder, expirers);
      expiries.put(A, millis(Clocks.TUESDAY));
      expiries.put(B, millis(Clocks.TUESDAY));
      checks.put(A, millis(Clocks.TUESDAY));
      drain.run();
      assertThat(recorder.checked).containsExactly(A);
      assertThat(other.await(10, SECONDS)).isTrue();
    } finally {
      change.countDown();
      expirers.shutdown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void a_clock_that_jumps_ahead_makes_no_herd() {
    Recorder recorder = new Recorder();
    Drain drain = drain(recorder);
    int zones = 3000;
    for (int i = 0; i < zones; i++) {
      checks.put(DomainName.parse("z" + i + ".example."), millis(Clocks.TUESDAY.plusSeconds(i)));
    }
    clocks.jump(Duration.ofDays(8));
    drain.run();
    assertThat(recorder.checked).hasSize(Drain.CHECKS_MAX);
    for (int i = 0; i < 5; i++) {
      clocks.pass(Duration.ofSeconds(1));
      drain.run();
    }
    assertThat(recorder.checked).hasSize(zones).doesNotHaveDuplicates();
  }

  @Test
  void expiries_are_not_put_off_however_many_there_are() {
    Recorder recorder = new Recorder();
    for (int i = 0; i < 3000; i++) {
      expiries.put(DomainName.parse("z" + i + ".example."), millis(Clocks.TUESDAY));
    }
    drain(recorder).run();
    assertThat(recorder.expired).hasSize(3000);
  }
}
