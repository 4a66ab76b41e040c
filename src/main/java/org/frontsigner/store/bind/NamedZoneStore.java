package org.frontsigner.store.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.ConfiguredZone;
import org.frontsigner.keeper.Followed;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.StoredZones;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.store.NamedZoneRows;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main store, of which zones of a named.conf are seen only while that names them. Where there
 * is a key file, their keys, settings and TSIG keys are in it and nowhere else. Thread-safe.
 *
 * <p>A change is written to the key file first, and taken back where the main store does not take
 * it. Who stops in between leaves keys that the main store does not know of: that is seen at the
 * next start, by the digest of how the zone was served last, and the serial rises.
 */
public final class NamedZoneStore implements ZoneStore {
  private static final Logger LOG = LoggerFactory.getLogger(NamedZoneStore.class);

  private final ZoneStore main;
  private final NamedZoneRows rows;
  private final Optional<BindKeyFile> keyFile;
  private final Set<DomainName> keysInFile = ConcurrentHashMap.newKeySet();
  private final Map<DomainName, ConfiguredZone> written = new ConcurrentHashMap<>();
  private volatile Map<DomainName, WrittenTsigKey> writtenTsigKeys = Map.of();

  /** A TSIG key of named.conf, and where it is. */
  public record WrittenTsigKey(TsigKey key, String place) {}

  /** {@code keyFile}: empty where keys are in the main store. */
  public NamedZoneStore(ZoneStore main, NamedZoneRows rows, Optional<BindKeyFile> keyFile) {
    this.main = main;
    this.rows = rows;
    this.keyFile = keyFile;
    rows.all()
        .forEach(
            (zone, row) -> {
              if (row.keysInFile()) {
                keysInFile.add(zone);
              }
            });
  }

  /** The named.conf names this zone, and it is seen from now on. */
  public void putWritten(DomainName zone, ConfiguredZone where) {
    written.put(zone, where);
  }

  /** The named.conf names this zone no more, and it is not seen any more. */
  public void removeWritten(DomainName zone) {
    written.remove(zone);
  }

  /** The TSIG keys that the named.conf has from now on. */
  public void setWrittenTsigKeys(Map<DomainName, WrittenTsigKey> keys) {
    writtenTsigKeys = Map.copyOf(keys);
  }

  @Override
  public Optional<ConfiguredZone> written(DomainName zone) {
    return Optional.ofNullable(written.get(zone.lowerCase()));
  }

  /** What the store has of zones, seen or not. */
  public enum Seen {
    /** As any zone that verbs made. */
    OURS,
    /** A zone of a named.conf that can be used. */
    NAMED,
    /** A zone of a named.conf whose keys can't be used. */
    UNUSABLE,
    /** A zone of a named.conf whose keys are not where they are looked for. */
    MISPLACED
  }

  /** A zone that the store has. */
  public record Held(StoredZone zone, Seen seen, String trouble) {}

  /** All zones with their keys and settings as they are now, seen or not. */
  public List<Held> held() {
    return held(main.zones());
  }

  private List<Held> held(List<StoredZone> zones) {
    KeyFileContents contents = contents();
    return zones.stream().map(zone -> held(zone, contents)).toList();
  }

  private KeyFileContents contents() {
    return keyFile
        .map(BindKeyFile::read)
        .orElse(new KeyFileContents(Map.of(), Map.of(), List.of()));
  }

  private Held held(StoredZone zone, KeyFileContents contents) {
    if (!NamedConfMark.isOn(zone.settings())) {
      return new Held(zone, Seen.OURS, "");
    }
    Optional<String> misplaced = misplaced(zone);
    if (misplaced.isPresent()) {
      return new Held(zone, Seen.MISPLACED, misplaced.get());
    }
    if (contents.unusable().containsKey(zone.name())) {
      return new Held(zone, Seen.UNUSABLE, contents.unusable().get(zone.name()));
    }
    return new Held(
        keyFile.isPresent() ? joined(zone, contents.of(zone.name())) : zone, Seen.NAMED, "");
  }

  private static StoredZone joined(StoredZone zone, KeptKeys kept) {
    ZoneSettings settings = zone.settings();
    Metadata metadata =
        NamedConfMark.joined(NamedConfMark.fromNamedConf(settings.metadata()), kept.metadata());
    return zone.withSettings(settings.withMetadata(metadata).withKeys(kept.keys()));
  }

  @Override
  public List<StoredZone> zones() {
    return allZones().usable();
  }

  @Override
  public StoredZones allZones() {
    StoredZones all = main.allZones();
    return new StoredZones(seen(all.usable()), all.unusable());
  }

