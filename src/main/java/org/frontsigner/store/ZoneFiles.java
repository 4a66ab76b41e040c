package org.frontsigner.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.wire.DomainName;

/** Name, type, primaries and metadata of every zone, a file each. Keys are in {@link KeyFiles}. */
final class ZoneFiles {
  private static final String METADATA = "meta.";

  private final Path directory;

  ZoneFiles(Path directory) {
    this.directory = directory;
  }

  /** Writes the settings but for the keys, unless the file says them already. */
  void write(DomainName zone, ZoneSettings settings) throws IOException {
    String text = text(zone, settings);
    if (!DurableFile.read(file(zone)).equals(Optional.of(text))) {
      DurableFile.write(file(zone), text);
    }
  }

  private static String text(DomainName zone, ZoneSettings settings) {
    FieldLines.Builder lines =
        new FieldLines.Builder().add("zone", zone.lowerCase()).add("type", settings.type());
    settings.primaries().forEach(primary -> lines.add("primary", Endpoint.print(primary)));
    settings
        .metadata()
        .byKind()
        .forEach((kind, values) -> values.forEach(value -> lines.add(METADATA + kind, value)));
    return lines.build();
  }

  void remove(DomainName zone) throws IOException {
    DurableFile.delete(file(zone));
  }

  /** A zone's settings, without its keys. */
  record Settings(DomainName zone, ZoneSettings settings) {}

  /**
   * All zones.
   *
   * @throws StoreFailed when a file is damaged
   */
  List<Settings> read() throws IOException {
    List<Settings> zones = new ArrayList<>();
    for (Path file : files(directory)) {
      try {
        zones.add(parse(DurableFile.read(file).orElse("")));
      } catch (IllegalArgumentException damaged) {
        throw new StoreFailed(
            "the file %s can't be used (%s): repair it, or move it away to go on without the zone"
                .formatted(file, damaged.getMessage()),
            damaged);
      }
    }
    return zones;
  }

  static List<Path> files(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> !DurableFile.isUnfinished(file)).sorted().toList();
    }
  }

  private static Settings parse(String text) {
    List<FieldLines.Field> fields = FieldLines.parse(text);
    List<InetSocketAddress> primaries =
        FieldLines.values(fields, "primary").stream().map(Endpoint::parse).toList();
    Metadata metadata = Metadata.NONE;
    for (FieldLines.Field field : fields) {
      if (field.word().startsWith(METADATA)) {
        String kind = field.word().substring(METADATA.length());
        List<String> values = new ArrayList<>(metadata.values(kind));
        values.add(field.value());
        metadata = metadata.with(kind, values);
      }
    }
    ZoneType type = ZoneType.valueOf(FieldLines.require(fields, "type"));
    return new Settings(
        DomainName.parse(FieldLines.require(fields, "zone")),
        new ZoneSettings(type, primaries, List.of(), metadata));
  }

  private Path file(DomainName zone) {
    return directory.resolve(FileNames.of(zone));
  }
}
