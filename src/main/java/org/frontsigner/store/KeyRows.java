package org.frontsigner.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table cryptokeys. A row whose content does not fit its checksum is not used: the key is taken
 * from its file then, so that no fault of a disk changes a key unseen.
 */
final class KeyRows {
  private static final Logger LOG = LoggerFactory.getLogger(KeyRows.class);

  private final KeyFiles files;
  private final Alarms alarms;

  KeyRows(KeyFiles files, Alarms alarms) {
    this.files = files;
    this.alarms = alarms;
  }

  private record Row(
      long id, int zone, int flags, boolean active, boolean published, String text, Long sum) {
    static Row of(ResultSet row) throws SQLException {
      long sum = row.getLong("checksum");
      Long checksum = row.wasNull() ? null : Long.valueOf(sum);
      return new Row(
          row.getLong("id"),
          row.getInt("domain_id"),
          row.getInt("flags"),
          row.getBoolean("active"),
          row.getBoolean("published"),
          row.getString("content"),
          checksum);
    }

    boolean isSound() {
      return text != null && (sum == null || sum == checksum(text));
    }

    /** Without the private key. */
    @Override
    public String toString() {
      return "key " + id;
    }
  }

  /**
   * The keys of all zones by the zone's id, in order of their ids.
   *
   * @param unusable takes the ids of zones that have a key which can't be used, and why: served
   *     without it, a zone might be bogus
   */
  Map<Integer, List<ZoneKey>> read(
      Sql sql, Map<Integer, DomainName> names, ConcurrentMap<Integer, String> unusable)
      throws SQLException {
    List<Row> rows =
        sql.list(
            "SELECT id, domain_id, flags, active, published, content, checksum FROM cryptokeys",
            Row::of);
    // To find the public key of a private one takes a tenth of a millisecond and more.
    return rows.parallelStream()
        .filter(row -> names.containsKey(row.zone()))
        .flatMap(row -> entry(row, names.get(row.zone()), unusable))
        .collect(Collectors.groupingBy(Map.Entry::getKey, HashMap::new, KEYS_IN_ORDER));
  }

  private static final java.util.stream.Collector<Map.Entry<Integer, ZoneKey>, ?, List<ZoneKey>>
      KEYS_IN_ORDER =
          Collectors.mapping(
              Map.Entry::getValue,
              Collectors.collectingAndThen(
                  Collectors.toList(),
                  keys -> keys.stream().sorted(Comparator.comparing(ZoneKey::id)).toList()));

  private Stream<Map.Entry<Integer, ZoneKey>> entry(
      Row row, DomainName zone, ConcurrentMap<Integer, String> unusable) {
    AlarmId missing = AlarmId.of(AlarmKind.KEY_MISSING, zone, row.toString());
    try {
      ZoneKey key = key(row, zone);
      alarms.clear(missing);
      return Stream.of(Map.entry(row.zone(), key));
    } catch (StoreFailed e) {
      alarms.raise(missing, "the zone is not served: " + e.getMessage() + ", and restart");
      unusable.put(row.zone(), e.getMessage());
      return Stream.empty();
    }
  }

  private ZoneKey key(Row row, DomainName zone) {
    String why = "its checksum does not fit";
    if (row.isSound()) {
      try {
        return new ZoneKey(
            row.id(), row.flags(), row.active(), row.published(), KeyFile.parse(row.text()));
      } catch (IllegalArgumentException e) {
        why = e.getMessage();
      }
    }
    LOG.error(
        "zone {}: key {} in the database can't be used ({}); its file is used instead",
        zone.toText(),
        row.id(),
        why);
    try {
      return files.read(zone, row.id());
    } catch (IOException e) {
      throw new StoreFailed(
          ("zone %s: neither the row nor the file of key %d can be read: %s; delete the row of"
                  + " cryptokeys, or write there what export-zone-key printed, and start again")
              .formatted(zone.toText(), row.id(), why),
          e);
    }
  }

  /** Writes what of a zone's keys differs. */
  void change(Sql sql, int zoneId, List<ZoneKey> before, List<ZoneKey> after) throws SQLException {
    Map<Long, ZoneKey> old = byId(before);
    for (ZoneKey key : after) {
      ZoneKey there = old.remove(key.id());
      if (there == null) {
        insert(sql, zoneId, key);
      } else if (!there.equals(key)) {
        update(sql, zoneId, key, there.material() != key.material());
      }
    }
    for (long id : old.keySet()) {
      sql.update("DELETE FROM cryptokeys WHERE id = ? AND domain_id = ?", id, zoneId);
    }
  }

  static Map<Long, ZoneKey> byId(List<ZoneKey> keys) {
    Map<Long, ZoneKey> byId = new HashMap<>();
    keys.forEach(key -> byId.put(key.id(), key));
    return byId;
  }

  private static void insert(Sql sql, int zoneId, ZoneKey key) throws SQLException {
    String text = KeyFile.print(key.material());
    sql.update(
        "INSERT INTO cryptokeys (id, domain_id, flags, active, published, content, checksum)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        key.id(),
        zoneId,
        key.flags(),
        key.active(),
        key.published(),
        text,
        checksum(text));
  }

  private static void update(Sql sql, int zoneId, ZoneKey key, boolean otherMaterial)
      throws SQLException {
    sql.update(
        "UPDATE cryptokeys SET flags = ?, active = ?, published = ? WHERE id = ? AND domain_id = ?",
        key.flags(),
        key.active(),
        key.published(),
        key.id(),
        zoneId);
    if (otherMaterial) {
      String text = KeyFile.print(key.material());
      sql.update(
          "UPDATE cryptokeys SET content = ?, checksum = ? WHERE id = ? AND domain_id = ?",
          text,
          checksum(text),
          key.id(),
          zoneId);
    }
  }

  private static long checksum(String text) {
    return DurableFile.checksum(text.getBytes(StandardCharsets.UTF_8));
  }
}
