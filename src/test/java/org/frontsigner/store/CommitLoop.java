package org.frontsigner.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.keeper.DataChange;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;

/**
 * A process that commits until it is killed. Each step changes data, metadata, keys, state and
 * ledger in one commit, all of them told by the number of the step, and is printed once the store
 * has acknowledged it.
 */
final class CommitLoop {
  static final long SEED = 20260203;
  static final String STEP = "X-STEP";
  static final String KEY_IDS = "X-KEY-IDS";

  private final SqlZoneStore store;
  private final RandomZone random = new RandomZone(SEED);
  private StoredZone zone;
  private Zone data;
  private long step;

  private CommitLoop(SqlZoneStore store) {
    this.store = store;
  }

  public static void main(String[] arguments) {
    new CommitLoop(Stores.open(Path.of(arguments[0])).store()).run();
  }

  private void run() {
    List<StoredZone> zones = store.zones();
    zone =
        zones.isEmpty() ? store.create(RandomZone.APEX, Stores.slave("192.0.2.1")) : zones.get(0);
    step = zone.settings().metadata().value(STEP).map(Long::parseLong).orElse(0L);
    for (long i = 0; i < step; i++) {
      random.change();
    }
    data = random.build();
    while (true) {
      commit();
      System.out.println("step " + step);
      System.out.flush();
    }
  }

  private void commit() {
    step++;
    Difference difference = random.change();
    Zone next =
        step % 10 == 1 || data == null
            ? random.build()
            : SqlZoneStoreTest.patched(data, difference);
    DataChange change =
        step % 10 == 1
            ? new DataChange.Replaced(next)
            : new DataChange.Patched(next, List.of(difference));
    ZoneState state = new ZoneState(true, next.serial(), step, Stores.NOW, Stores.NOW);
    StoredZone after = zone.withSettings(settings()).withState(state);
    store.commit(new ZoneCommit(zone, after, change, Optional.of(Stores.entry(state))));
    zone = after;
    data = next;
  }

  private ZoneSettings settings() {
    List<ZoneKey> keys = new ArrayList<>(zone.settings().keys());
    if (keys.size() == 3) {
      keys.remove(0);
    }
    keys.add(Stores.key(store.nextKeyId(), 257, step % 2 == 0, true));
    Metadata metadata =
        zone.settings()
            .metadata()
            .with(STEP, List.of(Long.toString(step)))
            .with(KEY_IDS, keys.stream().map(key -> Long.toString(key.id())).toList());
    return zone.settings().withKeys(keys).withMetadata(metadata);
  }
}
