package org.frontsigner.store.bind;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the rows of a key file, in one transaction. For one use. */
final class BindKeyRows {
  private static final Logger LOG = LoggerFactory.getLogger(BindKeyRows.class);

  private final Connection connection;
  private final Map<DomainName, List<ZoneKey>> keys = new HashMap<>();
  private final Map<DomainName, Map<String, List<String>>> metadata = new HashMap<>();
  private final Map<DomainName, String> unusable = new HashMap<>();

  BindKeyRows(Connection connection) {
    this.connection = connection;
  }

  /** A name as it stands in the file. */
  static String text(DomainName name) {
    String text = name.lowerCase().toText();
    return name.isRoot() ? "." : text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
  }

  Set<String> columns(String table) throws SQLException {
    return new HashSet<>(
        BindKeyFile.list(
            connection,
            "SELECT name FROM pragma_table_info('" + table + "')",
            row -> row.getString(1).toLowerCase(Locale.ROOT)));
  }

  long greatestId() throws SQLException {
    return BindKeyFile.first(connection, "SELECT MAX(id) FROM cryptokeys", row -> row.getLong(1))
        .orElse(0L);
  }

  KeyFileContents read() throws SQLException {
    readKeys();
    BindKeyFile.list(
        connection,
        "SELECT domain, kind, content FROM domainmetadata ORDER BY id",
        this::addMetadatum);
    Map<DomainName, KeptKeys> zones = new HashMap<>();
    Set<DomainName> names = new HashSet<>(keys.keySet());
    names.addAll(metadata.keySet());
    for (DomainName name : names) {
      zones.put(
          name,
          new KeptKeys(
              keys.getOrDefault(name, List.of()),
              new Metadata(metadata.getOrDefault(name, Map.of()))));
    }
    return new KeyFileContents(zones, unusable, tsigKeys());
  }

  /** Files that PowerDNS made before 4.4 have no column published. */
  private void readKeys() throws SQLException {
    String published = columns("cryptokeys").contains("published") ? "published" : "1";
    BindKeyFile.list(
        connection,
        "SELECT domain, id, flags, COALESCE(active, 0), COALESCE(%s, 1), content FROM cryptokeys"
                .formatted(published)
            + " ORDER BY id",
        this::addKey);
  }

  private boolean addKey(ResultSet row) throws SQLException {
    Optional<DomainName> zone = name(row.getString(1));
    if (zone.isEmpty()) {
      return false;
    }
    long id = row.getLong(2);
    int flags = row.getInt(3);
    try {
      if (flags != ZoneKey.ZONE_KEY && flags != ZoneKey.SECURE_ENTRY_POINT) {
        throw new IllegalArgumentException(
            "its flags are %d, and only 256 and 257 are possible".formatted(flags));
      }
      ZoneKey key =
          new ZoneKey(
              id,
              flags,
              row.getBoolean(4),
              row.getBoolean(5),
              KeyFile.parse(Optional.ofNullable(row.getString(6)).orElse("")));
      return keys.computeIfAbsent(zone.get(), name -> new ArrayList<>()).add(key);
    } catch (IllegalArgumentException e) {
      unusable.put(zone.get(), "key %d can't be used: %s".formatted(id, e.getMessage()));
      return false;
    }
  }

  private boolean addMetadatum(ResultSet row) throws SQLException {
    Optional<DomainName> zone = name(row.getString(1));
    String kind = row.getString(2);
    String value = Optional.ofNullable(row.getString(3)).orElse("");
    return zone.isPresent()
        && kind != null
        && !kind.equalsIgnoreCase(NamedConfMark.KIND)
        && metadata
            .computeIfAbsent(zone.get(), name -> new TreeMap<>())
            .computeIfAbsent(kind.toUpperCase(Locale.ROOT), each -> new ArrayList<>())
            .add(value);
  }

  private static Optional<DomainName> name(String text) {
    try {
      return Optional.of(DomainName.parse(text == null ? "" : text).lowerCase());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private List<TsigKey> tsigKeys() throws SQLException {
    if (columns("tsigkeys").isEmpty()) {
      return List.of();
    }
    List<TsigKey> all = new ArrayList<>();
    BindKeyFile.list(
        connection,
        "SELECT name, algorithm, secret FROM tsigkeys ORDER BY name, id",
        row -> addTsigKey(row, all));
    return all;
  }

  private static boolean addTsigKey(ResultSet row, List<TsigKey> into) throws SQLException {
    try {
      return into.add(TsigKey.parse(text(row, 1), text(row, 2), text(row, 3), true));
    } catch (IllegalArgumentException e) {
      LOG.warn("a TSIG key of the key file is not used: {}", e.getMessage());
      return false;
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).orElse("");
  }
}
