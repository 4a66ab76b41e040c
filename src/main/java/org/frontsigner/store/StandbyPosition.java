package org.frontsigner.store;

import java.util.concurrent.atomic.AtomicBoolean;
import org.frontsigner.keeper.Followed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far a hot standby of PostgreSQL has come. Thread-safe. */
final class StandbyPosition implements Followed {
  private static final Logger LOG = LoggerFactory.getLogger(StandbyPosition.class);
  private static final String PROMOTED =
      "the database %s was promoted, and this frontsigner has only read it so far: restart it, and it writes";

  private final Database database;
  private final AtomicBoolean promoted = new AtomicBoolean();

  StandbyPosition(Database database) {
    this.database = database;
  }

  @Override
  public String reason() {
    return promoted.get() ? PROMOTED.formatted(database.url().shown()) : database.whyReadOnly();
  }

  /** Once the standby is promoted nobody else writes until this server is started anew. */
  @Override
  public String position() {
    String position =
        database.read(
            "asking how far it has come",
            sql ->
                sql.first(
                        "SELECT CASE WHEN pg_is_in_recovery()"
                            + " THEN COALESCE(pg_last_wal_replay_lsn()::text, '-') ELSE '' END",
                        row -> row.getString(1))
                    .orElse(""));
    if (position.isEmpty() && promoted.compareAndSet(false, true)) {
      LOG.warn(PROMOTED.formatted(database.url().shown()));
    }
    return position.isEmpty() ? "promoted" : position;
  }

  @Override
  public String dataVersion(int zoneId) {
    ZoneData.Held held =
        database.read("asking for a zone's data version", sql -> ZoneData.held(sql, zoneId));
    return held.generation() + "/" + held.differenceNext();
  }
}
