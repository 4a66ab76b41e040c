package org.frontsigner.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;

/**
 * Zones as SQL that inserts them into PowerDNS' schema, a statement a line. What stands in names
 * and records is quoted as the dialect has it, whatever octets it is. Not thread-safe.
 */
public final class ZoneSql {
  /** How a database reads texts and truths. */
  public enum SqlKind {
    SQLITE("0", "1"),
    POSTGRESQL("FALSE", "TRUE"),
    MYSQL("0", "1");

    private final String no;
    private final String yes;

    SqlKind(String no, String yes) {
      this.no = no;
      this.yes = yes;
    }

    /** A value in apostrophes. PostgreSQL and MySQL read backslashes, SQLite does not. */
    String quoted(String text) {
      String doubled = text.replace("'", "''");
      if (this == SQLITE || !text.contains("\\")) {
        return "'" + doubled + "'";
      }
      String escaped = "'" + doubled.replace("\\", "\\\\") + "'";
      return this == POSTGRESQL ? "E" + escaped : escaped;
    }

    String truth(boolean value) {
      return value ? yes : no;
    }
  }

  /**
   * How a zone is written.
   *
   * @param transactions whether each zone is a transaction of its own
   * @param ordering whether auth, ordername and rows for empty non-terminals are written
   * @param nsec3 the parameters that ordername is hashed by; without them it is for NSEC
   */
  public record Form(
      SqlKind kind, boolean transactions, boolean ordering, Optional<Nsec3Parameters> nsec3) {}

  private final Form form;
  private final Consumer<String> lines;

  /** Gives each statement to {@code lines}, in order. */
  public ZoneSql(Form form, Consumer<String> lines) {
    this.form = form;
    this.lines = lines;
  }

  /** The row of a zone that is pulled, without records. */
  public void secondary(DomainName apex, List<String> primaries) {
    begin();
    line(
        "INSERT INTO domains (name, type, master) VALUES (%s, 'SLAVE', %s);"
            .formatted(quoted(SqlText.name(apex)), quoted(String.join(",", primaries))));
    end();
  }

  /**
   * A zone with its records.
   *
   * @param signatures records that came with it and that no unsigned zone has: RRSIG
   */
  public void zone(Zone zone, RecordList signatures) {
    begin();
    String name = quoted(SqlText.name(zone.apex()));
    line("INSERT INTO domains (name, type) VALUES (%s, 'NATIVE');".formatted(name));
    RecordRows rows = new RecordRows(0, zone.apex(), ordering());
    PackedIndex nodes = zone.nodes();
    List<Object[]> made = new ArrayList<>();
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      rows.of(Node.at(nodes, place), made::add);
      for (Object[] row : made) {
        record(name, row);
      }
      made.clear();
    }
    signatures(zone, name, signatures);
    end();
  }

  private Ordering ordering() {
    return form.nsec3().<Ordering>map(Ordering.Hashes::new).orElseGet(Ordering.Labels::new);
  }

  /** Signatures have the order of what they cover. */
  private void signatures(Zone zone, String zoneName, RecordList signatures) {
    List<Object[]> made = new ArrayList<>();
    CarriedSignatureRows rows = new CarriedSignatureRows(zone, ordering());
    signatures.forEach((owner, type, ttl, rdata) -> rows.of(owner, type, ttl, rdata, made::add));
    for (Object[] row : made) {
      record(zoneName, row);
    }
  }

  private void record(String zoneName, Object[] row) {
    if (row[2] == null && !form.ordering()) {
      return;
    }
    StringBuilder columns =
        new StringBuilder("domain_id, name, type, content, ttl, prio, disabled");
    StringBuilder values = new StringBuilder("id");
    for (int i = 1; i <= 5; i++) {
      values.append(", ").append(value(row[i]));
    }
    values.append(", ").append(form.kind().truth(false));
    if (form.ordering()) {
      columns.append(", ordername, auth");
      values.append(", ").append(value(row[6])).append(", ").append(value(row[7]));
    }
    line(
        "INSERT INTO records (%s) SELECT %s FROM domains WHERE name = %s;"
            .formatted(columns, values, zoneName));
  }

  private String value(Object value) {
    if (value == null) {
      return "NULL";
    }
    if (value instanceof Boolean truth) {
      return form.kind().truth(truth);
    }
    return value instanceof Number ? value.toString() : quoted(value.toString());
  }

  private String quoted(String text) {
    return form.kind().quoted(text);
  }

  private void begin() {
    if (form.transactions()) {
      line(form.kind() == SqlKind.SQLITE ? "BEGIN TRANSACTION;" : "BEGIN;");
    }
  }

  private void end() {
    if (form.transactions()) {
      line("COMMIT;");
    }
  }

  private void line(String text) {
    lines.accept(text);
  }
}
