package org.frontsigner.store.bind;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;

/**
 * Writes what of a zone's keys and settings differs, in one transaction. What the file has already
 * is no failure: others may have written it there. For one use.
 */
final class BindKeyChange {
  private final Connection connection;
  private final DomainName zone;
  private final String name;
  private final boolean hasPublished;

  BindKeyChange(Connection connection, DomainName zone) throws SQLException {
    this.connection = connection;
    this.zone = zone;
    this.name = BindKeyRows.text(zone);
    this.hasPublished = new BindKeyRows(connection).columns("cryptokeys").contains("published");
  }

  void change(KeptKeys before, KeptKeys after) throws SQLException {
    changeKeys(before.keys(), after.keys());
    Set<String> kinds = new HashSet<>(before.metadata().byKind().keySet());
    kinds.addAll(after.metadata().byKind().keySet());
    for (String kind : kinds) {
      List<String> values = after.metadata().values(kind);
      if (!before.metadata().values(kind).equals(values)) {
        run("DELETE FROM domainmetadata WHERE domain = ? AND kind = ?", name, kind);
        for (String value : values) {
          run(
              "INSERT INTO domainmetadata (domain, kind, content) VALUES (?, ?, ?)",
              name,
              kind,
              value);
        }
      }
    }
  }

  private void changeKeys(List<ZoneKey> before, List<ZoneKey> after) throws SQLException {
    Map<Long, ZoneKey> old = new HashMap<>();
    before.forEach(key -> old.put(key.id(), key));
    for (ZoneKey key : after) {
      ZoneKey there = old.remove(key.id());
      if (there == null) {
        put(key);
      } else if (!there.equals(key)) {
        update(key, there.material() != key.material());
      }
    }
    for (long id : old.keySet()) {
      run("DELETE FROM cryptokeys WHERE id = ? AND domain = ?", id, name);
    }
  }

  private void put(ZoneKey key) throws SQLException {
    Optional<String> owner =
        BindKeyFile.first(
            connection,
            "SELECT domain FROM cryptokeys WHERE id = ?",
            row -> row.getString(1),
            key.id());
    if (owner.isEmpty()) {
      run(
          "INSERT INTO cryptokeys (id, domain, flags, active, content) VALUES (?, ?, ?, ?, ?)",
          key.id(),
          name,
          key.flags(),
          key.active() ? 1 : 0,
          KeyFile.print(key.material()));
    } else if (!owner.get().equalsIgnoreCase(name)) {
      throw otherwise("has key %d for zone %s".formatted(key.id(), owner.get()));
    }
    update(key, false);
  }

  private void update(ZoneKey key, boolean hasOtherMaterial) throws SQLException {
    int changed =
        run(
            "UPDATE cryptokeys SET flags = ?, active = ? WHERE id = ? AND domain = ?",
            key.flags(),
            key.active() ? 1 : 0,
            key.id(),
            name);
    if (changed == 0) {
      throw otherwise("has key %d no more".formatted(key.id()));
    }
    if (hasOtherMaterial) {
      run(
          "UPDATE cryptokeys SET content = ? WHERE id = ? AND domain = ?",
          KeyFile.print(key.material()),
          key.id(),
          name);
    }
    if (hasPublished) {
      run(
          "UPDATE cryptokeys SET published = ? WHERE id = ? AND domain = ?",
          key.published() ? 1 : 0,
          key.id(),
          name);
    } else if (!key.published()) {
      throw new StoreFailed(
          ("zone %s: the key file has no place for keys that are not published; add it with"
                  + " ALTER TABLE cryptokeys ADD COLUMN published BOOL DEFAULT 1")
              .formatted(zone.toText()),
          null);
    }
  }

  private StoreFailed otherwise(String what) {
    return new StoreFailed(
        "zone %s: the key file %s, which others changed: use rediscover"
            .formatted(zone.toText(), what),
        null);
  }

  private int run(String statement, Object... values) throws SQLException {
    return BindKeyFile.run(connection, statement, values);
  }
}
