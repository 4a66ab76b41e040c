package org.frontsigner.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/**
 * Every private key as a file beside the database, so that no fault of the database loses one whose
 * DS is published.
 *
 * <pre>
 *   keys/example.com/17.private          the key, as BIND and ldns read it
 *   keys/example.com/17.state            flags, active, published; checksums
 *   keys/removed/example.com/3.private   keys that were removed are kept
 * </pre>
 */
final class KeyFiles {
  private static final String PRIVATE = ".private";
  private static final String STATE = ".state";

  private final Path directory;

  KeyFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes the key, and what of it is active and published, unless the files say it already. */
  void write(DomainName zone, ZoneKey key) throws IOException {
    Path file = privateFile(zone, key.id());
    String text = KeyFile.print(key.material());
    Optional<String> there = DurableFile.read(file);
    if (there.isPresent() && !there.get().equals(text)) {
      moveAside(zone, file);
    }
    if (there.isEmpty() || !there.get().equals(text)) {
      DurableFile.write(file, text);
    }
    Path stateFile = stateFile(zone, key.id());
    String state = state(zone, key, text);
    if (!DurableFile.read(stateFile).equals(Optional.of(state))) {
      DurableFile.write(stateFile, state);
    }
  }

  private static String state(DomainName zone, ZoneKey key, String privateText) {
    return new FieldLines.Builder()
        .add("zone", zone)
        .add("id", key.id())
        .add("flags", key.flags())
        .add("active", key.active())
        .add("published", key.published())
        .add("private", DurableFile.checksum(privateText))
        .build();
  }

  /** The key goes from the zone; its files are kept among the removed. */
  void remove(DomainName zone, long id) throws IOException {
    for (Path file : List.of(stateFile(zone, id), privateFile(zone, id))) {
      if (Files.exists(file)) {
        moveAside(zone, file);
      }
    }
  }

  /** All keys of the zone go, and with them what else lies there. */
  void removeAll(DomainName zone) throws IOException {
    for (long id : ids(zoneDirectory(zone))) {
      remove(zone, id);
    }
    for (Path other : list(zoneDirectory(zone))) {
      if (DurableFile.isUnfinished(other)) {
        DurableFile.delete(other);
      } else {
        moveAside(zone, other);
      }
    }
    Files.deleteIfExists(zoneDirectory(zone));
  }

  private void moveAside(DomainName zone, Path file) throws IOException {
    DurableFile.moveTo(directory.resolve(FileNames.REMOVED).resolve(FileNames.of(zone)), file);
  }

  /**
   * The keys of a zone in order of their ids.
   *
   * @throws StoreFailed when one of them can't be read: a zone that lost a key must not be served
   *     as if it never had it
   */
  List<ZoneKey> read(DomainName zone) throws IOException {
    List<ZoneKey> keys = new ArrayList<>();
    for (long id : ids(zoneDirectory(zone))) {
      keys.add(read(zone, id));
    }
    return keys;
  }

  /** One key of a zone. */
  ZoneKey read(DomainName zone, long id) throws IOException {
    Path file = privateFile(zone, id);
    try {
      List<FieldLines.Field> state = FieldLines.parse(text(stateFile(zone, id)));
      String text = text(file);
      if (!DurableFile.checksum(text).equals(FieldLines.require(state, "private"))) {
        throw new IllegalArgumentException("it is damaged: its checksum does not fit");
      }
      return new ZoneKey(
          id,
          Integer.parseInt(FieldLines.require(state, "flags")),
          Boolean.parseBoolean(FieldLines.require(state, "active")),
          Boolean.parseBoolean(FieldLines.require(state, "published")),
          KeyFile.parse(text));
    } catch (IllegalArgumentException damaged) {
      throw new StoreFailed(
          "zone %s: the file of key %d, %s, or its .state can't be used (%s): repair them, or move both away to go on without the key"
              .formatted(zone.toText(), id, file, damaged.getMessage()),
          damaged);
    }
  }

  private static String text(Path file) throws IOException {
    return DurableFile.read(file)
        .orElseThrow(() -> new IllegalArgumentException(file.getFileName() + " is not there"));
  }

  /** The zones that have keys here. */
  List<DomainName> zones() throws IOException {
    List<DomainName> zones = new ArrayList<>();
    for (Path zone : list(directory)) {
      if (!zone.getFileName().toString().equals(FileNames.REMOVED)) {
        nameOf(zone).ifPresent(zones::add);
      }
    }
    return zones;
  }

  private static Optional<DomainName> nameOf(Path zoneDirectory) throws IOException {
    for (Path file : list(zoneDirectory)) {
      if (file.getFileName().toString().endsWith(STATE)) {
        return Optional.of(
            DomainName.parse(FieldLines.require(FieldLines.parse(text(file)), "zone")));
      }
    }
    return Optional.empty();
  }

  /** The greatest id of any key, also of those that were removed; 0 when there never was one. */
  long greatestId() throws IOException {
    long greatest = 0;
    for (Path parent : List.of(directory, directory.resolve(FileNames.REMOVED))) {
      for (Path zone : list(parent)) {
        greatest = Math.max(greatest, ids(zone).stream().max(Long::compare).orElse(0L));
      }
    }
    return greatest;
  }

  /** Ids of the private keys of a zone, in order. */
  List<Long> ids(DomainName zone) throws IOException {
    return ids(zoneDirectory(zone));
  }

  private static List<Long> ids(Path zoneDirectory) throws IOException {
    List<Long> ids = new ArrayList<>();
    for (Path file : list(zoneDirectory)) {
      String name = file.getFileName().toString();
      if (name.matches("\\d{1,18}\\.private(\\.\\d+)?")) {
        ids.add(Long.parseLong(name.substring(0, name.indexOf('.'))));
      }
    }
    ids.sort(Comparator.naturalOrder());
    return ids;
  }

  private static List<Path> list(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private Path zoneDirectory(DomainName zone) {
    return directory.resolve(FileNames.of(zone));
  }

  private Path privateFile(DomainName zone, long id) {
    return zoneDirectory(zone).resolve(id + PRIVATE);
  }

  private Path stateFile(DomainName zone, long id) {
    return zoneDirectory(zone).resolve(id + STATE);
  }
}
