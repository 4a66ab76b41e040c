package org.frontsigner.store;

import java.net.InetSocketAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.StoredZones;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneState;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/** Zones without their data: the tables domains, domainmetadata, cryptokeys and zone_state. */
final class ZoneRows {
  private static final String STATE =
      "has_data, primary_serial, served_serial, window_inception, confirmed, served_as";

  private final KeyRows keyRows;

  ZoneRows(KeyRows keyRows) {
    this.keyRows = keyRows;
  }

  /** The columns of a domains row, with its state. */
  private record Head(
      int id, DomainName name, ZoneType type, List<InetSocketAddress> primaries, ZoneState state) {}

  /**
   * A row, whether it can be used or not.
   *
   * @param head null where it can't
   */
  private record Row(int id, String name, Head head, String why) {
    static Row of(ResultSet row) throws SQLException {
      int id = row.getInt("id");
      String name = row.getString("name");
      try {
        return new Row(id, name, ZoneRows.head(row), "");
      } catch (IllegalArgumentException | DateTimeException e) {
        return new Row(id, name, null, e.getMessage());
      }
    }

    /** Names differ by more than capitals: of two rows the older one stands. */
    void add(Map<DomainName, Head> byName, List<StoredZones.Unusable> unusable) {
      if (head == null) {
        unusable.add(unusable(why));
      } else if (byName.containsKey(head.name())) {
        unusable.add(unusable("row " + byName.get(head.name()).id() + " has this name already"));
      } else {
        byName.put(head.name(), head);
      }
    }

    private StoredZones.Unusable unusable(String trouble) {
      return new StoredZones.Unusable(
          id,
          name,
          "zone %s: its row in the table domains or zone_state (id %d) can't be used: %s"
              .formatted(name, id, trouble));
    }
  }

  /** All zones. What can't be used of one keeps none of the others from it. */
  StoredZones read(Sql sql) throws SQLException {
    List<StoredZones.Unusable> unusable = new ArrayList<>();
    Map<DomainName, Head> byName = new LinkedHashMap<>();
    sql.forEach(
        "SELECT id, name, type, master, "
            + STATE
            + " FROM domains LEFT JOIN zone_state ON domain_id = id ORDER BY id",
        Row::of,
        row -> row.add(byName, unusable));
    Map<Integer, Map<String, List<String>>> metadata = metadata(sql);
    ConcurrentMap<Integer, String> withoutKey = new ConcurrentHashMap<>();
    Map<Integer, List<ZoneKey>> keys = keyRows.read(sql, names(byName.values()), withoutKey);
    List<StoredZone> usable = new ArrayList<>();
    for (Head head : byName.values()) {
      if (withoutKey.containsKey(head.id())) {
        unusable.add(unusable(head, withoutKey.get(head.id())));
      } else {
        usable.add(zone(head, metadata, keys));
      }
    }
    usable.sort(Comparator.comparing(zone -> zone.name().toText()));
    return new StoredZones(usable, unusable);
  }

  private static StoredZones.Unusable unusable(Head head, String why) {
    return new StoredZones.Unusable(head.id(), SqlText.name(head.name()), why);
  }

  private static Map<Integer, DomainName> names(Collection<Head> heads) {
    return heads.stream().collect(Collectors.toMap(Head::id, Head::name));
  }

  private static StoredZone zone(
      Head head,
      Map<Integer, Map<String, List<String>>> metadata,
      Map<Integer, List<ZoneKey>> keys) {
    ZoneSettings settings =
        new ZoneSettings(
            head.type(),
            head.primaries(),
            keys.getOrDefault(head.id(), List.of()),
            new Metadata(metadata.getOrDefault(head.id(), Map.of())));
    return new StoredZone(head.id(), head.name(), settings, head.state());
  }

  private static Head head(ResultSet row) throws SQLException {
    return new Head(
        row.getInt("id"),
        DomainName.parse(row.getString("name")).lowerCase(),
        type(row.getString("type")),
        primaries(row.getString("master")),
        state(row));
  }

  /** What others may have written: PowerDNS knows more kinds than we. */
  private static ZoneType type(String text) {
    return switch (text.toUpperCase(Locale.ROOT)) {
      case "SLAVE", "SECONDARY" -> ZoneType.SLAVE;
      default -> ZoneType.NATIVE;
    };
  }

  private static List<InetSocketAddress> primaries(String text) {
    if (text == null || text.isBlank()) {
      return List.of();
    }
    return Arrays.stream(text.strip().split("[,; \\t]+", -1)).map(Endpoint::parse).toList();
  }

  private static String text(List<InetSocketAddress> primaries) {
    return primaries.isEmpty()
        ? null
        : primaries.stream().map(Endpoint::print).collect(Collectors.joining(","));
  }

