package org.frontsigner.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.signing.SignatureKeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table token_signature. Who asks for a signature gets it also where it can't be kept: it is as
 * good, and is made anew after a restart. Thread-safe.
 */
final class SignatureRows implements SignatureKeep {
  private static final Logger LOG = LoggerFactory.getLogger(SignatureRows.class);

  private final Database database;

  SignatureRows(Database database) {
    this.database = database;
  }

  @Override
  public List<Kept> all() {
    return database.read(
        "reading the signatures of tokens",
        sql ->
            sql.list(
                "SELECT key_id, digest, owner, type, inception, expiration, signature"
                    + " FROM token_signature",
                SignatureRows::read));
  }

  private static Kept read(ResultSet row) throws SQLException {
    return new Kept(
        row.getLong("key_id"),
        row.getString("owner"),
        row.getInt("type"),
        Instant.parse(row.getString("inception")),
        Instant.parse(row.getString("expiration")),
        HexFormat.of().parseHex(row.getString("digest")),
        row.getBytes("signature"));
  }

  @Override
  public void add(Kept kept) {
    if (database.isStandby()) {
      return;
    }
    String digest = HexFormat.of().formatHex(kept.digest());
    try {
      database.write(
          "keeping a signature of key " + kept.keyId(),
          sql -> {
            sql.update(
                "DELETE FROM token_signature WHERE key_id = ? AND digest = ?",
                kept.keyId(),
                digest);
            return sql.update(
                "INSERT INTO token_signature"
                    + " (key_id, digest, owner, type, inception, expiration, signature)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                kept.keyId(),
                digest,
                kept.owner(),
                kept.type(),
                kept.inception().toString(),
                kept.expiration().toString(),
                kept.signature());
          });
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }

  @Override
  public void forgetExpired(Instant when) {
    if (database.isStandby()) {
      return;
    }
    try {
      database.write(
          "forgetting signatures that expired",
          sql -> sql.update("DELETE FROM token_signature WHERE expiration < ?", when.toString()));
    } catch (StoreFailed e) {
      LOG.error("{}", e.getMessage());
    }
  }
}
