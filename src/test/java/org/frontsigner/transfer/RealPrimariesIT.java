package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.keeper.Upstream.Probe;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SOA, AXFR and IXFR with TSIG from knotd, nsd and named. */
class RealPrimariesIT {
  private static final Logger LOG = LoggerFactory.getLogger(RealPrimariesIT.class);
  private static final int NAMES = 20_000;
  private static final int MANY_NAMES = 1_000_000;

  private final TransferClient client =
      new TransferClient(
          TransferLimits.DEFAULT,
          InstantSource.system(),
          new SecureRandom(),
          new TransferMetrics(new CollectorRegistry()));

  @TempDir Path folder;

  /** A zone of so many names with an address each; {@code changed} of them have another one. */
  private void write(long serial, int names, int changed) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(folder.resolve("zone"))) {
      writer.write("$ORIGIN example.org.\n$TTL 300\n");
      writer.write("@ SOA ns1 hostmaster " + serial + " 7200 900 1209600 300\n");
      writer.write("@ NS ns1\nns1 A 127.0.0.1\nMixed TXT \"Case Kept\"\n");
      for (int i = 0; i < names; i++) {
        int last = i < changed ? 99 : i & 0x3f;
        writer.write("n%d A 10.%d.%d.%d%n".formatted(i, i >> 16, i >> 8 & 0xff, last));
      }
    }
  }

  private void awaitSerial(RealPrimary primary, long serial) {
    await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                client.probe(Rr.ZONE, primary.primary()) instanceof Probe.Found found
                    && found.soa().serial() == serial);
  }

  private Fetched fetch(Primary primary, Optional<Zone> from) {
    return client.fetch(Rr.ZONE, primary, from.map(Zone::soa), IntakePolicy.DEFAULT);
  }

  private Zone whole(Primary primary) {
    Fetched fetched = fetch(primary, Optional.empty());
    assertThat(fetched).isInstanceOf(Fetched.Whole.class);
    return ((Fetched.Whole) fetched).zone();
  }

  private static Zone apply(Zone zone, List<Difference> differences) {
    Zone next = zone;
    for (Difference difference : differences) {
      PatchResult result = ZonePatch.apply(next, difference, IntakePolicy.DEFAULT);
      assertThat(result).isInstanceOf(PatchResult.Patched.class);
      next = ((PatchResult.Patched) result).zone();
    }
    return next;
  }

  @ParameterizedTest
  @EnumSource(RealPrimary.Make.class)
  void pullsTheZoneAndThenItsDifferences(RealPrimary.Make make) throws Exception {
    write(100, NAMES, 0);
    try (RealPrimary server = RealPrimary.start(make, folder)) {
      awaitSerial(server, 100);
      Zone first = whole(server.primary());
      assertThat(first.recordCount()).isEqualTo(NAMES + 4);
      assertThat(fetch(server.primary(), Optional.of(first))).isEqualTo(new Fetched.UpToDate(100));
      write(101, NAMES, 30);
      server.reload();
      awaitSerial(server, 101);
      Fetched fetched = fetch(server.primary(), Optional.of(first));
      assertThat(fetched).as(server.log()).isInstanceOf(Fetched.Incremental.class);
      Zone patched = apply(first, ((Fetched.Incremental) fetched).differences());
      assertThat(Dump.of(patched)).isEqualTo(Dump.of(whole(server.primary())));
    }
  }

  @ParameterizedTest
  @EnumSource(RealPrimary.Make.class)
  void isTurnedAwayWithoutTheKey(RealPrimary.Make make) throws Exception {
    write(100, 10, 0);
    try (RealPrimary server = RealPrimary.start(make, folder)) {
      awaitSerial(server, 100);
      TsigKey unknown =
          new TsigKey(DomainName.parse("unknown"), Script.KEY.algorithm(), new byte[32]);
      Primary primary = server.primary();
      Primary stranger = new Primary(primary.address(), Optional.of(unknown), primary.source());
      Fetched fetched = fetch(stranger, Optional.empty());
      assertThat(fetched).isInstanceOf(Fetched.Failed.class);
      assertThat(((Fetched.Failed) fetched).reason()).contains("BADKEY");
      Primary unsigned = new Primary(primary.address(), Optional.empty(), primary.source());
      Fetched refused = fetch(unsigned, Optional.empty());
      assertThat(refused).isInstanceOf(Fetched.Failed.class);
      assertThat(((Fetched.Failed) refused).reason()).contains("rcode");
    }
  }

  @Test
  void pullsAMillionRecordsInSeconds() throws Exception {
    write(100, MANY_NAMES, 0);
    try (RealPrimary server = RealPrimary.start(RealPrimary.Make.KNOT, folder)) {
      awaitSerial(server, 100);
      for (int round = 0; round < 3; round++) {
        long start = System.nanoTime();
        Zone zone = whole(server.primary());
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(zone.nameCount()).isEqualTo(MANY_NAMES + 3);
        LOG.info("{} records in {} s: {} a second", MANY_NAMES, seconds, MANY_NAMES / seconds);
        assertThat(seconds).isLessThan(60);
      }
    }
  }
}
