package org.frontsigner.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Serial;

/**
 * The serial last served of every zone that ever was, in a file that lines are added to: {@code
 * zone serial checksum}. It is rewritten, with one line for each zone, when it has grown to a
 * multiple. A line that is cut off or damaged counts for nothing. Thread-safe.
 */
final class SerialLog implements AutoCloseable {
  /** The file is not rewritten before it has so many octets. */
  static final long OCTETS_MIN = 4 << 20;

  private static final int GROWTH_MAX = 4;

  private final Path file;
  private FileOutputStream stream;
  private long octets;
  private long octetsMax;

  /** Opens the log, and rewrites it when it has grown. */
  SerialLog(Path file) throws IOException {
    this.file = file;
    DurableFile.makeDirectory(file.getParent());
    open();
    octetsMax = OCTETS_MIN;
    if (octets > octetsMax) {
      rewrite();
    }
  }

  // A stream, since a channel is closed for good when a thread that writes to it is interrupted.
  private void open() throws IOException {
    if (!Files.exists(file)) {
      DurableFile.write(file, "");
    }
    octets = Files.size(file);
    stream = new FileOutputStream(file.toFile(), true);
    if (octets > 0) {
      // After a crash the last line may lack its end.
      write("\n");
    }
  }

  /** Notes that the zone is served with this serial. */
  synchronized void add(DomainName zone, long serial) throws IOException {
    write(line(zone, serial));
    if (octets > octetsMax) {
      rewrite();
    }
  }

  private void write(String text) throws IOException {
    byte[] line = text.getBytes(StandardCharsets.US_ASCII);
    stream.write(line);
    octets += line.length;
  }

  private static String line(DomainName zone, long serial) {
    String text = zone.lowerCase() + " " + serial;
    return text + " " + DurableFile.checksum(text) + "\n";
  }

  private void rewrite() throws IOException {
    StringBuilder lines = new StringBuilder();
    read(file).forEach((zone, serial) -> lines.append(line(zone, serial)));
    stream.close();
    DurableFile.write(file, lines.toString());
    open();
    octetsMax = Math.max(OCTETS_MIN, octets * GROWTH_MAX);
  }

  /** The last serial of each zone. */
  static Map<DomainName, Long> read(Path file) throws IOException {
    Map<DomainName, Long> serials = new HashMap<>();
    if (!Files.exists(file)) {
      return serials;
    }
    try (var lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.forEach(
          line -> {
            int sum = line.lastIndexOf(' ');
            if (sum > 0
                && line.substring(sum + 1).equals(DurableFile.checksum(line.substring(0, sum)))) {
              int blank = line.lastIndexOf(' ', sum - 1);
              serials.put(
                  DomainName.parse(line.substring(0, blank)),
                  Long.parseLong(line.substring(blank + 1, sum)));
            }
          });
    }
    serials.values().removeIf(serial -> !Serial.isValid(serial));
    return serials;
  }

  @Override
  public synchronized void close() throws IOException {
    stream.getFD().sync();
    stream.close();
  }
}
