package org.frontsigner.scenario.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frontsigner.scenario.zone.ZoneData;

/** The folder of one peer: its configuration and its master files. */
record ZoneFolder(Path path) {

  Path file(String zone) {
    return path.resolve(zone + ".zone");
  }

  void write(ZoneData zone) {
    zone.write(file(zone.zone()));
  }

  /** Writes a configuration file and gives its path. */
  Path configuration(String fileName, String text) {
    try {
      return Files.writeString(path.resolve(fileName), text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