  private static ZoneState state(ResultSet row) throws SQLException {
    String inception = row.getString("window_inception");
    if (inception == null) {
      return ZoneState.NEW;
    }
    return new ZoneState(
        row.getBoolean("has_data"),
        row.getLong("primary_serial"),
        row.getLong("served_serial"),
        Instant.parse(inception),
        Instant.parse(row.getString("confirmed")),
        row.getString("served_as"));
  }

  private static Map<Integer, Map<String, List<String>>> metadata(Sql sql) throws SQLException {
    Map<Integer, Map<String, List<String>>> byZone = new HashMap<>();
    sql.list(
        "SELECT domain_id, kind, content FROM domainmetadata ORDER BY id",
        row ->
            byZone
                .computeIfAbsent(row.getInt(1), id -> new HashMap<>())
                .computeIfAbsent(row.getString(2), kind -> new ArrayList<>())
                .add(Optional.ofNullable(row.getString(3)).orElse("")));
    return byZone;
  }

  /** Makes the rows of a new zone; returns its id. */
  int insert(Sql sql, DomainName name, ZoneSettings settings, ZoneState state) throws SQLException {
    int id =
        (int)
            sql.insert(
                "INSERT INTO domains (name, type, master) VALUES (?, ?, ?)",
                SqlText.name(name),
                settings.type().name(),
                text(settings.primaries()));
    insertState(sql, id, state);
    insertMetadata(sql, id, settings.metadata());
    keyRows.change(sql, id, List.of(), settings.keys());
    return id;
  }

  private static void insertState(Sql sql, int id, ZoneState state) throws SQLException {
    sql.update(
        "INSERT INTO zone_state (domain_id, "
            + STATE
            + ", generation, chunk_rows, chunk_octets, differences, difference_octets,"
            + " difference_next) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 1)",
        id,
        state.hasData(),
        state.primarySerial(),
        state.servedSerial(),
        state.windowInception().toString(),
        state.confirmed().toString(),
        state.servedAs());
  }

  private static void insertMetadata(Sql sql, int id, Metadata metadata) throws SQLException {
    List<Object[]> rows = new ArrayList<>();
    metadata
        .byKind()
        .forEach(
            (kind, values) -> values.forEach(value -> rows.add(new Object[] {id, kind, value})));
    sql.batch("INSERT INTO domainmetadata (domain_id, kind, content) VALUES (?, ?, ?)", rows);
  }

  /** Writes what of the settings differs. */
  void change(Sql sql, int id, ZoneSettings before, ZoneSettings after) throws SQLException {
    if (before.type() != after.type() || !before.primaries().equals(after.primaries())) {
      sql.update(
          "UPDATE domains SET type = ?, master = ? WHERE id = ?",
          after.type().name(),
          text(after.primaries()),
          id);
    }
    if (!before.metadata().equals(after.metadata())) {
      sql.update("DELETE FROM domainmetadata WHERE domain_id = ?", id);
      insertMetadata(sql, id, after.metadata());
    }
    keyRows.change(sql, id, before.keys(), after.keys());
  }

  /**
   * Writes the state; returns whether the zone is there. A zone that others have put into the table
   * domains has no state yet.
   */
  boolean changeState(Sql sql, int id, ZoneState state) throws SQLException {
    int changed =
        sql.update(
            "UPDATE zone_state SET has_data = ?, primary_serial = ?, served_serial = ?,"
                + " window_inception = ?, confirmed = ?, served_as = ? WHERE domain_id = ?",
            state.hasData(),
            state.primarySerial(),
            state.servedSerial(),
            state.windowInception().toString(),
            state.confirmed().toString(),
            state.servedAs(),
            id);
    if (changed == 1) {
      return true;
    }
    boolean there =
        sql.first("SELECT id FROM domains WHERE id = ?", row -> row.getInt(1), id).isPresent();
    if (there) {
      insertState(sql, id, state);
    }
    return there;
  }

  /** Whether a zone of this name is there. */
  static boolean isThere(Sql sql, DomainName name) throws SQLException {
    return sql.first(
            "SELECT id FROM domains WHERE name = ?", row -> row.getInt(1), SqlText.name(name))
        .isPresent();
  }

  /** The zone goes; what is left of it is noted in removed_domain. Returns whether it was there. */
  static boolean delete(Sql sql, int id) throws SQLException {
    sql.update("DELETE FROM domainmetadata WHERE domain_id = ?", id);
    sql.update("DELETE FROM cryptokeys WHERE domain_id = ?", id);
    sql.update("DELETE FROM zone_state WHERE domain_id = ?", id);
    boolean there = sql.update("DELETE FROM domains WHERE id = ?", id) == 1;
    boolean noted =
        sql.first(
                "SELECT domain_id FROM removed_domain WHERE domain_id = ?",
                row -> row.getInt(1),
                id)
            .isPresent();
    if (!noted) {
      sql.update("INSERT INTO removed_domain (domain_id) VALUES (?)", id);
    }
    return there;
  }
}
