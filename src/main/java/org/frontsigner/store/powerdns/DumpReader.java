package org.frontsigner.store.powerdns;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.frontsigner.store.powerdns.DumpWords.Kind;
import org.frontsigner.store.powerdns.DumpWords.Word;

/**
 * Reads the rows of an SQL dump: of INSERT statements, the columns named in them or in the CREATE
 * TABLE before. Everything else is passed over; nothing is run. For one use.
 */
final class DumpReader {
  /** The most columns that a table may have. */
  static final int COLUMNS_MAX = 64;

  /** How deep functions around a value may be nested. */
  private static final int NESTING_MAX = 8;

  private static final int SHOWN_CHARACTERS_MAX = 20;

  private static final Set<String> NO_COLUMNS =
      Set.of(
          "constraint",
          "primary",
          "foreign",
          "unique",
          "check",
          "key",
          "index",
          "fulltext",
          "exclude");

  /** What becomes of a row. */
  @FunctionalInterface
  interface RowSink {
    /**
     * Takes a row.
     *
     * @param table in lower case, without its schema
     * @param values by column, in lower case; a NULL is null
     */
    void row(String table, Map<String, String> values) throws DumpError;
  }

  private final DumpWords words;
  private final Set<String> wanted;
  private final RowSink sink;
  private final Map<String, List<String>> columns = new HashMap<>();
  private Word word;
  private boolean isOfSqlite;

  /** Reads the tables that are wanted, named in lower case. */
  DumpReader(Reader source, Set<String> wanted, RowSink sink) throws IOException {
    this.words = new DumpWords(source);
    this.wanted = wanted;
    this.sink = sink;
  }

  void read() throws IOException, DumpError {
    advance();
    while (word.kind() != Kind.END) {
      statement();
    }
  }

  private void advance() throws IOException, DumpError {
    word = words.word();
  }

  private void statement() throws IOException, DumpError {
    if (word.isBare("PRAGMA")) {
      isOfSqlite = true;
    } else if (word.isBare("INSERT")) {
      insert();
    } else if (word.isBare("CREATE")) {
      create();
    } else if (word.isBare("COPY")) {
      copy();
    }
    skipStatement();
  }

  /** To behind the next semicolon. */
  private void skipStatement() throws IOException, DumpError {
    while (word.kind() != Kind.END && !word.isSign(';')) {
      advance();
    }
    if (word.kind() != Kind.END) {
      advance();
    }
  }

  private void copy() throws IOException, DumpError {
    int line = word.line();
    advance();
    if (word.isName() && wanted.contains(tableName())) {
      throw new DumpError(
          line, "the rows are in COPY statements: make the dump with 'pg_dump --inserts'");
    }
  }

  /** A name, or the last part of one with a schema. */
  private String tableName() throws IOException, DumpError {
    String name = name("the name of a table");
    while (word.isSign('.')) {
      advance();
      name = name("the name of a table");
    }
    return name;
  }

  private String name(String what) throws IOException, DumpError {
    if (!word.isName()) {
      throw expected(what);
    }
    if (!isOfSqlite && word.kind() == Kind.QUOTED && words.sawBackquote()) {
      words.escapeByBackslash();
    }
    String name = word.lower();
    advance();
    return name;
  }

  private DumpError expected(String what) {
    return new DumpError(word.line(), "expected " + what + ", found " + shown());
  }

  /** Values may be secret. */
  private String shown() {
    String text = word.text();
    return switch (word.kind()) {
      case END -> "the end of the file";
      case TEXT -> "a text";
      default -> "'" + text.substring(0, Math.min(SHOWN_CHARACTERS_MAX, text.length())) + "'";
    };
  }

  private void create() throws IOException, DumpError {
    advance();
    while (word.isBare("TEMPORARY") || word.isBare("UNLOGGED")) {
      advance();
    }
    if (!word.isBare("TABLE")) {
      return;
    }
    advance();
    while (word.isBare("IF") || word.isBare("NOT") || word.isBare("EXISTS")) {
      advance();
    }
    String table = tableName();
    if (wanted.contains(table) && word.isSign('(')) {
      columns.put(table, definitions());
    }
  }

  /** The names that definitions in parentheses begin with. */
  private List<String> definitions() throws IOException, DumpError {
    List<String> names = new ArrayList<>();
    boolean begins = true;
    int depth = 0;
    do {
      if (word.isSign('(')) {
        depth++;
      } else if (word.isSign(')')) {
        depth--;
      } else if (depth == 1 && begins && word.isName() && isColumn(word)) {
        names.add(word.lower());
      }
      begins = depth == 1 && (word.isSign('(') || word.isSign(','));
      advance();
    } while (depth > 0 && word.kind() != Kind.END);
    requireFew(names.size());
    return names;
  }

