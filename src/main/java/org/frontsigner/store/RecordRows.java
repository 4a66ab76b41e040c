package org.frontsigner.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;

/**
 * The rows of the table records for one zone. Of what others signed the signatures are shown, but
 * no NSEC and no NSEC3, which PowerDNS makes itself. Not thread-safe; for one run.
 */
final class RecordRows {
  static final String INSERT =
      "INSERT INTO records (domain_id, name, type, content, ttl, prio, disabled, ordername, auth)"
          + " VALUES (?, ?, ?, ?, ?, ?, FALSE, ?, ?)";

  private final int zoneId;
  private final DomainName apex;
  private final Ordering ordering;
  private final Function<DomainName, String> orderTexts;

  RecordRows(int zoneId, DomainName apex, Ordering ordering) {
    this.zoneId = zoneId;
    this.apex = apex;
    this.ordering = ordering;
    this.orderTexts = ordering.texts(apex);
  }

  /** Makes the rows of a name: one for each record, or one of type NULL where it has none. */
  void of(Node node, Consumer<Object[]> rows) {
    DomainName name = NameKey.toName(node.key(), apex);
    String nameText = SqlText.name(name);
    if (node.kind().isEmptyNonTerminal()) {
      String order = ordering.orders(node, 0) ? orderTexts.apply(name) : null;
      boolean auth = ordering.isAuthoritative(node, 0);
      rows.accept(new Object[] {zoneId, nameText, null, null, null, null, order, auth});
      return;
    }
    String orderOfName = null;
    for (RrSet set : node.sets()) {
      boolean ordered = ordering.orders(node, set.type());
      if (ordered && orderOfName == null) {
        orderOfName = orderTexts.apply(name);
      }
      addSet(nameText, set, ordered ? orderOfName : null, set.type(), node, rows);
    }
    for (RrSet set : node.carried()) {
      if (set.type() == RrType.RRSIG) {
        int covered = Octets.u16(set.octets(), set.rdataAt(set.first()));
        String order = ordering.orders(node, covered) ? orderTexts.apply(name) : null;
        addSet(nameText, set, order, covered, node, rows);
      }
    }
  }

  /** {@code of}: the type that decides whether the rows are authoritative. */
  private void addSet(
      String name, RrSet set, String order, int of, Node node, Consumer<Object[]> rows) {
    boolean auth = ordering.isAuthoritative(node, of);
    String type = RrType.name(set.type());
    for (int i = 0; i < set.count(); i++) {
      SqlText.Content content = SqlText.content(set.type(), set.rdata(i));
      rows.accept(
          new Object[] {
            zoneId, name, type, content.text(), set.ttl(), content.priority(), order, auth
          });
    }
  }

  /** The row of one record at a node that has records of its type. */
  Object[] of(Node node, int type, byte[] rdata) {
    DomainName name = NameKey.toName(node.key(), apex);
    SqlText.Content content = SqlText.content(type, rdata);
    return new Object[] {
      zoneId,
      SqlText.name(name),
      RrType.name(type),
      content.text(),
      node.set(type).ttl(),
      content.priority(),
      ordering.orders(node, type) ? orderTexts.apply(name) : null,
      ordering.isAuthoritative(node, type)
    };
  }

  /** The rows of a name, to be compared; none where there is no such name. */
  List<List<Object>> texts(Node node) {
    List<List<Object>> texts = new ArrayList<>();
    if (node != null) {
      of(node, row -> texts.add(Arrays.asList(row)));
    }
    return texts;
  }

  /**
   * Has a name's rows follow a change, and leaves those alone that others wrote: of those that were
   * shown the ones that are no more go, whatever the SOA says.
   */
  void replace(Sql sql, Node before, Node after) throws SQLException {
    List<List<Object>> gone = texts(before);
    List<List<Object>> come = texts(after);
    List<List<Object>> stays = gone.stream().filter(come::contains).toList();
    for (List<Object> row : gone) {
      if (!stays.contains(row)) {
        remove(sql, row);
      }
    }
    insert(sql, come.stream().filter(row -> !stays.contains(row)).map(List::toArray).toList());
  }

  private static void remove(Sql sql, List<Object> row) throws SQLException {
    String from = "DELETE FROM records WHERE domain_id = ? AND name = ?" + NativeRows.ENABLED;
    if (row.get(2) == null) {
      sql.update(from + " AND type IS NULL", row.get(0), row.get(1));
    } else if (row.get(2).equals(RrType.name(RrType.SOA))) {
      sql.update(from + " AND type = ?", row.get(0), row.get(1), row.get(2));
    } else {
      sql.update(
          from + " AND type = ? AND content = ?", row.get(0), row.get(1), row.get(2), row.get(3));
    }
  }

  static void insert(Sql sql, List<Object[]> rows) throws SQLException {
    sql.batch(INSERT, rows);
  }

  /** Deletes all rows of names of the zone. */
  void delete(Sql sql, List<byte[]> keys) throws SQLException {
    sql.batch(
        "DELETE FROM records WHERE name = ? AND domain_id = ?",
        () ->
            keys.stream()
                .map(key -> new Object[] {SqlText.name(NameKey.toName(key, apex)), zoneId})
                .iterator());
  }

  /** Deletes some rows of a zone; false when there were none. */
  static boolean deleteSome(Sql sql, int zoneId) throws SQLException {
    return sql.update(
            "DELETE FROM records WHERE id IN (SELECT id FROM records WHERE domain_id = ? LIMIT ?)",
            zoneId,
            Sql.BATCH_ROWS)
        > 0;
  }
}
