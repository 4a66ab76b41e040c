package org.frontsigner.bridge.named;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.frontsigner.bridge.named.ConfStatement.Block;
import org.frontsigner.bridge.named.ConfStatement.Element;
import org.frontsigner.bridge.named.ConfStatement.Text;
import org.frontsigner.bridge.named.ConfWords.Kind;
import org.frontsigner.bridge.named.ConfWords.Word;

/** Reads statements, those of included files in the place of the include. For one use. */
final class ConfTree {
  private final ConfFiles files;
  private final ConfLimits limits;
  private final List<String> open = new ArrayList<>();
  private Optional<String> directory = Optional.empty();
  private long octets;
  private long words;
  private int fileCount;

  /** One file that is being read. */
  private final class Reading {
    final ConfWords source;
    Word word;

    Reading(ConfFiles.Source file) throws NamedConfError {
      source = new ConfWords(file.name(), file.text());
      advance();
    }

    void advance() throws NamedConfError {
      word = source.next();
      if (++words > limits.wordsMax()) {
        throw new NamedConfError(
            word.place(), "there are more than the " + limits.wordsMax() + " words allowed");
      }
    }
  }

  ConfTree(ConfFiles files, ConfLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  /** The directory that the options set, as it is written. */
  Optional<String> directory() {
    return directory;
  }

  List<ConfStatement> read(ConfFiles.Source first) throws NamedConfError {
    List<ConfStatement> statements = new ArrayList<>();
    file(first, new Place(first.name(), 1, 1), "", 0, statements);
    return statements;
  }

  private void file(
      ConfFiles.Source file, Place from, String around, int depth, List<ConfStatement> into)
      throws NamedConfError {
    octets += file.text().length();
    if (++fileCount > limits.filesMax() || octets > limits.octetsMax()) {
      throw new NamedConfError(
          from,
          "the files are more than the %d files or %d octets allowed"
              .formatted(limits.filesMax(), limits.octetsMax()));
    }
    if (open.contains(file.name())) {
      throw new NamedConfError(from, "the file " + file.name() + " includes itself");
    }
    open.add(file.name());
    Reading reading = new Reading(file);
    statements(reading, around, depth, into);
    if (reading.word.kind() != Kind.END) {
      throw expected(reading.word, "a statement");
    }
    open.remove(open.size() - 1);
  }

  private static NamedConfError expected(Word word, String what) {
    return new NamedConfError(word.place(), "expected " + what + ", found " + word.shown());
  }

  /** Up to a closing brace or the end. */
  private void statements(Reading reading, String around, int depth, List<ConfStatement> into)
      throws NamedConfError {
    while (reading.word.kind() != Kind.END && reading.word.kind() != Kind.CLOSE) {
      if (reading.word.kind() == Kind.SEMICOLON) {
        reading.advance();
      } else {
        take(statement(reading, depth), around, depth, into);
      }
    }
  }

  private void take(ConfStatement statement, String around, int depth, List<ConfStatement> into)
      throws NamedConfError {
    if (statement.keyword().equals("include")) {
      include(statement, around, depth, into);
      return;
    }
    boolean setsDirectory = around.equals("options") && statement.keyword().equals("directory");
    if (setsDirectory && statement.elements().size() > 1) {
      directory = Optional.of(statement.elements().get(1)).flatMap(ConfTree::textOf);
    }
    into.add(statement);
  }

  private static Optional<String> textOf(Element element) {
    return element instanceof Text text ? Optional.of(text.text()) : Optional.empty();
  }

  private ConfStatement statement(Reading reading, int depth) throws NamedConfError {
    List<Element> elements = new ArrayList<>();
    while (reading.word.kind() != Kind.SEMICOLON) {
      if (reading.word.kind() == Kind.OPEN) {
        elements.add(block(reading, keyword(elements), depth + 1));
      } else if (reading.word.isText()) {
        elements.add(new Text(reading.word));
        reading.advance();
      } else {
        throw expected(reading.word, "';'");
      }
    }
    Place end = reading.word.place();
    reading.advance();
    return new ConfStatement(List.copyOf(elements), end);
  }

  private static String keyword(List<Element> elements) {
    return elements.isEmpty()
        ? ""
        : textOf(elements.get(0)).map(text -> text.toLowerCase(Locale.ROOT)).orElse("");
  }

  private Block block(Reading reading, String around, int depth) throws NamedConfError {
    Place begin = reading.word.place();
    if (depth > limits.nestingMax()) {
      throw new NamedConfError(
          begin, "braces are more than the " + limits.nestingMax() + " deep that are allowed");
    }
    reading.advance();
    List<ConfStatement> statements = new ArrayList<>();
    statements(reading, around, depth, statements);
    if (reading.word.kind() != Kind.CLOSE) {
      throw new NamedConfError(begin, "the brace that opens here is not closed: expected '}'");
    }
    Place end = reading.word.place();
    reading.advance();
    return new Block(List.copyOf(statements), begin, end);
  }

  private void include(ConfStatement include, String around, int depth, List<ConfStatement> into)
      throws NamedConfError {
    String pattern =
        include.elements().size() < 2 ? null : textOf(include.elements().get(1)).orElse(null);
    if (pattern == null) {
      throw new NamedConfError(include.end(), "expected the name of a file after 'include'");
    }
    if (include.elements().size() > 2) {
      Element third = include.elements().get(2);
      throw new NamedConfError(third.place(), "expected ';', found " + third.shown());
    }
    Place place = include.elements().get(1).place();
    if (open.size() > limits.includeDepthMax()) {
      throw new NamedConfError(
          place, "files include files more than " + limits.includeDepthMax() + " deep");
    }
    for (ConfFiles.Source file : opened(pattern, place)) {
      file(file, place, around, depth, into);
    }
  }

  private List<ConfFiles.Source> opened(String pattern, Place place) throws NamedConfError {
    try {
      return files.open(pattern, directory, limits.octetsMax() - octets);
    } catch (NoSuchFileException absent) {
      throw new NamedConfError(place, "there is no file '" + absent.getMessage() + "'");
    } catch (IOException unreadable) {
      throw new NamedConfError(
          place, "the file '" + pattern + "' can't be read: " + unreadable.getMessage());
    }
  }
}
