package org.frontsigner.store;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/** Stores in a directory, and values to put into them. */
final class Stores {
  static final Instant NOW = Instant.parse("2026-02-03T04:05:06.789Z");

  /** A key of Ed25519 made of a seed of ones. */
  static final String PRIVATE_KEY =
      """
      Private-key-format: v1.2
      Algorithm: 15 (ED25519)
      PrivateKey: AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=
      """;

  private Stores() {}

  /** A store with the directory that it is in. */
  record Opened(DataDirectory directory, SqlZoneStore store) implements AutoCloseable {
    @Override
    public void close() {
      store.close();
      directory.close();
    }
  }

  static Opened open(Path path) {
    return open(path, true);
  }

  static Opened open(Path path, boolean sqlRecords) {
    DataDirectory directory = DataDirectory.open(path);
    try {
      return new Opened(directory, SqlZoneStore.open(settings(directory, sqlRecords)));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  static StoreSettings settings(DataDirectory directory, boolean sqlRecords) {
    return new StoreSettings(
        directory,
        StoreSettings.DEFAULT_URL,
        Optional.empty(),
        () -> "",
        sqlRecords,
        false,
        InstantSource.fixed(NOW),
        new Alarms(InstantSource.fixed(NOW), Alarms.OF_ONE_KIND_MAX));
  }

  static ZoneSettings slave(String... primaries) {
    List<InetSocketAddress> addresses = List.of(primaries).stream().map(Endpoint::parse).toList();
    return new ZoneSettings(ZoneType.SLAVE, addresses, List.of(), Metadata.NONE);
  }

  static ZoneKey key(long id, int flags, boolean active, boolean published) {
    return new ZoneKey(id, flags, active, published, KeyFile.parse(PRIVATE_KEY));
  }

  /** The zone after its data came whole. */
  static StoredZone replace(SqlZoneStore store, StoredZone zone, Zone data) {
    return commit(store, zone, zone.settings(), data.serial(), new DataChange.Replaced(data));
  }

  static StoredZone patch(
      SqlZoneStore store, StoredZone zone, Zone data, List<Difference> differences) {
    return commit(
        store, zone, zone.settings(), data.serial(), new DataChange.Patched(data, differences));
  }

  /** The zone with other settings. */
  static StoredZone change(SqlZoneStore store, StoredZone zone, ZoneSettings settings) {
    StoredZone after = zone.withSettings(settings);
    store.commit(new ZoneCommit(zone, after, DataChange.NONE, Optional.empty()));
    return after;
  }

  private static StoredZone commit(
      SqlZoneStore store, StoredZone zone, ZoneSettings settings, long serial, DataChange data) {
    ZoneState state = new ZoneState(true, serial, serial + 1000, NOW, NOW);
    StoredZone after = zone.withSettings(settings).withState(state);
    store.commit(new ZoneCommit(zone, after, data, Optional.of(entry(state))));
    return after;
  }

  static LedgerEntry entry(ZoneState state) {
    return new LedgerEntry(
        NOW,
        LedgerEntry.Cause.CONTENT,
        state.primarySerial(),
        state.servedSerial(),
        state.windowInception(),
        "1 2");
  }

  /** Every octet of a zone's nodes, so that two equal zones have equal texts. */
  static String text(Zone zone) {
    StringBuilder text = new StringBuilder();
    PackedIndex nodes = zone.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      text.append(java.util.HexFormat.of().formatHex(nodes.keyAt(at)))
          .append(' ')
          .append(java.util.HexFormat.of().formatHex(nodes.valueAt(at)))
          .append('\n');
    }
    return text.toString();
  }
}
