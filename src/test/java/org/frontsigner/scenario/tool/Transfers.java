package org.frontsigner.scenario.tool;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Looks at files that dig wrote a transfer into. */
final class Transfers {
  private Transfers() {}

  /**
   * Whether the file begins with a record and tells of no failure: dig exits with 0 even when it
   * was refused.
   */
  static boolean isWhole(Path file) {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      boolean records = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("; Transfer failed") || line.startsWith(";; ")) {
          return false;
        }
        records |= !line.isBlank() && !line.startsWith(";");
      }
      return records;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Writes IN for the class that dig calls CLASS1. */
  static void nameTheClass(Path file) {
    Path named = file.resolveSibling(file.getFileName() + ".in");
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1);
        BufferedWriter out = Files.newBufferedWriter(named, StandardCharsets.ISO_8859_1)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write(line.replaceFirst("\\sCLASS1\\s", "\tIN\t"));
        out.newLine();
      }
      Files.move(named, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
