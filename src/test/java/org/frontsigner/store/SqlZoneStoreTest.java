package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.SignatureKeep;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlZoneStoreTest {
  @TempDir private Path parent;

  private Path directory() {
    return parent.resolve("data");
  }

  @Test
  void aNewZoneIsThereAfterReopening() {
    ZoneSettings settings =
        Stores.slave("192.0.2.1", "[2001:db8::1]:5300")
            .withMetadata(new Metadata(Map.of("ALSO-NOTIFY", List.of("192.0.2.9", "192.0.2.8"))));
    StoredZone made;
    try (Stores.Opened opened = Stores.open(directory())) {
      made = opened.store().create(DomainName.parse("Example.COM."), settings);
      assertThat(made.name().toString()).isEqualTo("example.com.");
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      assertThat(opened.store().zones()).containsExactly(made);
      assertThat(opened.store().data(made)).isEmpty();
    }
  }

  @Test
  void keysKeepTheirStateAndMaterial() {
    StoredZone zone;
    try (Stores.Opened opened = Stores.open(directory())) {
      zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      long id = opened.store().nextKeyId();
      ZoneKey key = Stores.key(id, 257, true, false);
      zone = Stores.change(opened.store(), zone, zone.settings().withKeys(List.of(key)));
      zone =
          Stores.change(
              opened.store(),
              zone,
              zone.settings().withKeys(List.of(key.withActive(false).withPublished(true))));
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      ZoneKey read = opened.store().zones().get(0).settings().keys().get(0);
      assertThat(read.active()).isFalse();
      assertThat(read.published()).isTrue();
      assertThat(read.flags()).isEqualTo(257);
      assertThat(KeyFile.print(read.material())).isEqualTo(Stores.PRIVATE_KEY);
      assertThat(opened.store().nextKeyId()).isGreaterThan(read.id());
    }
  }

  @Test
  void signaturesOfTokensComeBackUntilTheyExpire() {
    Instant expiration = Stores.NOW.plusSeconds(100);
    SignatureKeep.Kept kept =
        new SignatureKeep.Kept(
            3, "www.example", 1, Stores.NOW, expiration, new byte[32], new byte[] {1, 2, 3});
    try (Stores.Opened opened = Stores.open(directory())) {
      opened.store().signatures().add(kept);
      opened.store().signatures().add(kept);
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      SignatureKeep signatures = opened.store().signatures();
      signatures.forgetExpired(expiration);
      assertThat(signatures.all()).singleElement().usingRecursiveComparison().isEqualTo(kept);
      signatures.forgetExpired(expiration.plusSeconds(1));
      assertThat(signatures.all()).isEmpty();
    }
  }

  @Test
  void dataComesBackAfterReplacementAndDifferences() {
    RandomZone random = new RandomZone(5);
    Zone data = random.build();
    StoredZone zone;
    try (Stores.Opened opened = Stores.open(directory())) {
      zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      zone = Stores.replace(opened.store(), zone, data);
      for (int i = 0; i < 20; i++) {
        Difference difference = random.change();
        data = patched(data, difference);
        zone = Stores.patch(opened.store(), zone, data, List.of(difference));
      }
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      assertThat(opened.store().zones()).containsExactly(zone);
      assertThat(Stores.text(opened.store().data(zone).orElseThrow())).isEqualTo(Stores.text(data));
    }
  }

  static Zone patched(Zone zone, Difference difference) {
    return ((PatchResult.Patched) ZonePatch.apply(zone, difference, IntakePolicy.DEFAULT)).zone();
  }

  @Test
  void manyDifferencesAreFolded() throws InterruptedException {
    RandomZone random = new RandomZone(7);
    Zone data = random.build();
    try (Stores.Opened opened = Stores.open(directory(), false)) {
      StoredZone zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      zone = Stores.replace(opened.store(), zone, data);
      for (int i = 0; i < 15; i++) {
        List<Difference> differences = new ArrayList<>();
        for (int j = 0; j < 100; j++) {
          Difference difference = random.change();
          data = patched(data, difference);
          differences.add(difference);
        }
        zone = Stores.patch(opened.store(), zone, data, differences);
        opened.store().awaitBackground();
      }
      assertThat(Stores.text(opened.store().data(zone).orElseThrow())).isEqualTo(Stores.text(data));
      assertThat(rows(opened, "SELECT COUNT(*) FROM zone_difference")).isLessThan(1_000);
      assertThat(rows(opened, "SELECT COUNT(DISTINCT generation) FROM zone_chunk")).isEqualTo(1);
    }
  }

  private static long rows(Stores.Opened opened, String query) {
    return opened.store().query(query);
  }

  @Test
  void aDeletedZoneLeavesItsLedgerAndItsKeyFiles() throws InterruptedException {
    try (Stores.Opened opened = Stores.open(directory())) {
      StoredZone zone =
          opened
              .store()
              .create(
                  RandomZone.APEX,
                  Stores.slave("192.0.2.1").withKeys(List.of(Stores.key(3, 257, true, true))));
      zone = Stores.replace(opened.store(), zone, new RandomZone(1).build());
      opened.store().delete(zone);
      opened.store().awaitBackground();
      assertThat(opened.store().zones()).isEmpty();
      assertThat(rows(opened, "SELECT COUNT(*) FROM records")).isZero();
      assertThat(rows(opened, "SELECT COUNT(*) FROM zone_chunk")).isZero();
      assertThat(rows(opened, "SELECT COUNT(*) FROM removed_domain")).isZero();
      assertThat(opened.store().ledger(RandomZone.APEX, 10)).hasSize(1);
      assertThat(directory().resolve("keys/removed/example/3.private")).exists();
      assertThat(directory().resolve("keys/example")).doesNotExist();
      StoredZone again = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      assertThat(again.state().servedSerial()).isEqualTo(zone.state().servedSerial());
      assertThat(again.state().hasData()).isFalse();
    }
  }

  @Test
  void theLedgerIsReadNewestFirst() {
    try (Stores.Opened opened = Stores.open(directory())) {
      StoredZone zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      List<LedgerEntry> entries = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        ZoneState state = new ZoneState(true, i, i + 10, Stores.NOW, Instant.EPOCH);
        LedgerEntry entry = Stores.entry(state);
        StoredZone after = zone.withState(state);
        opened.store().commit(new ZoneCommit(zone, after, DataChange.NONE, Optional.of(entry)));
        entries.add(0, entry);
        zone = after;
      }
      assertThat(opened.store().ledger(RandomZone.APEX, 3)).isEqualTo(entries.subList(0, 3));
    }
  }

  @Test
  void tsigKeysAreReplacedByName() {
    TsigKey first = TsigKey.parse("Key.example", "hmac-sha256", "c2VjcmV0", false);
    TsigKey second = TsigKey.parse("key.example", "hmac-sha512", "b3RoZXI=", false);
    try (Stores.Opened opened = Stores.open(directory())) {
      opened.store().putTsigKey(first);
      opened.store().putTsigKey(second);
    }
    try (Stores.Opened opened = Stores.open(directory())) {
      assertThat(opened.store().tsigKeys()).containsExactly(second);
      opened.store().deleteTsigKey(first.name());
      assertThat(opened.store().tsigKeys()).isEmpty();
    }
  }

  @Test
  void aCommitToAZoneThatIsNotThereFailsWithItsName() {
    try (Stores.Opened opened = Stores.open(directory())) {
      StoredZone zone = opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      opened.store().delete(zone);
      assertThatThrownBy(() -> Stores.change(opened.store(), zone, Stores.slave("192.0.2.2")))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("zone example is not in the database jdbc:h2:file:" + directory());
    }
  }

  @Test
  void aZoneIsNotMadeTwice() {
    try (Stores.Opened opened = Stores.open(directory())) {
      opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.1"));
      assertThatThrownBy(() -> opened.store().create(RandomZone.APEX, Stores.slave("192.0.2.2")))
          .isInstanceOf(StoreFailed.class)
          .hasMessageContaining("zone example is in the database");
      assertThat(opened.store().zones().get(0).settings()).isEqualTo(Stores.slave("192.0.2.1"));
    }
  }

  @Test
  void failuresOfKeysDoNotShowThem() {
    try (Stores.Opened opened = Stores.open(directory())) {
      ZoneSettings settings =
          Stores.slave("192.0.2.1").withKeys(List.of(Stores.key(3, 257, true, true)));
      opened.store().create(RandomZone.APEX, settings);
      Throwable failure =
          org.assertj.core.api.Assertions.catchThrowable(
              () -> opened.store().create(DomainName.parse("other."), settings));
      assertThat(failure).isInstanceOf(StoreFailed.class);
      java.io.StringWriter trace = new java.io.StringWriter();
      failure.printStackTrace(new java.io.PrintWriter(trace));
      assertThat(trace.toString()).contains("zone other").doesNotContain("AQEBAQ");
      assertThat(Files.exists(directory().resolve("keys/other"))).isFalse();
    }
  }
}
