package org.frontsigner.bridge;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Cuts the octets of a master file into entries (RFC 1035, 5.1): comments and parentheses are gone,
 * lines in parentheses joined, and octets above ASCII written as {@code \DDD}, so that an entry is
 * one line of printing ASCII.
 */
final class EntryReader {
  /** The longest entry in characters; the largest rdata, fully escaped, takes 263,000. */
  static final int ENTRY_CHARACTERS_MAX = 512 * 1024;

  private final InputStream source;
  private final StringBuilder text = new StringBuilder(256);
  private int line = 1;
  private int peeked = -2;
  private int depth;
  private boolean quoted;

  /** An entry: its first line's number, whether a blank is its first character, its text. */
  record Entry(int line, boolean ownerLeftOut, String text) {}

  /** {@code source} should be buffered; it is read to its end and not closed. */
  EntryReader(InputStream source) {
    this.source = source;
  }

  /**
   * The one entry that a text is, blanks around it removed.
   *
   * @throws IllegalArgumentException when it is none or several
   */
  static String single(String text) {
    EntryReader reader =
        new EntryReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    try {
      Entry entry = reader.next();
      if (entry != null && reader.next() != null) {
        throw new IllegalArgumentException("the text has more than one line");
      }
      return entry == null ? "" : entry.text();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The number of the line that is being read, from 1. */
  int line() {
    return line;
  }

  /**
   * The next entry that is not empty; null at the end.
   *
   * @throws IllegalArgumentException when parentheses or quotes do not close, an octet is not text,
   *     or the entry is too long
   */
  Entry next() throws IOException {
    while (peek() >= 0) {
      int first = line;
      boolean blank = peek() == ' ' || peek() == '\t';
      text.setLength(0);
      readEntry(first);
      String entry = text.toString().strip();
      if (!entry.isEmpty()) {
        return new Entry(first, blank, entry);
      }
    }
    return null;
  }

  private void readEntry(int first) throws IOException {
    while (true) {
      int octet = take();
      if (octet < 0 && depth > 0) {
        throw new IllegalArgumentException("the parenthesis of line " + first + " is not closed");
      }
      if (octet < 0 || (octet == '\n' && depth == 0)) {
        requireNotQuoted();
        return;
      }
      readOctet(octet);
      if (text.length() > ENTRY_CHARACTERS_MAX) {
        throw new IllegalArgumentException(
            "an entry has more than " + ENTRY_CHARACTERS_MAX + " characters");
      }
    }
  }

  private void readOctet(int octet) throws IOException {
    if (octet == '\\') {
      readEscape();
    } else if (octet == '"') {
      quoted = !quoted;
      text.append('"');
    } else if (octet == '\n' || octet == '\t') {
      requireNotQuotedLine(octet);
      text.append(octet == '\n' || !quoted ? " " : "\\009");
    } else if (quoted) {
      appendOctet(octet);
    } else {
      readPlain(octet);
    }
  }

  private void readPlain(int octet) throws IOException {
    switch (octet) {
      case ';' -> skipComment();
      case '(' -> {
        depth++;
        text.append(' ');
      }
      case ')' -> {
        depth--;
        text.append(' ');
        if (depth < 0) {
          throw new IllegalArgumentException("a parenthesis is closed that was never opened");
        }
      }
      default -> appendOctet(octet);
    }
  }

  private void readEscape() throws IOException {
    int octet = take();
    if (octet < 0 || octet == '\n') {
      throw new IllegalArgumentException("a backslash ends the line");
    }
    if (octet == ' ') {
      text.append("\\032");
      return;
    }
    if (octet < 0x80) {
      text.append('\\');
    }
    appendOctet(octet);
  }

  private void appendOctet(int octet) {
    if (octet >= 0x80) {
      text.append('\\').append(octet);
    } else if (octet < ' ' || octet == 0x7f) {
      throw new IllegalArgumentException(
          "octet %d does not print; it is written \\%03d".formatted(octet, octet));
    } else {
      text.append((char) octet);
    }
  }

  private void skipComment() throws IOException {
    while (peek() >= 0 && peek() != '\n') {
      take();
    }
  }

  private void requireNotQuotedLine(int octet) {
    if (octet == '\n') {
      requireNotQuoted();
    }
  }

  private void requireNotQuoted() {
    if (quoted) {
      throw new IllegalArgumentException("a quote is not closed on its line");
    }
  }

  private int peek() throws IOException {
    if (peeked == -2) {
      peeked = source.read();
    }
    return peeked;
  }

  /** The next octet, CR LF as one; -1 at the end. */
  private int take() throws IOException {
    int octet = peek();
    peeked = -2;
    if (octet == '\r' && peek() == '\n') {
      octet = '\n';
      peeked = -2;
    }
    if (octet == '\n') {
      line++;
    }
    return octet;
  }
}
