package org.frontsigner.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A hundred thousand zones with a refresh of an hour, for a day, a drain each second. */
class AgendaScaleTest {
  private static final Logger LOG = LoggerFactory.getLogger(AgendaScaleTest.class);
  private static final int ZONES = 100_000;
  private static final int DAY_SECONDS = 86_400;
  private static final int REFRESH_SECONDS = 3600;

  private final Clocks clocks = new Clocks();
  private final DueQueue checks = new DueQueue();
  private final DueQueue expiries = new DueQueue();
  private final Random random = new Random(1);
  private final int[] checksBySecond = new int[DAY_SECONDS];
  private int second;

  @Test
  void a_day_of_hourly_refreshes_costs_little_memory_and_time_and_makes_no_herd() {
    DomainName[] zones = new DomainName[ZONES];
    for (int i = 0; i < ZONES; i++) {
      zones[i] = DomainName.parse("zone" + i + ".example.");
    }
    long before = usedOctets();
    for (DomainName zone : zones) {
      checks.put(zone, clocks.millis() + random.nextInt(60_000));
      expiries.put(zone, clocks.instant().plus(Duration.ofDays(7)).toEpochMilli());
    }
    long octetsAZone = (usedOctets() - before) / ZONES;
    long cpuNanos = cpuOf(this::drainForADay);
    int total = 0;
    int most = 0;
    int mostLater = 0;
    for (int i = 0; i < DAY_SECONDS; i++) {
      total += checksBySecond[i];
      most = Math.max(most, checksBySecond[i]);
      mostLater = i < DAY_SECONDS / 2 ? 0 : Math.max(mostLater, checksBySecond[i]);
    }
    LOG.info(
        "{} zones: {} octets a zone, {} checks in {} ms, at most {} a second, later {}",
        ZONES,
        octetsAZone,
        total,
        cpuNanos / 1_000_000,
        most,
        mostLater);
    assertThat(octetsAZone).isLessThan(400);
    assertThat(total).isBetween(ZONES * 23, ZONES * 28);
    assertThat(most).isLessThanOrEqualTo(ZONES / 60 + 400);
    assertThat(mostLater).isLessThan(400);
    assertThat(cpuNanos).isLessThan(Duration.ofSeconds(60).toNanos());
    assertThat(checks.size()).isEqualTo(ZONES);
  }

  private void drainForADay() {
    Drain drain = new Drain(checks, expiries, clocks, new Replanner(), Runnable::run);
    for (second = 0; second < DAY_SECONDS; second++) {
      clocks.pass(Duration.ofSeconds(1));
      drain.run();
    }
  }

  /** Plans the next check as keepers do: after the refresh, less up to a tenth of it. */
  private final class Replanner implements Duties {
    @Override
    public boolean keeps(DomainName zone) {
      return true;
    }

    @Override
    public void check(DomainName zone) {
      checksBySecond[second]++;
      double jitter = 1 - 0.1 * random.nextDouble();
      checks.put(zone, clocks.millis() + (long) (REFRESH_SECONDS * 1000 * jitter));
    }

    @Override
    public void expire(DomainName zone) {
      throw new AssertionError("no zone expires on this day");
    }

    @Override
    public void prepareTurnover(Instant turnover) {
      throw new AssertionError("a drain prepares nothing");
    }

    @Override
    public void turnOver() {
      throw new AssertionError("a drain turns nothing over");
    }

    @Override
    public void lookAtAlarms() {
      throw new AssertionError("a drain looks at no alarms");
    }

    @Override
    public void clockJumped(Duration jump) {
      throw new AssertionError("a drain compares no clocks");
    }

    @Override
    public void lookAtParents() {
      throw new AssertionError("nor at parents");
    }
  }

  private static long cpuOf(Runnable work) {
    var threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return threads.getCurrentThreadCpuTime() - before;
  }

  private static long usedOctets() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
