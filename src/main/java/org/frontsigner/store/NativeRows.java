package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.frontsigner.keeper.RowsRead;
import org.frontsigner.store.powerdns.PowerDnsRecord;
import org.frontsigner.store.powerdns.RowRdata;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IndexDelta;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/**
 * The rows of a zone whose truth they are: read as a zone, and put right where they stand, without
 * one being removed that others wrote. Rows that are disabled are neither read nor touched. Not
 * thread-safe; for one run.
 */
final class NativeRows {
  static final String ENABLED = " AND NOT COALESCE(disabled, FALSE)";

  private static final String ROWS =
      "SELECT id, name, type, content, ttl, prio, ordername, auth FROM records WHERE domain_id = ?"
          + ENABLED
          + " ORDER BY id";

  private static final String PUT_RIGHT =
      "UPDATE records SET name = ?, type = ?, content = ?, ttl = ?, prio = ?, ordername = ?, auth = ?"
          + " WHERE id = ?";

  private final Database database;
  private final int zoneId;
  private final DomainName apex;

  NativeRows(Database database, int zoneId, DomainName apex) {
    this.database = database;
    this.zoneId = zoneId;
    this.apex = apex;
  }

  /** A row as it stands there; {@code type} is null for an empty non-terminal. */
  private record Row(
      long id,
      String name,
      String type,
      String content,
      Long ttl,
      Integer priority,
      String ordername,
      Boolean auth) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong("id"),
          row.getString("name"),
          row.getString("type"),
          row.getString("content"),
          row.getObject("ttl", Long.class),
          row.getObject("prio", Integer.class),
          row.getString("ordername"),
          row.getObject("auth", Boolean.class));
    }

    boolean isEmptyNonTerminal() {
      return type == null || type.isEmpty();
    }

    PowerDnsRecord record() {
      return new PowerDnsRecord(
          id,
          Objects.requireNonNullElse(name, ""),
          type.toUpperCase(Locale.ROOT),
          Objects.requireNonNullElse(content, ""),
          Objects.requireNonNullElse(ttl, PowerDnsRecord.TTL_SECONDS_USUAL),
          Objects.requireNonNullElse(priority, 0));
    }

    /** Names the row, for whoever has to find it. */
    String shown() {
      return "row %d of the table records (%s %s '%s')".formatted(id, name, type, content);
    }
  }

  private static final class Unusable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The rows as a zone, by the rules that hold for any other source. */
  RowsRead read(IntakePolicy policy) {
    ZoneBuilder builder = new ZoneBuilder(apex, policy);
    try {
      database.read(
          "zone " + apex.toText() + ": reading its rows",
          sql -> {
            sql.forEach(ROWS, Row::of, row -> add(builder, row), zoneId);
            return null;
          });
    } catch (Unusable e) {
      return new RowsRead.Refused(e.getMessage());
    }
    BuildResult result = builder.build();
    if (result instanceof BuildResult.Refused refused) {
      return new RowsRead.Refused(
          "rule %s: %s".formatted(refused.rule().label(), refused.reason()));
    }
    BuildResult.Built built = (BuildResult.Built) result;
    return new RowsRead.Changed(built.zone(), built.report().sentences());
  }

  private static void add(ZoneBuilder builder, Row row) {
    if (row.isEmptyNonTerminal()) {
      return;
    }
    try {
      PowerDnsRecord record = row.record();
      int type = RowRdata.type(record);
      builder.add(RowRdata.name(record), type, record.ttlSeconds(), RowRdata.rdata(record, type));
    } catch (IllegalArgumentException e) {
      throw new Unusable(row.shown() + " can't be taken: " + e.getMessage(), e);
    }
    if (builder.isRefused() && builder.build() instanceof BuildResult.Refused refused) {
      throw new Unusable(
          "%s is refused by rule %s: %s"
              .formatted(row.shown(), refused.rule().label(), refused.reason()),
          null);
    }
  }

  /** Whether two zones give the same rows. */
  static boolean isSame(Zone one, Zone other) {
    RecordRows rows = new RecordRows(0, one.apex(), new Ordering.None());
    List<byte[]> changed = new ArrayList<>();
    IndexDelta.forEach(one.nodes(), other.nodes(), changed::add);
    return changed.stream()
        .allMatch(key -> rows.texts(one.node(key)).equals(rows.texts(other.node(key))));
  }

  /**
   * Puts right what rectifying sets, and the form of names and contents; rows for empty
   * non-terminals come and go. Can be ended and begun again at any row.
   */
  void putRight(Zone zone, Ordering ordering) {
    RecordRows rows = new RecordRows(zoneId, apex, ordering);
    List<Object[]> wrong = new ArrayList<>();
    List<Object[]> needless = new ArrayList<>();
    Set<String> shown = new HashSet<>();
    database.read(
        "zone " + apex.toText() + ": reading its rows",
        sql -> {
          sql.forEach(
              ROWS,
              Row::of,
              row -> {
                if (row.isEmptyNonTerminal()) {
                  judgeEmpty(zone, rows, row, shown, wrong, needless);
                } else {
                  judge(zone, rows, row, wrong);
                }
              },
              zoneId);
          return null;
        });
    List<Object[]> missing = missing(zone, rows, shown);
    change(PUT_RIGHT, wrong);
    change("DELETE FROM records WHERE id = ?", needless);
    change(RecordRows.INSERT, missing);
  }

  /** A row that is in no zone, as one that the intake dropped, stays as it is. */
  private void judge(Zone zone, RecordRows rows, Row row, List<Object[]> wrong) {
    try {
      PowerDnsRecord record = row.record();
      int type = RowRdata.type(record);
      DomainName name = RowRdata.name(record);
      Node node = name.isAtOrBelow(apex) ? zone.node(NameKey.of(name, apex)) : null;
      if (node != null && node.has(type)) {
        compare(rows.of(node, type, RowRdata.rdata(record, type)), row, wrong);
      }
    } catch (IllegalArgumentException e) {
      // It was written after the zone was read: the next time says what is wrong with it.
      return;
    }
  }

  private static void compare(Object[] due, Row row, List<Object[]> wrong) {
    boolean isRight =
        due[1].equals(row.name())
            && Objects.equals(due[2], row.type())
            && Objects.equals(due[3], row.content())
            && Objects.equals(due[4], row.ttl())
            && Objects.equals(due[5], row.priority())
            && Objects.equals(due[6], row.ordername())
            && Objects.equals(due[7], row.auth());
    if (!isRight) {
      wrong.add(new Object[] {due[1], due[2], due[3], due[4], due[5], due[6], due[7], row.id()});
    }
  }

  private void judgeEmpty(
      Zone zone,
      RecordRows rows,
      Row row,
      Set<String> shown,
      List<Object[]> wrong,
      List<Object[]> needless) {
    Node node = emptyNode(zone, row.name());
    if (node == null || !shown.add(SqlText.name(node.name(apex)))) {
      needless.add(new Object[] {row.id()});
    } else {
      rows.of(node, due -> compare(due, row, wrong));
    }
  }

  private Node emptyNode(Zone zone, String text) {
    try {
      DomainName name = DomainName.parse(text == null ? "." : text);
      Node node = name.isAtOrBelow(apex) ? zone.node(NameKey.of(name, apex)) : null;
      return node != null && node.kind().isEmptyNonTerminal() ? node : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private List<Object[]> missing(Zone zone, RecordRows rows, Set<String> shown) {
    List<Object[]> missing = new ArrayList<>();
    PackedIndex nodes = zone.nodes();
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      if (node.kind().isEmptyNonTerminal() && !shown.contains(SqlText.name(node.name(apex)))) {
        rows.of(node, missing::add);
      }
    }
    return missing;
  }

  private void change(String statement, List<Object[]> rows) {
    for (int from = 0; from < rows.size(); from += Sql.BATCH_ROWS) {
      List<Object[]> some = rows.subList(from, Math.min(from + Sql.BATCH_ROWS, rows.size()));
      database.write(
          "zone " + apex.toText() + ": putting its rows right",
          sql -> {
            sql.batch(statement, some);
            return null;
          });
    }
  }
}
