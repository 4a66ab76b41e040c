package org.frontsigner.simulation;

import java.util.List;
import java.util.Random;

/** All that goes wrong, each now and then. */
final class Misfortune {
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int[][] WEATHERS = {{0, 0}, {20, 20}, {60, 200}, {120, 50}};

  private final Timeline timeline;
  private final Random random;
  private final Internet internet;
  private final Disk disk;
  private final Appliance appliance;
  private final List<TrackedZone> zones;
  private final Chronicle chronicle;
  private final boolean clockMayErr;

  Misfortune(
      Timeline timeline,
      Random random,
      Internet internet,
      Disk disk,
      Appliance appliance,
      List<TrackedZone> zones,
      Chronicle chronicle,
      boolean clockMayErr) {
    this.timeline = timeline;
    this.random = random;
    this.internet = internet;
    this.disk = disk;
    this.appliance = appliance;
    this.zones = zones;
    this.chronicle = chronicle;
    this.clockMayErr = clockMayErr;
  }

  /** For how long nobody starts the process again: seconds as a rule, weeks now and then. */
  long downMillis() {
    int kind = random.nextInt(60);
    if (kind == 0) {
      return DAY + between(0, 25 * DAY);
    }
    return kind < 10 ? between(MINUTE, 3 * HOUR) : between(SECOND, MINUTE);
  }

  private long between(long least, long most) {
    return least + (long) (random.nextDouble() * (most - least));
  }

  void begin() {
    every(9 * DAY, this::weather);
    every(4 * DAY, this::cutSecondary);
    every(3 * DAY, this::cutPrimary);
    every(6 * DAY, this::wrongPrimary);
    every(12 * DAY, this::kill);
    every(5 * DAY, this::crashInCommit);
    every(30 * DAY, this::fullDisk);
    every(25 * DAY, this::freeze);
    if (clockMayErr) {
      every(40 * DAY, this::wrongClock);
    }
  }

  private void every(long meanMillis, Runnable work) {
    long wait = (long) (-Math.log(1 - random.nextDouble()) * meanMillis);
    timeline.in(
        wait,
        () -> {
          every(meanMillis, work);
          work.run();
        });
  }

  private void weather() {
    int[] weather = WEATHERS[random.nextInt(WEATHERS.length)];
    internet.setWeather(weather[0], weather[1]);
    chronicle.tell("of 1000 datagrams %d are lost, %d late".formatted(weather[0], weather[1]));
  }

  private long outage() {
    int kind = random.nextInt(20);
    if (kind == 0) {
      return between(DAY, 8 * DAY);
    }
    return kind < 8 ? between(HOUR, 12 * HOUR) : between(MINUTE, HOUR);
  }

  private void cutSecondary() {
    int number = random.nextInt(Simulation.SECONDARIES);
    long millis = outage();
    internet.cut(Internet.secondary(number), timeline.millis() + millis);
    chronicle.tell("secondary " + number + " is cut off for " + millis / MINUTE + " min");
  }

  private TrackedZone someZone() {
    return zones.get(random.nextInt(zones.size()));
  }

  private void cutPrimary() {
    TrackedZone zone = someZone();
    long until = timeline.millis() + outage();
    internet.cut(Internet.primary(zone.number), until);
    zone.primaryWellSince = Math.max(zone.primaryWellSince, until);
    chronicle.tell(zone.apex, "primary is cut off until " + java.time.Instant.ofEpochMilli(until));
  }

  private void wrongPrimary() {
    TrackedZone zone = someZone();
    long until = timeline.millis() + between(HOUR, 2 * DAY);
    zone.primary.setWrongOneIn(1 + random.nextInt(3));
    zone.primaryWellSince = Math.max(zone.primaryWellSince, until);
    chronicle.tell(zone.apex, "primary is wrong");
    timeline.at(until, () -> zone.primary.setWrongOneIn(0));
  }

  private void kill() {
    if (appliance.isUp()) {
      throw new Crash();
    }
  }

  private void crashInCommit() {
    disk.setFate(random.nextBoolean() ? Disk.Fate.CRASH_BEFORE : Disk.Fate.CRASH_AFTER);
    chronicle.tell("the next commit ends the process");
  }

  private void fullDisk() {
    disk.setFailPerMille(random.nextInt(3) == 0 ? 1000 : 300);
    chronicle.tell("the disk is full");
    timeline.in(between(MINUTE, 6 * HOUR), () -> disk.setFailPerMille(0));
  }

  private void freeze() {
    if (appliance.isUp()) {
      long millis = between(SECOND, random.nextInt(4) == 0 ? 6 * HOUR : 10 * MINUTE);
      appliance.freeze(millis);
      chronicle.tell("frozen for " + millis / SECOND + " s");
    }
  }

  private void wrongClock() {
    if (appliance.isUp() && appliance.skewMillis() == 0) {
      long millis = between(MINUTE, 2 * HOUR) * (random.nextBoolean() ? 1 : -1);
      appliance.jump(millis);
      chronicle.tell("the clock jumps by " + millis / SECOND + " s");
      int own = appliance.generation();
      timeline.in(
          between(MINUTE, DAY),
          () -> {
            if (own == appliance.generation()) {
              appliance.jump(-millis);
              chronicle.tell("the clock is right again");
            }
          });
    }
  }
}
