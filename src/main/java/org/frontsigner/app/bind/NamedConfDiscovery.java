package org.frontsigner.app.bind;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.ConfiguredZone;
import org.frontsigner.keeper.ConfiguredZones;
import org.frontsigner.keeper.Discovery;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneGone;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.store.NamedZoneRows;
import org.frontsigner.store.bind.NamedConfMark;
import org.frontsigner.store.bind.NamedZoneStore;
import org.frontsigner.store.bind.NamedZoneStore.Held;
import org.frontsigner.store.bind.NamedZoneStore.KeyFileState;
import org.frontsigner.store.bind.NamedZoneStore.Seen;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zones of a named.conf: taken up at the start, followed at {@code rediscover}, and their files
 * watched in between. Thread-safe; one look is under way at a time.
 */
public final class NamedConfDiscovery implements Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(NamedConfDiscovery.class);

  private final NamedConfSource source;
  private final NamedZoneStore store;
  private final ConfiguredZones door;
  private final ZoneFiles files;
  private final ReentrantLock looking = new ReentrantLock();
  private final Set<String> remarked = new LinkedHashSet<>();
  private Map<DomainName, ZoneWish> wishes = Map.of();
  private NamedConfSource.Reading first;

  public NamedConfDiscovery(
      NamedConfSource source,
      NamedZoneStore store,
      NamedZoneRows rows,
      ConfiguredZones door,
      InstantSource clock,
      NamedMetrics metrics) {
    this.source = source;
    this.store = store;
    this.door = door;
    this.files = new ZoneFiles(door, store, rows, clock, metrics);
  }

  /**
   * Reads named.conf, and has the store see the zones that it names. To be called before keepers
   * take up zones.
   *
   * @throws Problem USAGE when it can't be read, or keys are not where they are looked for
   */
  public void prepare() {
    first = source.readOrRefuse();
    List<Held> all = store.held();
    for (Held held : all) {
      if (held.seen() == Seen.MISPLACED) {
        throw Problem.usage(
            held.trouble(), "Set what it says, or move the keys with export- and import-zone-key");
      }
    }
    files.begin();
    store.setWrittenTsigKeys(first.zones().tsigKeys());
    door.rereadTsigKeys();
    for (Held held : all) {
      ZoneWish wish = first.zones().zones().get(held.zone().name());
      if (held.seen() != Seen.OURS && first.zones().names(held.zone().name())) {
        store.putWritten(
            held.zone().name(),
            wish != null
                ? files.written(wish)
                : new ConfiguredZone(
                    first.zones().wrong().get(held.zone().name()),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
      }
    }
  }

  /**
   * Follows what was read by {@link #prepare}. To be called when keepers have taken up zones; what
   * can't be taken is logged.
   *
   * @param laterFiles whether files of zones that have data are left to {@link #watch}
   */
  public void begin(boolean laterFiles) {
    looking.lock();
    try {
      Found found = new Found();
      follow(first, found);
      for (ZoneWish wish : inOrder()) {
        if (!laterFiles || !door.hasData(wish.name())) {
          load(wish, ZoneFiles.When.CHANGED);
        }
      }
      found.told().troubles().forEach(trouble -> LOG.error("{}", trouble));
    } finally {
      looking.unlock();
    }
  }

  /** Looks whether files changed, and takes those that did. Logs what fails. */
  public void watch() {
    looking.lock();
    try {
      for (ZoneWish wish : inOrder()) {
        load(wish, ZoneFiles.When.QUIET);
      }
    } catch (RuntimeException e) {
      LOG.error("the files of named.conf could not be looked at: {}", e.getMessage(), e);
    } finally {
      looking.unlock();
    }
  }

  /** The zones that are here and have a file. */
  private List<ZoneWish> inOrder() {
    return wishes.values().stream()
        .filter(wish -> wish.file().isPresent() && isHere(wish.name()))
        .sorted(Comparator.comparing(wish -> wish.name().toText()))
        .toList();
  }

  private boolean isHere(DomainName zone) {
    return store.written(zone).isPresent() && door.find(zone).isPresent();
  }

  private ZoneFiles.Looked load(ZoneWish wish, ZoneFiles.When when) {
    return files.look(wish, when);
  }

  @Override
  public void look(Found found) {
    looking.lock();
    try {
      follow(source.read(), found);
      for (ZoneWish wish : inOrder()) {
        if (load(wish, ZoneFiles.When.CHANGED) instanceof ZoneFiles.Looked.Served served
            && served.outcome() instanceof ConfiguredZones.Outcome.Taken) {
          found.changed(wish.name());
        }
        files
            .trouble(wish.name())
            .ifPresent(trouble -> found.trouble("Zone " + wish.name().toText() + ": " + trouble));
      }
    } catch (NamedConfSource.Unreadable e) {
      found.trouble(e.getMessage() + "; all zones of it stay as they are");
    } finally {
      looking.unlock();
    }
  }

  private void follow(NamedConfSource.Reading reading, Found found) {
    NamedZones named = reading.zones();
    tellRemarks(named.remarks());
    store.setWrittenTsigKeys(named.tsigKeys());
    door.rereadTsigKeys();
    files.setDirectories(reading.directories());
    letGo(named, found);
    named.troubles().forEach(found::trouble);
    named.wrong().values().stream().sorted().forEach(found::trouble);
    KeyFileState keys = store.keyFileState();
    Map<DomainName, Held> unserved = unserved(named);
    Map<DomainName, ZoneWish> all = new HashMap<>(named.zones());
    wishes.forEach(
        (name, wish) -> {
          if (named.wrong().containsKey(name)) {
            all.put(name, wish);
          }
        });
    wishes = Map.copyOf(all);
    for (ZoneWish wish : named.zones().values()) {
      take(wish, unserved.get(wish.name()), keys, found);
    }
  }

  /** The same remark is logged once. */
  private void tellRemarks(List<String> remarks) {
    for (String remark : remarks) {
      if (!remarked.contains(remark)) {
        LOG.warn("{}", remark);
      }
    }
    remarked.clear();
    remarked.addAll(remarks);
  }

  private void letGo(NamedZones named, Found found) {
    for (DomainName zone : List.copyOf(wishes.keySet())) {
      if (!named.names(zone) && store.written(zone).isPresent()) {
        door.letGo(zone);
        store.removeWritten(zone);
        files.forget(zone);
        found.removed(zone);
      }
    }
  }

  /** What the store has of zones that are named, and not served. */
  private Map<DomainName, Held> unserved(NamedZones named) {
    boolean all = named.zones().keySet().stream().allMatch(zone -> door.find(zone).isPresent());
    Map<DomainName, Held> unserved = new HashMap<>();
    if (!all) {
      store.held().forEach(held -> unserved.put(held.zone().name(), held));
      unserved.keySet().removeIf(zone -> door.find(zone).isPresent());
    }
    return unserved;
  }

  private void take(ZoneWish wish, Held unserved, KeyFileState keys, Found found) {
    DomainName name = wish.name();
    try {
      Optional<StoredZone> served = door.find(name);
      if (served.isEmpty()) {
        bringIn(wish, unserved, found);
      } else if (!NamedConfMark.isOn(served.get().settings())) {
        found.trouble(
            ("%s: zone %s was made with verbs and stays so; delete-zone it first for named.conf to"
                    + " have it")
                .formatted(wish.place(), name.toText()));
      } else {
        store.putWritten(name, files.written(wish));
        if (keys.trouble(name).isPresent()) {
          found.trouble("Zone " + name.toText() + ": " + keys.trouble(name).get());
        } else if (door.change(name, settings -> next(wish, settings, keys))) {
          found.changed(name);
        }
      }
    } catch (StoreFailed | ZoneGone | Problem | IllegalArgumentException e) {
      found.trouble("Zone " + name.toText() + " stays as it was: " + e.getMessage());
    }
  }

  /** What others changed in the key file is looked at again when no verb can change the zone. */
  private ZoneSettings next(ZoneWish wish, ZoneSettings settings, KeyFileState seen) {
    ZoneSettings fresh = store.fresh(wish.name(), settings, seen);
    return wish.follow(
        fresh.equals(settings)
            ? settings
            : store.fresh(wish.name(), settings, store.keyFileState()));
  }

  private void bringIn(ZoneWish wish, Held held, Found found) {
    DomainName name = wish.name();
    if (held != null && held.seen() != Seen.NAMED) {
      found.trouble("Zone " + name.toText() + " is not served: " + held.trouble());
      return;
    }
    if (held == null && !door.create(name, wish.settings())) {
      found.trouble(
          "%s: zone %s is not made: there are too many zones; raise limits.zones-max"
              .formatted(wish.place(), name.toText()));
      return;
    }
    store.putWritten(name, files.written(wish));
    if (held != null) {
      door.takeUp(held.zone());
      door.change(name, wish::follow);
    }
    found.added(name);
  }

  @Override
  public Optional<Done> reload(DomainName zone) {
    looking.lock();
    try {
      ZoneWish wish = wishes.get(zone);
      if (wish == null || wish.file().isEmpty() || !isHere(zone)) {
        return Optional.empty();
      }
      return Optional.of(done(wish, load(wish, ZoneFiles.When.NOW)));
    } finally {
      looking.unlock();
    }
  }

  private static Done done(ZoneWish wish, ZoneFiles.Looked looked) {
    String zone = wish.name().toText();
    if (looked instanceof ZoneFiles.Looked.Served served) {
      return served.outcome() instanceof ConfiguredZones.Outcome.Taken taken
          ? new Done(
              "Zone %s is loaded with serial %d, served as %d"
                  .formatted(zone, taken.serial(), taken.served()),
              served.remarks())
          : same(zone, (ConfiguredZones.Outcome.Same) served.outcome());
    }
    String reason =
        looked instanceof ZoneFiles.Looked.Refused refused ? refused.reason() : "it was not read";
    throw Problem.failed(reason, "Zone " + zone + " is as it was");
  }

  private static Done same(String zone, ConfiguredZones.Outcome.Same same) {
    return Done.of(
        "Zone %s has the same records: serial %d, served as %d"
            .formatted(zone, same.serial(), same.served()));
  }
}
