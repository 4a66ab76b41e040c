package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * Compares the rows of the table records with what a rectified zone gives: whether each is there,
 * and what auth and ordername hold. Not thread-safe; for one run.
 */
final class RowCheck {
  /** More findings are only counted, in one that comes last. */
  private static final int FINDINGS_MAX = 100;

  private static final int NAMES_AT_ONCE = 200;

  private final Database database;
  private final int zoneId;
  private final DomainName apex;
  private final RecordRows rows;
  private final String remedy;
  private final List<Finding> findings = new ArrayList<>();
  private long more;
  private long met;

  RowCheck(Database database, StoredZone zone, Ordering ordering) {
    this.database = database;
    this.zoneId = zone.id();
    this.apex = zone.name();
    this.rows = new RecordRows(zoneId, apex, ordering);
    this.remedy =
        zone.settings().type() == ZoneType.NATIVE
            ? "; rectify-zone takes up what others wrote"
            : "; rectify-zone puts it right";
  }

  /** What is the same in a row, whoever wrote it. */
  private record Data(String type, String content, Long ttl, Integer priority) {}

  /** What rectifying sets. */
  private record Order(String ordername, Boolean auth) {}

  private record Row(String name, Data data, Order order) {
    static Row made(Object[] values) {
      Data data =
          new Data(
              (String) values[2],
              (String) values[3],
              values[4] == null ? null : ((Number) values[4]).longValue(),
              values[5] == null ? null : ((Number) values[5]).intValue());
      return new Row((String) values[1], data, new Order((String) values[6], (Boolean) values[7]));
    }

    static Row read(ResultSet row) throws SQLException {
      Data data =
          new Data(
              row.getString("type"),
              row.getString("content"),
              row.getObject("ttl", Long.class),
              row.getObject("prio", Integer.class));
      Order order = new Order(row.getString("ordername"), row.getObject("auth", Boolean.class));
      return new Row(row.getString("name"), data, order);
    }

    String about() {
      return data.type() == null ? "the row of the empty non-terminal" : "a row of " + data.type();
    }
  }

  List<Finding> run(Zone zone) {
    PackedIndex nodes = zone.nodes();
    long place = nodes.first();
    while (place != PackedIndex.NONE) {
      Map<String, List<Row>> due = new HashMap<>();
      while (place != PackedIndex.NONE && due.size() < NAMES_AT_ONCE) {
        rows.of(
            Node.at(nodes, place),
            values -> {
              Row row = Row.made(values);
              due.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row);
            });
        place = nodes.next(place);
      }
      compare(due);
    }
    countStrangers();
    return all();
  }

  private void compare(Map<String, List<Row>> due) {
    Map<String, List<Row>> found = new HashMap<>();
    read(due.keySet().toArray())
        .forEach(row -> found.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
    due.forEach((name, made) -> compare(made, found.getOrDefault(name, List.of())));
  }

  private List<Row> read(Object[] names) {
    String places = String.join(",", Collections.nCopies(names.length, "?"));
    Object[] values = new Object[names.length + 1];
    values[0] = zoneId;
    System.arraycopy(names, 0, values, 1, names.length);
    return database.read(
        "comparing records",
        sql ->
            sql.list(
                "SELECT name, type, content, ttl, prio, ordername, auth FROM records"
                    + " WHERE domain_id = ? AND name IN ("
                    + places
                    + ")"
                    + NativeRows.ENABLED,
                Row::read,
                values));
  }

  private void compare(List<Row> made, List<Row> found) {
    met += found.size();
    List<Row> left = new ArrayList<>(found);
    for (Row due : made) {
      Row there =
          left.stream().filter(row -> row.data().equals(due.data())).findFirst().orElse(null);
      if (there == null) {
        wrong(due, due.about() + " is missing");
      } else {
        left.remove(there);
        compare(due, there);
      }
    }
    left.forEach(row -> wrong(row, row.about() + " shows what the zone does not have"));
  }

  private void compare(Row due, Row there) {
    if (!Objects.equals(due.order().auth(), there.order().auth())) {
      wrong(
          due,
          "auth of %s is %s, and should be %s"
              .formatted(due.about(), there.order().auth(), due.order().auth()));
    }
    if (!Objects.equals(due.order().ordername(), there.order().ordername())) {
      wrong(
          due,
          "ordername of %s is %s, and should be %s"
              .formatted(
                  due.about(), quoted(there.order().ordername()), quoted(due.order().ordername())));
    }
  }

  private static String quoted(String text) {
    return text == null ? "NULL" : "'" + text + "'";
  }

  private void countStrangers() {
    long all =
        database.read(
            "counting records",
            sql ->
                sql.first(
                        "SELECT COUNT(*) FROM records WHERE domain_id = ?" + NativeRows.ENABLED,
                        row -> row.getLong(1),
                        zoneId)
                    .orElseThrow());
    if (all > met) {
      add(apex, "%d rows are of names that the zone does not have".formatted(all - met));
    }
  }

  private void wrong(Row row, String message) {
    add(DomainName.parse(row.name()), message);
  }

  private void add(DomainName owner, String message) {
    if (findings.size() < FINDINGS_MAX) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              owner,
              Finding.NO_TYPE,
              "in the table records, " + message + remedy));
    } else {
      more++;
    }
  }

  private List<Finding> all() {
    if (more > 0) {
      findings.add(
          new Finding(
              Finding.Severity.ERROR,
              apex,
              Finding.NO_TYPE,
              "%d more differences of the table records are not shown%s".formatted(more, remedy)));
    }
    return List.copyOf(findings);
  }
}
