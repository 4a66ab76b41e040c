package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.KeyRef;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.ServedKeys;
import org.frontsigner.wire.DomainName;

/** The tables former_keys and parent_ds: what resolvers may hold of a zone. */
final class CacheRows {
  /** So many DS sets of a parent are kept, the newest; each has left all caches within a week. */
  private static final int PARENT_SETS_MAX = 20;

  private CacheRows() {}

  /** Adds the keys, and lets go of those that no resolver holds any more. */
  static void add(Sql sql, DomainName zone, FormerKeys former) throws SQLException {
    for (Row row : rows(sql, zone)) {
      if (!row.keys().forgotten().isAfter(former.until())) {
        sql.update("DELETE FROM former_keys WHERE id = ?", row.id());
      }
    }
    sql.update(
        "INSERT INTO former_keys (zone, until_time, published, key_signers, data_signers,"
            + " dnskey_ttl, data_ttl, refresh_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        SqlText.name(zone),
        former.until().toString(),
        text(former.keys().published()),
        text(former.keys().keySigners()),
        text(former.keys().dataSigners()),
        former.dnskeyTtlSeconds(),
        former.dataTtlSeconds(),
        former.refreshSeconds());
  }

  private static String text(SortedSet<KeyRef> keys) {
    return keys.stream().map(KeyRef::toString).collect(Collectors.joining(" "));
  }

  /** The keys that the zone was served with before those of now, oldest first. */
  static List<FormerKeys> former(Sql sql, DomainName zone) throws SQLException {
    return rows(sql, zone).stream().map(Row::keys).toList();
  }

  private record Row(long id, FormerKeys keys) {}

  private static List<Row> rows(Sql sql, DomainName zone) throws SQLException {
    return sql.list(
        "SELECT id, until_time, published, key_signers, data_signers, dnskey_ttl, data_ttl,"
            + " refresh_seconds FROM former_keys WHERE zone = ? ORDER BY id",
        row -> new Row(row.getLong("id"), former(row)),
        SqlText.name(zone));
  }

  private static FormerKeys former(ResultSet row) throws SQLException {
    return new FormerKeys(
        Instant.parse(row.getString("until_time")),
        new ServedKeys(
            keys(row.getString("published")),
            keys(row.getString("key_signers")),
            keys(row.getString("data_signers"))),
        row.getLong("dnskey_ttl"),
        row.getLong("data_ttl"),
        row.getLong("refresh_seconds"));
  }

  private static SortedSet<KeyRef> keys(String text) {
    return split(text, " ").stream()
        .map(KeyRef::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> split(String text, String separator) {
    return text.isEmpty() ? List.of() : List.of(text.split(separator, -1));
  }

  /** Adds a DS set that was seen now. */
  static void add(Sql sql, DomainName zone, ParentDs seen) throws SQLException {
    sql.update(
        "INSERT INTO parent_ds (zone, seen, records, ttl) VALUES (?, ?, ?, ?)",
        SqlText.name(zone),
        seen.seen().toString(),
        String.join("\n", seen.records()),
        seen.ttlSeconds());
    sql.update(
        "DELETE FROM parent_ds WHERE zone = ? AND id NOT IN"
            + " (SELECT id FROM parent_ds WHERE zone = ? ORDER BY id DESC LIMIT "
            + PARENT_SETS_MAX
            + ")",
        SqlText.name(zone),
        SqlText.name(zone));
  }

  /** The DS sets that were seen, oldest first. */
  static List<ParentDs> parent(Sql sql, DomainName zone) throws SQLException {
    return sql.list(
        "SELECT seen, records, ttl FROM parent_ds WHERE zone = ? ORDER BY id",
        row ->
            new ParentDs(
                Instant.parse(row.getString("seen")),
                new TreeSet<>(split(row.getString("records"), "\n")),
                row.getLong("ttl")),
        SqlText.name(zone));
  }
}