  private static boolean isColumn(Word word) {
    return word.kind() == Kind.QUOTED || !NO_COLUMNS.contains(word.lower());
  }

  private void requireFew(int count) throws DumpError {
    if (count > COLUMNS_MAX) {
      throw new DumpError(word.line(), "a table has more than " + COLUMNS_MAX + " columns");
    }
  }

  private void insert() throws IOException, DumpError {
    advance();
    while (word.isBare("IGNORE") || word.isBare("OR")) {
      advance();
    }
    if (!word.isBare("INTO")) {
      return;
    }
    advance();
    String table = tableName();
    if (!wanted.contains(table)) {
      return;
    }
    List<String> names = word.isSign('(') ? namedColumns() : columns.getOrDefault(table, List.of());
    if (names.isEmpty()) {
      throw new DumpError(
          word.line(),
          "the rows of " + table + " come without columns, and no CREATE TABLE is before them");
    }
    if (!word.isBare("VALUES")) {
      throw expected("VALUES");
    }
    rows(table, names);
  }

  private List<String> namedColumns() throws IOException, DumpError {
    List<String> names = new ArrayList<>();
    do {
      advance();
      names.add(name("the name of a column"));
      requireFew(names.size());
    } while (word.isSign(','));
    close();
    return names;
  }

  private void close() throws IOException, DumpError {
    if (!word.isSign(')')) {
      throw expected("')'");
    }
    advance();
  }

  private void rows(String table, List<String> names) throws IOException, DumpError {
    do {
      advance();
      if (!word.isSign('(')) {
        throw expected("'('");
      }
      sink.row(table, row(names));
    } while (word.isSign(','));
    if (!word.isSign(';') && word.kind() != Kind.END) {
      throw expected("';'");
    }
  }

  private Map<String, String> row(List<String> names) throws IOException, DumpError {
    int line = word.line();
    Map<String, String> values = new LinkedHashMap<>();
    int count = 0;
    do {
      advance();
      String value = value(0);
      if (count < names.size()) {
        values.put(names.get(count), value);
      }
      count++;
      requireFew(count);
    } while (word.isSign(','));
    close();
    if (count != names.size()) {
      throw new DumpError(
          line, "a row has %d values, and the table %d columns".formatted(count, names.size()));
    }
    return values;
  }

  private String value(int depth) throws IOException, DumpError {
    if (depth > NESTING_MAX) {
      throw new DumpError(word.line(), "functions are nested more than " + NESTING_MAX + " deep");
    }
    Word at = word;
    if (at.kind() != Kind.TEXT && at.kind() != Kind.BARE) {
      throw expected("a value");
    }
    advance();
    if (at.kind() == Kind.TEXT) {
      return withoutCast(at.text());
    }
    if (word.isSign('(')) {
      return call(at, depth);
    }
    if (word.kind() == Kind.TEXT) {
      return prefixed(at);
    }
    return at.isBare("NULL") ? null : fraction(at.text());
  }

  /** PostgreSQL's {@code 'x'::text}, which says nothing new. */
  private String withoutCast(String text) throws IOException, DumpError {
    while (word.isSign(':')) {
      advance();
      if (word.isName()) {
        advance();
      }
    }
    return text;
  }

  /** A number with a fraction comes as three words. */
  private String fraction(String whole) throws IOException, DumpError {
    if (!word.isSign('.')) {
      return whole;
    }
    advance();
    String text = whole + "." + word.text();
    advance();
    return text;
  }

  /** {@code X'6162'}, or MySQL's {@code _binary 'ab'}. */
  private String prefixed(Word prefix) throws IOException, DumpError {
    String text = word.text();
    int line = word.line();
    advance();
    if (prefix.isBare("X")) {
      return Unescape.hexadecimal(text)
          .orElseThrow(() -> new DumpError(line, "X'' is not followed by hexadecimal digits"));
    }
    if (prefix.text().startsWith("_")) {
      return text;
    }
    throw new DumpError(line, "'" + prefix.text() + "' before a text is not known");
  }

  /** What sqlite3 writes around texts that do not fit into a line. */
  private String call(Word function, int depth) throws IOException, DumpError {
    List<String> arguments = new ArrayList<>();
    do {
      advance();
      arguments.add(value(depth + 1));
      requireFew(arguments.size());
    } while (word.isSign(','));
    close();
    return Unescape.call(function.lower(), arguments)
        .orElseThrow(
            () ->
                new DumpError(
                    function.line(),
                    "the function %s of %d values is not known"
                        .formatted(function.text(), arguments.size())));
  }
}
