package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what another instance has written into a database that this one only reads: zones that
 * came and went, their data, keys and settings, and the serials that they are served with. Looks at
 * nothing while the database stands still. Thread-safe.
 */
public final class Following implements Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Following.class);

  private final Keepers keepers;
  private final Surroundings around;
  private final Followed followed;
  private final Map<DomainName, Seen> seen = new HashMap<>();
  private String position = "";
  private boolean troubled;

  /** What a zone was when it was last looked at, and which data it had. */
  private record Seen(StoredZone zone, String version) {}

  public Following(Keepers keepers, Surroundings around, Followed followed) {
    this.keepers = keepers;
    this.around = around;
    this.followed = followed;
  }

  /** Looks now; what can't be read is logged once, and read the next time. */
  public void follow() {
    Found found = new Found();
    look(found);
    List<String> troubles = found.told().troubles();
    if (!troubles.isEmpty() && !troubled) {
      troubles.forEach(trouble -> LOG.error("following the database: {}", trouble));
    } else if (troubles.isEmpty() && troubled) {
      LOG.warn("following the database: it is followed again");
    }
    troubled = !troubles.isEmpty();
  }

  @Override
  public synchronized void look(Found found) {
    try {
      String now = followed.position();
      if (!now.equals(position)) {
        int before = found.told().troubles().size();
        compare(found);
        position = found.told().troubles().size() == before ? now : "";
      }
    } catch (StoreFailed e) {
      found.trouble(e.getMessage());
    }
  }

  private void compare(Found found) {
    around.tsigKeys().read();
    Map<Integer, String> versions = new HashMap<>();
    for (ZoneKeeper keeper : keepers.all()) {
      int id = keeper.stored().id();
      versions.put(id, followed.dataVersion(id));
    }
    Set<DomainName> there = new HashSet<>();
    StoredZones all = keepers.stored();
    all.unusable().forEach(zone -> found.trouble(zone.reason()));
    for (StoredZone zone : all.usable()) {
      there.add(zone.name());
      guarded(zone.name(), found, () -> take(zone, versions.getOrDefault(zone.id(), ""), found));
    }
    for (ZoneKeeper keeper : new ArrayList<>(keepers.all())) {
      boolean isUnusable = all.trouble(keeper.stored().id()).isPresent();
      if (!isUnusable && !there.contains(keeper.name())) {
        keepers.forget(keeper);
        seen.remove(keeper.name());
        found.removed(keeper.name());
      }
    }
  }

  private static void guarded(DomainName zone, Found found, Runnable work) {
    try {
      work.run();
    } catch (StoreFailed | ZoneGone | IllegalArgumentException e) {
      found.trouble("zone %s: %s".formatted(zone.toText(), e.getMessage()));
    }
  }

  private void take(StoredZone zone, String version, Found found) {
    Optional<ZoneKeeper> keeper = keepers.find(zone.name()).map(Keepers.Kept::keeper);
    if (keeper.isPresent() && keeper.get().stored().id() != zone.id()) {
      keepers.forget(keeper.get());
      keeper = Optional.empty();
    }
    if (keeper.isEmpty()) {
      keepers.takeUp(zone);
      found.added(zone.name());
    } else {
      take(keeper.get(), new Seen(zone, version), found);
    }
  }

  private void take(ZoneKeeper keeper, Seen now, Found found) {
    Seen last = seen.get(keeper.name());
    if (now.equals(last)) {
      return;
    }
    boolean hasOtherData = last == null || !last.version().equals(now.version());
    Optional<Zone> data =
        hasOtherData && now.zone().state().hasData()
            ? around.store().data(now.zone())
            : keeper.zone();
    boolean isStill = followed.dataVersion(now.zone().id()).equals(now.version());
    if (!isStill) {
      throw new StoreFailed("its data was changed while it was read", null);
    }
    if (keeper.follow(now.zone(), data)) {
      found.changed(keeper.name());
    }
    seen.put(keeper.name(), now);
  }
}
