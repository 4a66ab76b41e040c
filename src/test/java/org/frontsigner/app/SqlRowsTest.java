package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table records of a secondary zone when somebody else has written to it. */
class SqlRowsTest {
  private static final String ZONE = "example.org";

  @TempDir private static Path folder;

  private static InProcess daemon;

  @BeforeAll
  static void start() throws IOException, SQLException {
    daemon = InProcess.start(folder);
    Path zone =
        Files.writeString(
            folder.resolve("zone"),
            """
            $TTL 3600
            @ SOA ns1 hostmaster 7 7200 3600 500000 300
            @ NS ns1
            ns1 A 192.0.2.1
            a.b TXT "text"
            sub NS ns1
            """);
    daemon.good("load-zone", ZONE, zone.toString());
    daemon.good("secure-zone", ZONE);
    daemon.good("set-nsec3", ZONE, "1 0 0 -");
    daemon.good("change-slave-zone-master", ZONE, "127.0.0.1:1");
    daemon.good("rectify-zone", ZONE);
  }

  @AfterAll
  static void stop() throws SQLException {
    daemon.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "UPDATE records SET auth = FALSE WHERE type = 'TXT' | auth of a row of TXT is false, and should be true",
        "UPDATE records SET auth = NULL WHERE type = 'A' | auth of a row of A is null, and should be true",
        "UPDATE records SET auth = TRUE WHERE name LIKE 'sub.%' | auth of a row of NS is true, and should be false",
        "UPDATE records SET ordername = NULL WHERE type = 'SOA' | ordername of a row of SOA is NULL",
        "UPDATE records SET ordername = 'b a' WHERE type = 'TXT' | ordername of a row of TXT is 'b a'",
        "UPDATE records SET content = '192.0.2.9' WHERE type = 'A' | a row of A is missing",
        "UPDATE records SET ttl = 60 WHERE type = 'TXT' | a row of TXT shows what the zone does not have",
        "DELETE FROM records WHERE type = 'NS' | a row of NS is missing",
        "DELETE FROM records WHERE type IS NULL | the row of the empty non-terminal is missing",
        "INSERT INTO records (domain_id, name, type, content, ttl) VALUES (1, 'x.example.org', 'A', '192.0.2.8', 60) | 1 rows are of names that the zone does not have"
      })
  void what_others_wrote_is_found_by_check_zone_and_put_right_by_rectify_zone(
      String statement, String found) {
    assertThat(daemon.change(statement)).isPositive();
    InProcess.Result damaged = daemon.run("check-zone", ZONE);
    assertThat(damaged.exit()).isEqualTo(1);
    assertThat(damaged.out()).contains("[Error] ", found, "rectify-zone puts it right");
    daemon.good("rectify-zone", ZONE);
    assertThat(daemon.good("check-zone", ZONE)).contains(" 0 errors").doesNotContain("[Error]");
  }
}
