package org.frontsigner.bridge.named;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.frontsigner.bridge.named.ConfStatement.Block;
import org.frontsigner.bridge.named.ConfStatement.Element;
import org.frontsigner.bridge.named.ConfStatement.Text;

/** Goes through the elements of one statement. Not thread-safe. */
final class ConfCursor {
  private static final int PORT_MAX = 65_535;

  private final ConfStatement statement;
  private int at;

  ConfCursor(ConfStatement statement) {
    this.statement = statement;
  }

  private Optional<Element> peek() {
    List<Element> elements = statement.elements();
    return at < elements.size() ? Optional.of(elements.get(at)) : Optional.empty();
  }

  Place place() {
    return peek().map(Element::place).orElse(statement.end());
  }

  NamedConfError expected(String what) {
    String found = peek().map(Element::shown).orElse("';'");
    return new NamedConfError(place(), "expected " + what + ", found " + found);
  }

  boolean hasText() {
    return peek().filter(Text.class::isInstance).isPresent();
  }

  boolean hasBlock() {
    return peek().filter(Block.class::isInstance).isPresent();
  }

  String text(String what) throws NamedConfError {
    if (peek().orElse(null) instanceof Text text) {
      at++;
      return text.text();
    }
    throw expected(what);
  }

  List<ConfStatement> block() throws NamedConfError {
    if (peek().orElse(null) instanceof Block block) {
      at++;
      return block.statements();
    }
    throw expected("'{'");
  }

  /** Goes on if the next word is this one, in any letter case. */
  boolean skip(String word) {
    boolean is =
        peek().orElse(null) instanceof Text text
            && text.text().toLowerCase(Locale.ROOT).equals(word);
    at += is ? 1 : 0;
    return is;
  }

  int port() throws NamedConfError {
    Place place = place();
    String text = text("a port");
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > PORT_MAX) {
      throw new NamedConfError(place, "expected a port from 0 to 65535, found '" + text + "'");
    }
    return Integer.parseInt(text);
  }

  /** The statement from the last word on. */
  ConfStatement rest() {
    return new ConfStatement(
        List.copyOf(statement.elements().subList(at - 1, statement.elements().size())),
        statement.end());
  }

  void end() throws NamedConfError {
    if (peek().isPresent()) {
      throw expected("';'");
    }
  }
}