  private List<StoredZone> seen(List<StoredZone> zones) {
    List<StoredZone> seen = new ArrayList<>();
    for (Held held : held(zones)) {
      boolean isNamed = held.seen() != Seen.OURS;
      if (!isNamed || (held.seen() == Seen.NAMED && written.containsKey(held.zone().name()))) {
        seen.add(held.zone());
      } else {
        String why =
            held.trouble().isEmpty() ? "no named.conf names it; its keys are kept" : held.trouble();
        LOG.warn("zone {}: it is not served: {}", held.zone().name().toText(), why);
      }
    }
    return seen;
  }

  /** The settings of a zone with what the key file has of it now. */
  public ZoneSettings fresh(DomainName zone, ZoneSettings settings, KeyFileState state) {
    if (keyFile.isEmpty()) {
      return settings;
    }
    KeptKeys kept = state.contents.of(zone);
    return settings
        .withMetadata(
            NamedConfMark.joined(NamedConfMark.fromNamedConf(settings.metadata()), kept.metadata()))
        .withKeys(kept.keys());
  }

  /** What the key file had at one time. */
  public static final class KeyFileState {
    private final KeyFileContents contents;

    private KeyFileState(KeyFileContents contents) {
      this.contents = contents;
    }

    /** Why the keys of a zone can't be used; empty where they can. */
    public Optional<String> trouble(DomainName zone) {
      return Optional.ofNullable(contents.unusable().get(zone));
    }
  }

  /** What the key file has now. */
  public KeyFileState keyFileState() {
    return new KeyFileState(contents());
  }

  /** Whose keys are where they are not looked for would be served without them, and be bogus. */
  private Optional<String> misplaced(StoredZone zone) {
    boolean hasKeys = !zone.settings().keys().isEmpty();
    if (keyFile.isPresent() && hasKeys) {
      return Optional.of(
          "Zone %s has keys in the main database, where bind-hybrid: true uses them"
              .formatted(zone.name().toText()));
    }
    if (keyFile.isEmpty() && !hasKeys && keysInFile.contains(zone.name())) {
      return Optional.of(
          "Zone %s was signed with keys of a file, which bind-dnssec-db is to name"
              .formatted(zone.name().toText()));
    }
    return Optional.empty();
  }

  private boolean isInFile(StoredZone zone) {
    return keyFile.isPresent() && NamedConfMark.isOn(zone.settings());
  }

  private static KeptKeys kept(ZoneSettings settings) {
    return new KeptKeys(settings.keys(), NamedConfMark.own(settings.metadata()));
  }

  /** What the main store is to have of a zone whose keys are in the file. */
  private static ZoneSettings withoutKept(ZoneSettings settings) {
    return settings
        .withKeys(List.of())
        .withMetadata(
            NamedConfMark.fromNamedConf(settings.metadata())
                .with(MetadataKind.SQL_RECORDS.text(), List.of("0")));
  }

  @Override
  public Optional<Zone> data(StoredZone zone) {
    return main.data(zone);
  }

  @Override
  public StoredZone create(DomainName name, ZoneSettings settings) {
    if (keyFile.isEmpty() || !NamedConfMark.isOn(settings)) {
      return main.create(name, settings);
    }
    KeyFileState state = keyFileState();
    if (state.trouble(name).isPresent()) {
      throw new StoreFailed(
          "zone %s: %s".formatted(name.toText(), state.trouble(name).get()), null);
    }
    return joined(main.create(name, withoutKept(settings)), state.contents.of(name));
  }

  @Override
  public void delete(StoredZone zone) {
    main.delete(zone);
  }

  @Override
  public void commit(ZoneCommit commit) {
    if (!isInFile(commit.after())) {
      main.commit(commit);
      return;
    }
    DomainName zone = commit.after().name();
    BindKeyFile file = keyFile.orElseThrow();
    KeptKeys before = kept(commit.before().settings());
    KeptKeys after = kept(commit.after().settings());
    boolean changes = !before.equals(after);
    if (changes) {
      file.change(zone, before, after);
    }
    try {
      main.commit(withoutKept(commit));
    } catch (StoreFailed e) {
      if (changes && !e.isPerhapsDurable()) {
        unlessItFails(() -> file.change(zone, after, before));
      }
      throw e;
    }
    noteServed(commit);
  }

  @Override
  public boolean isDurable(ZoneCommit commit) {
    if (!isInFile(commit.after())) {
      return main.isDurable(commit);
    }
    boolean durable = main.isDurable(withoutKept(commit));
    KeptKeys former = kept(commit.before().settings());
    KeptKeys tried = kept(commit.after().settings());
    if (durable) {
      noteServed(commit);
    } else if (!former.equals(tried)) {
      unlessItFails(() -> keyFile.orElseThrow().change(commit.after().name(), tried, former));
    }
    return durable;
  }

