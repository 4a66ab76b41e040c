package org.frontsigner.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.frontsigner.wire.RrType;

/** The records of records.psv: text and octets of every type, the octets as BIND reads the text. */
final class Samples {
  /** One of them; names in the text are relative to the root. */
  record Sample(int type, String text, String hex) {
    byte[] rdata() {
      return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
      return RrType.name(type) + " " + text;
    }
  }

  private Samples() {}

  static List<Sample> all() {
    try (InputStream file = Samples.class.getResourceAsStream("records.psv")) {
      return new String(file.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .map(Samples::sample)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Sample sample(String line) {
    int first = line.indexOf('|');
    int last = line.lastIndexOf('|');
    return new Sample(
        RrType.of(line.substring(0, first)),
        line.substring(first + 1, last),
        line.substring(last + 1).toLowerCase(Locale.ROOT));
  }
}
