package org.frontsigner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The manual page of the configuration, made of the file that has every setting with its default.
 */
final class ConfigurationPage {
  private static final String FILE = "frontsigner.yaml";
  private static final Pattern TITLE = Pattern.compile("# -{3} (.+?) -+");
  private static final Pattern COMMENT = Pattern.compile("# ?([A-Z$].*)");

  private final Roff page =
      new Roff(FILE, 5, "configuration of frontsigner, with every setting and its default");
  private final List<String> comment = new ArrayList<>();
  private final List<String> settings = new ArrayList<>();

  private ConfigurationPage() {}

  /** The page of the file that came with the program. */
  static String text() {
    try (InputStream file = ConfigurationPage.class.getResourceAsStream(FILE)) {
      return of(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " that came with the program can't be read", e);
    }
  }

  /** The page of such a file. */
  static String of(String file) {
    ConfigurationPage manual = new ConfigurationPage();
    manual.page.section("DESCRIPTION");
    file.lines().forEach(manual::line);
    manual.flush();
    manual.page.section("SEE ALSO");
    manual.page.line("frontsigner(1)");
    return manual.page.text();
  }

  private void line(String line) {
    Matcher title = TITLE.matcher(line);
    Matcher text = COMMENT.matcher(line);
    if (title.matches()) {
      flush();
      page.section(title.group(1).toUpperCase(Locale.ROOT));
    } else if (line.isBlank() || line.equals("#")) {
      flush();
    } else if (text.matches() || isContinued(line)) {
      if (!settings.isEmpty()) {
        flush();
      }
      comment.add(line.substring(1).strip());
    } else {
      settings.add(line.startsWith("#") ? line.substring(1) : line);
    }
  }

  /** A comment goes on with a blank and then any letter; a setting that is off has none or two. */
  private static boolean isContinued(String line) {
    return line.startsWith("# ") && !line.startsWith("#  ");
  }

  private void flush() {
    if (!comment.isEmpty() || !settings.isEmpty()) {
      page.paragraph();
      page.lines(comment);
    }
    if (!settings.isEmpty()) {
      page.verbatim(settings);
    }
    comment.clear();
    settings.clear();
  }
}
