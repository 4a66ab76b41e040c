package org.frontsigner.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.frontsigner.zone.ZonePatch;

/**
 * Seconds that the store takes for a zone of many delegations. Run it by hand: arguments are names,
 * and whether the table records is filled.
 */
final class StoreBench {
  private static final DomainName APEX = DomainName.parse("example.");
  private static final int COMMITS = 2_000;

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    int names = Integer.parseInt(arguments[0]);
    boolean sqlRecords = Boolean.parseBoolean(arguments[1]);
    Path directory = Files.createTempDirectory("store-bench").resolve("data");
    Zone data = zone(names);
    say("names %d, records %d, octets %d", names, data.recordCount(), data.nodes().octets());
    Zone latest;
    try (Stores.Opened opened = Stores.open(directory, sqlRecords)) {
      StoredZone zone = opened.store().create(APEX, Stores.slave("192.0.2.1"));
      long start = System.nanoTime();
      zone = Stores.replace(opened.store(), zone, data);
      say("first whole commit: %s s", seconds(start));
      start = System.nanoTime();
      zone = Stores.replace(opened.store(), zone, data);
      say("second whole commit: %s s", seconds(start));
      start = System.nanoTime();
      int read = opened.store().data(zone).orElseThrow().nameCount();
      say("reading " + read + " names: %s s", seconds(start));
      start = System.nanoTime();
      opened.store().awaitBackground();
      say("background after it: %s s", seconds(start));
      latest = differences(opened, zone, data);
      start = System.nanoTime();
      opened.store().awaitBackground();
      say("background after them: %s s", seconds(start));
    }
    long octets = Files.size(directory.resolve("frontsigner.mv.db"));
    say("file %d MiB", octets >> 20);
    long start = System.nanoTime();
    try (Stores.Opened opened = Stores.open(directory, sqlRecords)) {
      say("opening: %s s", seconds(start));
      start = System.nanoTime();
      StoredZone zone = opened.store().zones().get(0);
      Zone read = opened.store().data(zone).orElseThrow();
      say("reading: %s s, %s", seconds(start), Stores.text(read).equals(Stores.text(latest)));
    }
  }

  private static Zone differences(Stores.Opened opened, StoredZone before, Zone data) {
    StoredZone zone = before;
    Zone latest = data;
    long[] nanos = new long[COMMITS];
    for (int i = 0; i < COMMITS; i++) {
      Difference difference = difference(latest, i);
      latest =
          ((PatchResult.Patched) ZonePatch.apply(latest, difference, IntakePolicy.DEFAULT)).zone();
      long start = System.nanoTime();
      zone = Stores.patch(opened.store(), zone, latest, List.of(difference));
      nanos[i] = System.nanoTime() - start;
    }
    java.util.Arrays.sort(nanos);
    say(
        "commit of 10 records: median %.2f ms, 99 percent %.2f ms, worst %.2f ms",
        nanos[COMMITS / 2] / 1e6, nanos[COMMITS * 99 / 100] / 1e6, nanos[COMMITS - 1] / 1e6);
    return latest;
  }

  private static Difference difference(Zone zone, int number) {
    RecordList.Builder removed = new RecordList.Builder();
    RecordList.Builder added = new RecordList.Builder();
    removed.add(APEX, RrType.SOA, 3600, soa(zone.serial()));
    added.add(APEX, RrType.SOA, 3600, soa(zone.serial() + 1));
    for (int i = 0; i < 8; i++) {
      added.add(
          APEX.child("new-" + number + "-" + i), RrType.A, 3600, new byte[] {10, 0, 0, (byte) i});
    }
    return new Difference(zone.serial(), zone.serial() + 1, removed.build(), added.build());
  }

  private static byte[] soa(long serial) {
    return new Soa(3600, APEX, APEX, serial, 3600, 600, 864000, 300).rdata();
  }

  private static Zone zone(int names) {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    builder.add(APEX, RrType.SOA, 3600, soa(1));
    builder.add(APEX, RrType.NS, 3600, DomainName.parse("ns1.example.").octets());
    for (int i = 0; i < names; i++) {
      DomainName owner = APEX.child("name-" + Integer.toString(i * 7919 % 100_000_007, 36));
      builder.add(
          owner, RrType.NS, 3600, DomainName.parse("ns1.host" + i % 997 + ".net.").octets());
      builder.add(
          owner, RrType.NS, 3600, DomainName.parse("ns2.host" + i % 997 + ".net.").octets());
    }
    return ((BuildResult.Built) builder.build()).zone();
  }

  private static final java.lang.management.ThreadMXBean THREADS =
      java.lang.management.ManagementFactory.getThreadMXBean();
  private static long cpuAtLast;

  private static String seconds(long start) {
    long cpu = THREADS.getCurrentThreadCpuTime();
    String text =
        String.format(
            Locale.ROOT,
            "%.2f (cpu since last %.2f)",
            (System.nanoTime() - start) / 1e9,
            (cpu - cpuAtLast) / 1e9);
    cpuAtLast = cpu;
    return text;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
