package org.frontsigner.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** For how long the machine is up, the time that it was suspended included. */
final class UpTime {
  private static final Path FILE = Path.of("/proc/uptime");
  private static final double NANOS = 1e9;

  private UpTime() {}

  /** Nanoseconds since the machine began; negative where the system does not tell. */
  static long nanos() {
    try {
      String text = Files.readString(FILE);
      return (long) (Double.parseDouble(text.substring(0, text.indexOf(' '))) * NANOS);
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      // Other systems have no such file: then suspensions are seen as jumps of the clock.
      return Long.MIN_VALUE;
    }
  }
}
