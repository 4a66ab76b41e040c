package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.frontsigner.api.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zones of a named.conf, with their keys in the main database or in a file of their own. */
class NamedZonesTest {
  private static final String ZONE = "written.example";
  private static final String HYBRID = "bind-hybrid: true";
  private static final String IN_FILE = "bind-dnssec-db: keys.sqlite3";

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    zoneFile("192.0.2.1");
    namedConf("zone \"%s\" { type primary; file \"z\"; };".formatted(ZONE));
  }

  private void zoneFile(String address) throws IOException {
    Files.writeString(
        folder.resolve("z"),
        "$TTL 60\n@ SOA ns hostmaster 7 60 60 60000 60\n@ NS ns\nns A %s\n".formatted(address));
  }

  private void namedConf(String text) throws IOException {
    Files.writeString(folder.resolve("named.conf"), text);
  }

  private InProcess start(String keys) throws IOException, SQLException {
    return InProcess.start(folder, "bind-config: named.conf", keys, "bind-check-seconds: 0");
  }

  private static String line(String text, String beginning) {
    return text.lines().filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
  }

  private static String serials(InProcess daemon) {
    return line(daemon.good("show-zone", ZONE), "Serial of the primary: ");
  }

  @Test
  void in_hybrid_mode_keys_are_in_the_main_database_and_stay_when_the_zone_goes() throws Exception {
    String ds;
    String serials;
    try (InProcess daemon = start(HYBRID)) {
      daemon.good("secure-zone", ZONE);
      daemon.good("set-nsec3", ZONE, "1 0 0 -");
      assertThat(daemon.sql("SELECT content FROM cryptokeys")).hasSize(1);
      assertThat(daemon.sql("SELECT id FROM records")).isEmpty();
      ds = daemon.good("export-zone-ds", ZONE);
      serials = serials(daemon);
    }
    namedConf("");
    try (InProcess daemon = start(HYBRID)) {
      assertThat(daemon.good("list-all-zones")).isEmpty();
      assertThat(daemon.run("create-zone", ZONE).err()).contains(ZONE);
      write();
      assertThat(daemon.good("rediscover")).contains("1 new: " + ZONE);
      assertThat(daemon.good("export-zone-ds", ZONE)).isEqualTo(ds);
      assertThat(serials(daemon)).isEqualTo(serials);
      assertThat(daemon.good("rediscover")).contains("0 new", "0 changed", "0 gone");
    }
  }

  @Test
  void keys_are_in_the_file_that_create_bind_db_made_and_nowhere_else() throws Exception {
    InProcess.program("create-bind-db", folder.resolve("keys.sqlite3").toString()).good();
    String serials;
    try (InProcess daemon = start(IN_FILE)) {
      daemon.good("secure-zone", ZONE);
      daemon.good("set-nsec3", ZONE, "1 0 0 -");
      daemon.good("import-tsig-key", "k", "hmac-sha256", "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0");
      daemon.good("activate-tsig-key", ZONE, "k", "primary");
      assertThat(daemon.sql("SELECT id FROM cryptokeys")).isEmpty();
      assertThat(daemon.sql("SELECT id FROM tsigkeys")).isEmpty();
      assertThat(daemon.sql("SELECT kind FROM domainmetadata"))
          .doesNotContain("NSEC3PARAM", "TSIG-ALLOW-AXFR")
          .contains("NAMED-CONF");
      assertThat(daemon.dump().toString()).doesNotContain("PrivateKey", "c2VjcmV0");
      serials = serials(daemon);
    }
    zoneFile("192.0.2.2");
    try (InProcess daemon = start(IN_FILE)) {
      String shown = daemon.good("show-zone", ZONE);
      assertThat(shown).contains("hashed NSEC3", "TSIG-ALLOW-AXFR\tk", "CSK");
      assertThat(serials(daemon)).isNotEqualTo(serials);
    }
    assertThatThrownBy(() -> start(HYBRID))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("was signed with keys of a file");
  }

  @Test
  void a_zone_that_verbs_made_is_not_taken_over() throws Exception {
    namedConf("");
    try (InProcess daemon = start(HYBRID)) {
      daemon.good("create-zone", ZONE);
      write();
      InProcess.Result result = daemon.run("rediscover");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err()).contains("named.conf:1:6: zone " + ZONE, "was made with verbs");
      assertThat(daemon.good("show-zone", ZONE)).doesNotContain("Written in");
      daemon.good("delete-zone", ZONE);
      assertThat(daemon.good("rediscover")).contains("1 new: " + ZONE);
      assertThat(daemon.good("show-zone", ZONE)).contains("Written in: ", "File: ");
    }
  }

  @Test
  void what_can_not_be_read_at_the_start_is_an_error_of_the_configuration() throws Exception {
    for (List<String> wrong :
        List.of(
            List.of("zone \"x\" { type primary; };", HYBRID, "named.conf:1:6: "),
            List.of("zone {", HYBRID, "named.conf:1:"),
            List.of("include \"nosuch\";", HYBRID, "nosuch"),
            List.of("", IN_FILE, "keys.sqlite3 is not there: make it with create-bind-db"))) {
      namedConf(wrong.get(0));
      assertThatThrownBy(() -> start(wrong.get(1)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(wrong.get(2))
          .extracting(problem -> ((Problem) problem).kind())
          .isEqualTo(Problem.Kind.USAGE);
      delete(folder.resolve("data"));
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.exists(directory)) {
      try (var files = Files.walk(directory)) {
        for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
