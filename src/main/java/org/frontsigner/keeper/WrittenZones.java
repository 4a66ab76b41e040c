package org.frontsigner.keeper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What others write into the database with SQL: zones, their settings and keys, TSIG keys, and the
 * rows of native zones. It is taken up by verbs alone, never by itself. Thread-safe.
 *
 * <pre>
 *   domains ─▶ new: a keeper   gone: none any more   settings or keys differ: the one door, with a serial more
 *   records of a native zone ─▶ a zone, by the rules of any source ─▶ the one door ─▶ auth, ordername, empty non-terminals
 * </pre>
 */
public final class WrittenZones implements Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenZones.class);

  private final Keepers keepers;
  private final Surroundings around;

  public WrittenZones(Keepers keepers, Surroundings around) {
    this.keepers = keepers;
    this.around = around;
  }

  @Override
  public void look(Found found) {
    around.tsigKeys().read();
    StoredZones all = keepers.stored();
    Map<DomainName, StoredZone> written = new HashMap<>();
    all.usable().forEach(zone -> written.put(zone.name(), zone));
    all.unusable().forEach(zone -> found.trouble(zone.reason()));
    for (ZoneKeeper keeper : List.copyOf(keepers.all())) {
      boolean isUnusable = all.trouble(keeper.stored().id()).isPresent();
      if (isUnusable || around.store().written(keeper.name()).isPresent()) {
        continue;
      }
      guarded(found, keeper.name(), () -> compare(keeper, written, found));
    }
    for (StoredZone zone : written.values()) {
      if (keepers.find(zone.name()).isEmpty()) {
        guarded(found, zone.name(), () -> takeNew(zone, found));
      }
    }
    keepers.all().forEach(keeper -> guarded(found, keeper.name(), () -> takeRows(keeper, found)));
  }

  private static void guarded(Found found, DomainName zone, Runnable work) {
    try {
      work.run();
    } catch (StoreFailed | ZoneGone | IllegalArgumentException | Problem e) {
      LOG.warn(
          "zone {}: what others wrote of it can't be taken: {}", zone.toText(), e.getMessage());
      found.trouble("zone %s: %s".formatted(zone.toText(), e.getMessage()));
    }
  }

  private void compare(ZoneKeeper keeper, Map<DomainName, StoredZone> written, Found found) {
    StoredZone now = written.get(keeper.name());
    if (now == null || now.id() != keeper.stored().id()) {
      requireNotRenamed(keeper, written);
      keepers.delete(keeper);
      found.removed(keeper.name());
    } else if (keeper.adopt(now)) {
      keepers.checkNow(keeper.name());
      found.changed(keeper.name());
    }
  }

  private static void requireNotRenamed(ZoneKeeper keeper, Map<DomainName, StoredZone> written) {
    for (StoredZone other : written.values()) {
      if (other.id() == keeper.stored().id()) {
        throw new IllegalArgumentException(
            "its row in the table domains is that of %s now, and no zone can be renamed: give it its name back, and make a zone of the other name"
                .formatted(other.name().toText()));
      }
    }
  }

  private void takeNew(StoredZone zone, Found found) {
    if (keepers.size() >= around.settings().zonesMax()) {
      throw new IllegalArgumentException(
          "there are %d zones, and more are not allowed: raise limits.zones-max"
              .formatted(keepers.size()));
    }
    keepers.takeUp(zone);
    found.added(zone.name());
  }

  private void takeRows(ZoneKeeper keeper, Found found) {
    if (keeper.stored().settings().type() != ZoneType.NATIVE) {
      return;
    }
    Optional<Zone> data = keeper.zone();
    RowsRead read = read(keeper, data);
    if (read instanceof RowsRead.Refused refused) {
      throw new IllegalArgumentException(refused.reason());
    }
    if (read instanceof RowsRead.Changed changed) {
      accept(keeper, data, changed);
      found.changed(keeper.name());
    }
  }

  private RowsRead read(ZoneKeeper keeper, Optional<Zone> data) {
    return around.store().readRows(keeper.stored(), data, keeper.policy().intake());
  }

  /** Whether the rows of a native zone without data are looked at, and there are any. */
  boolean hasRows(ZoneKeeper keeper) {
    RowsRead read = read(keeper, keeper.zone());
    return read instanceof RowsRead.Changed || read instanceof RowsRead.Refused;
  }

  private void accept(ZoneKeeper keeper, Optional<Zone> data, RowsRead.Changed changed) {
    if (!keeper.acceptRows(data, changed.zone())) {
      throw Problem.failed(
          "Zone %s was changed while its rows were read".formatted(keeper.name().toText()),
          "Give the verb again");
    }
    around.store().showInSql(keeper.stored(), changed.zone());
  }

  /**
   * The zone of that name, taken up if others have put it into the table domains; empty when nobody
   * has.
   *
   * @throws Problem FAILED when it is there and can't be used
   */
  Optional<Keepers.Kept> zone(DomainName name) {
    return keepers.find(name).or(() -> found(keepers.stored(), name));
  }

  private Optional<Keepers.Kept> found(StoredZones all, DomainName name) {
    Optional<StoredZone> zone = all.named(name);
    Optional<String> trouble = zone.isEmpty() ? all.trouble(name) : Optional.empty();
    if (trouble.isPresent()) {
      throw Problem.failed(trouble.get(), "Put the row right, and give the verb again");
    }
    return zone.map(keepers::takeUp);
  }

  /** Zones that others have put into the table domains are taken up. */
  void takeAllNew() {
    keepers.stored().usable().stream()
        .filter(zone -> keepers.find(zone.name()).isEmpty())
        .forEach(keepers::takeUp);
  }

  /** Takes up what others wrote, for a native zone, and puts the rows right. */
  Done rectify(ZoneKeeper keeper) {
    List<String> warnings = new ArrayList<>();
    boolean isTaken =
        keeper.stored().settings().type() == ZoneType.NATIVE && takeRows(keeper, warnings);
    Zone data =
        keeper
            .zone()
            .orElseThrow(
                () ->
                    Problem.failed(
                        "Zone " + keeper.name().toText() + " has no data yet",
                        "Write its rows into the table records, or use load-zone"));
    around.store().showInSql(keeper.stored(), data);
    return new Done(isTaken ? taken(keeper, data) : agree(keeper, data), warnings);
  }

  private static String agree(ZoneKeeper keeper, Zone data) {
    return "Zone %s: the rows of %d names agree with serial %d"
        .formatted(keeper.name().toText(), data.nameCount(), data.serial());
  }

  private static String taken(ZoneKeeper keeper, Zone data) {
    return "Zone %s: its rows are taken up, %d records with serial %d, served as %d"
        .formatted(
            keeper.name().toText(),
            data.recordCount(),
            data.serial(),
            keeper.stored().state().servedSerial());
  }

  private boolean takeRows(ZoneKeeper keeper, List<String> warnings) {
    Optional<Zone> data = keeper.zone();
    RowsRead read = read(keeper, data);
    if (read instanceof RowsRead.Refused refused) {
      throw Problem.failed(
          "Zone %s: %s".formatted(keeper.name().toText(), refused.reason()),
          keeper.zone().isPresent()
              ? "Zone " + keeper.name().toText() + " is served as it was"
              : "Write its rows into the table records, a SOA among them");
    }
    if (read instanceof RowsRead.Passed passed) {
      warnings.add("Zone %s: %s".formatted(keeper.name().toText(), passed.reason()));
    }
    if (read instanceof RowsRead.Changed changed) {
      long before = keeper.stored().state().servedSerial();
      boolean wasServed = data.isPresent();
      accept(keeper, data, changed);
      warnings.addAll(changed.warnings());
      if (wasServed && keeper.stored().state().servedSerial() == before) {
        warnings.add(
            "Zone %s is not signed and its SOA still says serial %d: secondaries do not see the change until it is raised"
                .formatted(keeper.name().toText(), before));
      }
      return true;
    }
    return false;
  }
}
