package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/**
 * kill -9 at random moments while zones change and keys are made. After each restart every zone is
 * there as a whole, at the version before or after, no served serial went back, and no key that was
 * shown to anybody is gone.
 */
class KillIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final int KILLS = Boolean.getBoolean("frontsigner.long") ? 200 : 6;
  private static final int ZONES = 3;
  private static final int NAMES = 2_000;
  private static final int CHANGED = 300;
  private static final long DELAY_MAX_MILLISECONDS = 1_500;
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());

  private final long seed = Long.getLong("frontsigner.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final List<ZoneData> zones = new ArrayList<>();
  private final Map<String, Long> served = new HashMap<>();
  private final Map<String, Set<String>> shownKeys = new HashMap<>();
  private KnotPrimary primary;
  private Frontsigner frontsigner;

  @Test
  void everyZoneAndEveryKeySurvivesEachKill() {
    System.out.println("KillIT: -Dfrontsigner.seed=" + seed);
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    IntStream.range(0, ZONES).mapToObj(KillIT::zone).forEach(zones::add);
    primary =
        KnotPrimary.start(workspace, "primary", PrimarySetup.of(PULL, zones, frontsigner.dns()));
    frontsigner.know(PULL);
    zones.forEach(this::takeOn);
    for (int kill = 1; kill <= KILLS; kill++) {
      changeAndKill();
      frontsigner.start();
      zones.forEach(this::assertWholeAndNotOlder);
      zones.parallelStream().forEach(zone -> frontsigner.verb("retrieve", zone.zone()));
    }
    zones.forEach(this::assertNewestAndVerified);
  }

  private static ZoneData zone(int number) {
    String[] lines =
        IntStream.range(0, NAMES).mapToObj(i -> "host" + i + " A 192.0.2.1").toArray(String[]::new);
    return version(ZoneData.of("kill" + number + ".example", 0, lines));
  }

  /** The next version: its serial is in many records, so that a mixture of two versions shows. */
  private static ZoneData version(ZoneData zone) {
    long serial = zone.serial() + 1;
    String[] lines =
        IntStream.range(0, CHANGED)
            .mapToObj(i -> "version" + i + " TXT " + serial)
            .toArray(String[]::new);
    return zone.without(record -> record.getType() == Type.TXT).next(lines);
  }

  private void takeOn(ZoneData zone) {
    frontsigner.pull(zone.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", zone.zone());
    shownKeys.put(zone.zone(), new HashSet<>());
    assertWholeAndNotOlder(zone);
  }

  private void changeAndKill() {
    zones.replaceAll(KillIT::version);
    CompletableFuture<Void> changes =
        CompletableFuture.runAsync(() -> zones.forEach(primary::replace));
    String zone = zones.get(random.nextInt(ZONES)).zone();
    CompletableFuture<Output> key =
        CompletableFuture.supplyAsync(
            () -> frontsigner.attempt("add-zone-key", zone, "zsk", "inactive", "published"));
    LockSupport.parkNanos(
        TimeUnit.MILLISECONDS.toNanos((long) (random.nextDouble() * DELAY_MAX_MILLISECONDS)));
    frontsigner.kill();
    changes.join();
    if (key.join().exit() == 0) {
      keyWasShown(zone, key.join().text());
    }
  }

  // The verb may have found the daemon, or the database after its death: acknowledged is
  // acknowledged.
  private void keyWasShown(String zone, String id) {
    shownKeys.get(zone).add(frontsigner.dnskey(zone, id).rdataToString());
  }

  private void assertWholeAndNotOlder(ZoneData newest) {
    ZoneData signed = WireTransfer.from(frontsigner.dns(), newest.origin());
    List<Long> versions = versions(signed);
    assertThat(versions).as(newest.zone() + " is no mixture").hasSize(1);
    assertThat(versions.get(0)).isIn(newest.serial() - 1, newest.serial());
    assertThat(signed.records().stream().filter(record -> record.getType() == Type.TXT))
        .hasSize(CHANGED);
    long before = served.getOrDefault(newest.zone(), signed.serial());
    assertThat((int) (signed.serial() - before))
        .as("the served serial goes not back")
        .isNotNegative();
    served.put(newest.zone(), signed.serial());
    assertKeys(newest.zone(), signed);
  }

  private void assertKeys(String zone, ZoneData signed) {
    Set<String> shown = shownKeys.get(zone);
    List<String> keys =
        signed.records().stream()
            .filter(record -> record.getType() == Type.DNSKEY)
            .map(Record::rdataToString)
            .toList();
    assertThat(keys).as("keys of " + zone).isNotEmpty().containsAll(shown);
    shown.addAll(keys);
  }

  private static List<Long> versions(ZoneData signed) {
    return signed.records().stream()
        .filter(TXTRecord.class::isInstance)
        .map(record -> Long.valueOf(((TXTRecord) record).getStrings().get(0)))
        .distinct()
        .toList();
  }

  private void assertNewestAndVerified(ZoneData newest) {
    assertThat(versions(WireTransfer.from(frontsigner.dns(), newest.origin())))
        .containsExactly(newest.serial());
    Path file = workspace.folder("transfers").resolve(newest.zone());
    Dig.at(frontsigner.dns()).transfer(newest.zone(), file);
    Verifier.LDNS_VERIFY_ZONE.judge(newest.origin(), file).succeeded();
  }
}
