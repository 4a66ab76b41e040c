package org.frontsigner.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneCommit;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/**
 * All that a database can be made again from, as files beside it: private keys, the settings of
 * zones, TSIG keys, the serials last served. What is about to be committed is written before it is
 * committed, so files may be ahead of the database after a crash; {@link #check} sets that right.
 */
final class SafetyFiles implements AutoCloseable {
  private final KeyFiles keys;
  private final ZoneFiles zones;
  private final TsigFiles tsigKeys;
  private final Path serialFile;
  private final SerialLog serials;

  SafetyFiles(DataDirectory directory) {
    keys = new KeyFiles(directory.keys());
    zones = new ZoneFiles(directory.recovery().resolve("zones"));
    tsigKeys = new TsigFiles(directory.recovery().resolve("tsig"));
    serialFile = directory.recovery().resolve("served-serials");
    serials = doing("opening the list of served serials", () -> new SerialLog(serialFile));
  }

  KeyFiles keys() {
    return keys;
  }

  private interface FileWork<T> {
    T run() throws IOException;
  }

  private static <T> T doing(String what, FileWork<T> work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new StoreFailed(what + " failed: " + DataDirectory.reason(e), e);
    }
  }

  private static String what(DomainName zone) {
    return "zone " + zone.toText() + ": writing the files of its keys and settings";
  }

  /** Writes what a zone will be. */
  void writeAhead(ZoneCommit commit) {
    StoredZone before = commit.before();
    StoredZone after = commit.after();
    doing(
        what(after.name()),
        () -> {
          write(after.name(), before.settings(), after.settings());
          if (before.state().servedSerial() != after.state().servedSerial()) {
            serials.add(after.name(), after.state().servedSerial());
          }
          return null;
        });
  }

  private void write(DomainName zone, ZoneSettings before, ZoneSettings after) throws IOException {
    Map<Long, ZoneKey> old = KeyRows.byId(before.keys());
    for (ZoneKey key : after.keys()) {
      if (!key.equals(old.get(key.id()))) {
        keys.write(zone, key);
      }
    }
    if (!before.withKeys(List.of()).equals(after.withKeys(List.of()))) {
      zones.write(zone, after);
    }
  }

  /** Moves away the keys that a commit has removed. */
  void tidy(ZoneCommit commit) {
    removeKeys(commit.before(), commit.after());
  }

  /** The commit failed: the files say again what the database says. */
  void takeBack(ZoneCommit commit) {
    StoredZone before = commit.before();
    doing(
        what(before.name()),
        () -> {
          write(before.name(), commit.after().settings(), before.settings());
          return null;
        });
    removeKeys(commit.after(), before);
  }

  private void removeKeys(StoredZone from, StoredZone to) {
    Map<Long, ZoneKey> gone = KeyRows.byId(from.settings().keys());
    to.settings().keys().forEach(key -> gone.remove(key.id()));
    doing(
        what(from.name()),
        () -> {
          for (long id : gone.keySet()) {
            keys.remove(from.name(), id);
          }
          return null;
        });
  }

  /** Writes a new zone. */
  void create(DomainName zone, ZoneSettings settings) {
    doing(
        what(zone),
        () -> {
          for (ZoneKey key : settings.keys()) {
            keys.write(zone, key);
          }
          zones.write(zone, settings);
          return null;
        });
  }

  /** Removes a zone; its keys are kept among the removed. */
  void delete(DomainName zone) {
    doing(
        what(zone),
        () -> {
          keys.removeAll(zone);
          zones.remove(zone);
          return null;
        });
  }

  void putTsigKey(TsigKey key) {
    doing(
        "TSIG key " + key.name().toText() + ": writing its file",
        () -> {
          tsigKeys.write(key);
          return null;
        });
  }

  void deleteTsigKey(DomainName name) {
    doing(
        "TSIG key " + name.toText() + ": deleting its file",
        () -> {
          tsigKeys.remove(name);
          return null;
        });
  }

  /** Makes the files of a zone say what the database says. */
  void check(StoredZone zone) {
    create(zone.name(), zone.settings());
    doing(
        what(zone.name()),
        () -> {
          Set<Long> known = KeyRows.byId(zone.settings().keys()).keySet();
          for (long id : keys.ids(zone.name())) {
            if (!known.contains(id)) {
              keys.remove(zone.name(), id);
            }
          }
          return null;
        });
  }

  /** Makes the files of TSIG keys say what the database says. */
  void checkTsigKeys(List<TsigKey> known) {
    doing(
        "checking the files of TSIG keys",
        () -> {
          for (TsigKey key : known) {
            tsigKeys.write(key);
          }
          tsigKeys.removeOthers(known);
          return null;
        });
  }

  /** Zones that have files here, but are not among these. */
  Set<DomainName> strangers(Set<DomainName> known) {
    return doing(
        "looking for files of zones that are no more",
        () -> {
          Set<DomainName> strangers = new HashSet<>(keys.zones());
          zones.read().forEach(read -> strangers.add(read.zone()));
          strangers.removeAll(known);
          return strangers;
        });
  }

  /** All that the files hold. */
  record Contents(
      List<ZoneFiles.Settings> zones,
      List<TsigKey> tsigKeys,
      Map<DomainName, Long> servedSerials,
      long greatestKeyId) {}

  /**
   * Reads all zones, with their keys.
   *
   * @throws StoreFailed when a file is damaged
   */
  Contents read() {
    return doing(
        "reading the files of zones, keys and serials",
        () ->
            new Contents(
                zonesWithKeys(), tsigKeys.read(), SerialLog.read(serialFile), keys.greatestId()));
  }

  private List<ZoneFiles.Settings> zonesWithKeys() throws IOException {
    List<ZoneFiles.Settings> all = new ArrayList<>();
    for (ZoneFiles.Settings zone : zones.read()) {
      all.add(
          new ZoneFiles.Settings(zone.zone(), zone.settings().withKeys(keys.read(zone.zone()))));
    }
    return all;
  }

  @Override
  public void close() {
    doing(
        "closing the list of served serials",
        () -> {
          serials.close();
          return null;
        });
  }
}
