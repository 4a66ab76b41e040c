package org.frontsigner.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The rows of {@code src/test/resources/org/frontsigner/app/wrong-uses}: a file for each section of
 * verbs, a line {@code EXIT | WORDS | NAMED} for each wrong use. Words are separated by blanks, and
 * may be in single quotes; {@code {name}} stands for something that the test has made.
 */
final class WrongUses {
  private static final Path FOLDER = Path.of("src/test/resources/org/frontsigner/app/wrong-uses");

  private WrongUses() {}

  static List<WrongUse> read(Path configuration, Map<String, String> made) throws IOException {
    List<WrongUse> rows = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank() && !line.startsWith("#")) {
            rows.add(row(line, configuration, made));
          }
        }
      }
    }
    return rows;
  }

  private static WrongUse row(String line, Path configuration, Map<String, String> made) {
    String[] columns = line.split(" *\\| *", -1);
    if (columns.length != 3 || !columns[0].matches("[12]") || columns[2].isEmpty()) {
      throw new IllegalStateException("no row of EXIT | WORDS | NAMED: " + line);
    }
    List<String> words = new ArrayList<>(List.of("-c", configuration.toString()));
    List<String> own = words(filled(columns[1], made));
    words.addAll(own);
    return new WrongUse(own.get(0), words, Integer.parseInt(columns[0]), filled(columns[2], made));
  }

  private static String filled(String text, Map<String, String> made) {
    String filled = text;
    for (Map.Entry<String, String> each : made.entrySet()) {
      filled = filled.replace("{" + each.getKey() + "}", each.getValue());
    }
    return filled;
  }

  /** Splits as a shell does that knows single quotes alone. */
  static List<String> words(String line) {
    return Arrays.stream(line.strip().split(" +(?=(?:[^']*'[^']*')*[^']*$)"))
        .map(word -> word.replace("'", ""))
        .toList();
  }
}
