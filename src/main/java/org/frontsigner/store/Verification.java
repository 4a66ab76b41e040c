package org.frontsigner.store;

import java.sql.SQLException;
import java.util.List;

/** Reads a database through, to find out whether it can be read. */
final class Verification {
  private static final List<String> SMALL =
      List.of(
          "SELECT * FROM domains",
          "SELECT * FROM domainmetadata",
          "SELECT * FROM cryptokeys",
          "SELECT * FROM tsigkeys",
          "SELECT * FROM zone_state",
          "SELECT * FROM removed_domain");

  private static final List<String> LARGE =
      List.of(
          "SELECT * FROM records",
          "SELECT * FROM serial_ledger",
          "SELECT * FROM former_keys",
          "SELECT * FROM parent_ds",
          "SELECT domain_id, number, LENGTH(octets) FROM zone_difference",
          "SELECT domain_id, number, LENGTH(octets) FROM zone_chunk",
          "SELECT name FROM domains ORDER BY name",
          "SELECT name, type FROM records ORDER BY name, type",
          "SELECT domain_id, ordername FROM records ORDER BY domain_id, ordername",
          "SELECT zone, id FROM serial_ledger ORDER BY zone, id",
          "SELECT domain_id, number, part FROM zone_difference ORDER BY domain_id, number, part",
          "SELECT domain_id, generation, number, part FROM zone_chunk"
              + " ORDER BY domain_id, generation, number, part");

  private Verification() {}

  /** Reads what a start needs at once: all but the data of zones, records and the ledger. */
  static void ofSmallTables(Database database) {
    run(database, SMALL);
  }

  /** Reads every row and every index. */
  static void ofAll(Database database) {
    run(database, SMALL);
    run(database, LARGE);
  }

  private static void run(Database database, List<String> queries) {
    for (String query : queries) {
      database.read("reading it through", sql -> readAll(sql, query));
    }
  }

  private static int readAll(Sql sql, String query) throws SQLException {
    return sql.list(
            query,
            row -> {
              for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                row.getObject(column);
              }
              return Boolean.TRUE;
            })
        .size();
  }
}
