package org.frontsigner.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.wire.DomainName;

/** Every TSIG key, a file each. */
final class TsigFiles {
  private final Path directory;

  TsigFiles(Path directory) {
    this.directory = directory;
  }

  void write(TsigKey key) throws IOException {
    String text =
        new FieldLines.Builder()
            .add("key", key.name())
            .add("algorithm", key.algorithm().text())
            .add("secret", key.secretBase64())
            .build();
    if (!DurableFile.read(file(key.name())).equals(Optional.of(text))) {
      DurableFile.write(file(key.name()), text);
    }
  }

  void remove(DomainName name) throws IOException {
    DurableFile.delete(file(name));
  }

  /**
   * All keys.
   *
   * @throws StoreFailed when a file is damaged
   */
  List<TsigKey> read() throws IOException {
    List<TsigKey> keys = new ArrayList<>();
    for (Path file : ZoneFiles.files(directory)) {
      try {
        List<FieldLines.Field> fields = FieldLines.parse(DurableFile.read(file).orElse(""));
        keys.add(
            TsigKey.parse(
                FieldLines.require(fields, "key"),
                FieldLines.require(fields, "algorithm"),
                FieldLines.require(fields, "secret"),
                true));
      } catch (IllegalArgumentException damaged) {
        throw new StoreFailed(
            "the file %s can't be used (%s): repair it, or move it away to go on without the key"
                .formatted(file, damaged.getMessage()),
            damaged);
      }
    }
    return keys;
  }

  /** Deletes the files of keys that are none of these. */
  void removeOthers(List<TsigKey> known) throws IOException {
    Set<Path> kept = new HashSet<>();
    known.forEach(key -> kept.add(file(key.name())));
    for (Path file : ZoneFiles.files(directory)) {
      if (!kept.contains(file)) {
        DurableFile.delete(file);
      }
    }
  }

  private Path file(DomainName name) {
    return directory.resolve(FileNames.of(name));
  }
}
