package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A row that somebody wrote, as PowerDNS has those of keys in tokens, is one zone's trouble. */
class UnusableKeyTest {
  private static final String OF_POWERDNS =
      "Private-key-format: v1.2\nAlgorithm: 8 (RSASHA256)\nEngine: softhsm2\nSlot: 0\nPIN: 1234\n"
          + "Label: zone-ksk\n";

  @TempDir private Path folder;

  @Test
  void a_zone_with_a_key_that_can_not_be_read_is_not_served_and_the_others_are()
      throws IOException, SQLException {
    Path zone =
        Files.writeString(
            folder.resolve("zone"),
            "@ 60 SOA a b 1 7200 3600 500000 300\n@ 60 NS a\na 60 A 192.0.2.1\n");
    try (InProcess daemon = InProcess.start(folder)) {
      for (String name : new String[] {"good.example", "bad.example"}) {
        daemon.good("load-zone", name, zone.toString());
        daemon.good("secure-zone", name);
      }
      daemon.change(
          "UPDATE cryptokeys SET checksum = NULL, content = '"
              + OF_POWERDNS
              + "' WHERE domain_id = (SELECT id FROM domains WHERE name = 'bad.example')");
      try (Stream<Path> files = Files.walk(daemon.data().resolve("keys"))) {
        for (Path file : files.filter(each -> each.toString().contains("bad.example")).toList()) {
          if (Files.isRegularFile(file)) {
            Files.delete(file);
          }
        }
      }
    }
    try (InProcess daemon = InProcess.start(folder)) {
      assertThat(daemon.good("list-all-zones").strip()).isEqualTo("good.example");
      assertThat(daemon.good("check-zone", "good.example")).contains(" 0 errors");
      assertThat(daemon.sql("SELECT name FROM domains")).hasSize(2);
      assertThat(daemon.sql("SELECT content FROM cryptokeys")).contains(OF_POWERDNS);
    }
  }
}
