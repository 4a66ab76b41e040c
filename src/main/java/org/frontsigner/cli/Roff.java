package org.frontsigner.cli;

import java.util.List;
import java.util.Locale;

/** A manual page in the macros of man(7), line by line. Not thread-safe. */
final class Roff {
  /** When what the pages say beside the verbs was written. */
  private static final String DATE = "2026-11-24";

  private final StringBuilder page = new StringBuilder();
  private boolean sectionBegins;

  /** Begins a page. */
  Roff(String name, int section, String what) {
    page.append(".\\\" Made by \"frontsigner man\"; changes belong into the program.\n")
        .append(
            ".TH %s %d %s frontsigner\n".formatted(name.toUpperCase(Locale.ROOT), section, DATE));
    section("NAME");
    page.append(escaped(name)).append(" \\- ").append(escaped(what)).append('\n');
  }

  void section(String title) {
    page.append(".SH ").append(escaped(title)).append('\n');
    sectionBegins = true;
  }

  void subsection(String title) {
    page.append(".SS \"").append(escaped(title).replace("\"", "\\(dq")).append("\"\n");
  }

  /** What follows stands apart from what was before, if there was anything. */
  void paragraph() {
    page.append(sectionBegins ? "" : ".PP\n");
    sectionBegins = false;
  }

  /** A line of running text. */
  void line(String text) {
    if (!text.isBlank()) {
      page.append(begun(escaped(text.strip()))).append('\n');
      sectionBegins = false;
    }
  }

  /** Lines of running text. */
  void lines(List<String> texts) {
    texts.forEach(this::line);
  }

  /** A word in bold, and what it means, to its right. */
  void item(String word, List<String> meaning) {
    page.append(".TP\n\\fB").append(escaped(word)).append("\\fR\n");
    if (meaning.isEmpty()) {
      page.append("\\&\n");
    }
    lines(meaning);
  }

  /** Lines that stay as they are. */
  void verbatim(List<String> texts) {
    paragraph();
    page.append(".nf\n");
    for (String text : texts) {
      page.append(begun(escaped(text))).append('\n');
    }
    page.append(".fi\n");
  }

  String text() {
    return page.toString();
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
  }

  /** A dot or quote at the beginning would be a macro; an empty line would be one, too. */
  private static String begun(String text) {
    return text.isEmpty() || text.charAt(0) == '.' ? "\\&" + text : text;
  }
}
