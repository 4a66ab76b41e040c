package org.frontsigner.scenario.zone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The zones of {@code test-zones/}; a file is named after its zone, with {@code .zone} behind. */
public final class TestZones {
  private static final String SUFFIX = ".zone";

  /** The zone that BIND does not load. */
  public static final String REFUSED = "refused.example";

  private TestZones() {}

  /** All of them, by name. */
  public static List<ZoneData> all() {
    try (Stream<Path> files = Files.list(folder())) {
      return files.filter(TestZones::isZone).sorted().map(TestZones::read).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** The two that only the tests of whole transfers have: their comments say what is in them. */
  public static List<ZoneData> ofTransfersOnly() {
    Path folder = project().resolve("src/test/resources/org/frontsigner/scenario");
    return Stream.of("denial.example", REFUSED)
        .map(zone -> read(folder.resolve(zone + SUFFIX)))
        .toList();
  }

  /** The one of this name. */
  public static ZoneData named(String zone) {
    return read(folder().resolve(zone + SUFFIX));
  }

  /** The top of the project. */
  public static Path project() {
    return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  }

  private static Path folder() {
    return project().resolve("test-zones");
  }

  private static boolean isZone(Path file) {
    return file.getFileName().toString().endsWith(SUFFIX);
  }

  private static ZoneData read(Path file) {
    String name = file.getFileName().toString();
    return ZoneData.read(file, ZoneData.name(name.substring(0, name.length() - SUFFIX.length())));
  }
}