  private void noteServed(ZoneCommit commit) {
    DomainName zone = commit.after().name();
    boolean isServedSo = commit.ledger().isPresent() || !commit.after().state().hasData();
    if (isServedSo) {
      unlessItFails(() -> noteKeysInFile(zone, signs(commit.after().settings())));
    }
  }

  private static ZoneCommit withoutKept(ZoneCommit commit) {
    StoredZone before = commit.before();
    StoredZone after = commit.after();
    return new ZoneCommit(
        before.withSettings(withoutKept(before.settings())),
        after.withSettings(withoutKept(after.settings())),
        commit.data(),
        commit.ledger(),
        commit.formerKeys());
  }

  private static boolean signs(ZoneSettings settings) {
    return settings.keys().stream().anyMatch(key -> key.active() && !key.isPending());
  }

  /** Where it fails, a start without the key file would not tell that the zone's keys are away. */
  private void noteKeysInFile(DomainName zone, boolean is) {
    if (is != keysInFile.contains(zone)) {
      rows.putKeysInFile(zone, is);
      if (is) {
        keysInFile.add(zone);
      } else {
        keysInFile.remove(zone);
      }
    }
  }

  private static void unlessItFails(Runnable work) {
    try {
      work.run();
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  @Override
  public synchronized long nextKeyId() {
    long fromMain = main.nextKeyId();
    long greatest = Math.max(rows.greatestKeyId(), keyFile.map(BindKeyFile::greatestId).orElse(0L));
    long id = Math.max(fromMain, greatest + 1);
    if (keyFile.isPresent() || id != fromMain) {
      rows.putGreatestKeyId(id);
    }
    return id;
  }

  /** Those of named.conf come before those of the file, and these before those of the database. */
  @Override
  public List<TsigKey> tsigKeys() {
    Map<DomainName, TsigKey> byName = new LinkedHashMap<>();
    main.tsigKeys().forEach(key -> byName.put(key.name(), key));
    contents().tsigKeys().forEach(key -> byName.put(key.name(), key));
    writtenTsigKeys.values().forEach(key -> byName.put(key.key().name(), key.key()));
    return List.copyOf(byName.values());
  }

  @Override
  public void putTsigKey(TsigKey key) {
    requireNotWritten(key.name());
    if (keyFile.isPresent()) {
      keyFile.get().putTsigKey(key);
    } else {
      main.putTsigKey(key);
    }
  }

  @Override
  public void deleteTsigKey(DomainName name) {
    requireNotWritten(name);
    keyFile.ifPresent(file -> file.deleteTsigKey(name));
    main.deleteTsigKey(name);
  }

  private void requireNotWritten(DomainName key) {
    WrittenTsigKey there = writtenTsigKeys.get(key.lowerCase());
    if (there != null) {
      throw new StoreFailed(
          "TSIG key %s is written in %s: change it there".formatted(key.toText(), there.place()),
          null);
    }
  }

  @Override
  public List<LedgerEntry> ledger(DomainName zone, int entriesMax) {
    return main.ledger(zone, entriesMax);
  }

  @Override
  public List<FormerKeys> formerKeys(DomainName zone) {
    return main.formerKeys(zone);
  }

  @Override
  public List<ParentDs> parentDs(DomainName zone) {
    return main.parentDs(zone);
  }

  @Override
  public void addParentDs(DomainName zone, ParentDs seen) {
    main.addParentDs(zone, seen);
  }

  @Override
  public void showInSql(StoredZone zone, Zone data) {
    main.showInSql(zone, data);
  }

  /** The file that named.conf gives is the truth of a zone that is written there. */
  @Override
  public RowsRead readRows(StoredZone zone, Optional<Zone> data, IntakePolicy policy) {
    return NamedConfMark.isOn(zone.settings())
        ? new RowsRead.Same()
        : main.readRows(zone, data, policy);
  }

  /** Beside the main store there is nothing of a zone whose keys are in the file. */
  @Override
  public void adopt(StoredZone zone) {
    if (!isInFile(zone)) {
      main.adopt(zone);
    }
  }

  @Override
  public Optional<Followed> followed() {
    return main.followed();
  }

  @Override
  public HistoryKeep history() {
    return main.history();
  }

  @Override
  public List<Finding> checkSql(StoredZone zone, Zone data) {
    return main.checkSql(zone, data);
  }
}
