package org.frontsigner.app.migration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.Problem;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.app.Program;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.cli.Output;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the verbs of moving ask of the others, and what they say when they are used wrongly. */
class MigrationVerbsTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private RecordingAdmin admin = answering("");

  /** An admin that can do everything but one thing. */
  private static RecordingAdmin answering(String refused) {
    return new RecordingAdmin(
        method -> {
          if (method.getName().equals(refused)) {
            throw Problem.failed("It is refused", "");
          }
          return switch (method.getName()) {
            case "listAllZones" -> List.of();
            case "importZoneKey" -> new KeyAdded("x.", 5, 0, List.of(), List.of());
            default -> Done.of("done");
          };
        });
  }

  @BeforeEach
  void write_files() throws IOException {
    Files.writeString(folder.resolve("f.yaml"), "data-dir: " + folder.resolve("d") + "\n");
    Files.createDirectory(folder.resolve("d"));
    Files.writeString(folder.resolve("not.sql"), "no dump");
    Files.writeString(folder.resolve("half.zone"), "@ 60 IN A 192.0.2.1\n");
    Files.writeString(folder.resolve("nameless.zone"), "@ 60 SOA a b 1 2 3 4 5\n@ 60 NS a\n");
    Files.writeString(folder.resolve("bad.zone"), "@ 60 IN A 192.0.2.300\n");
    Files.writeString(folder.resolve("view.conf"), "view v { };");
    Files.writeString(
        folder.resolve("slave.conf"), "zone a { type slave; masters { 192.0.2.1; }; };");
  }

  private int run(String words) {
    List<String> all =
        Stream.of(("-c F/f.yaml " + words).split(" ", -1))
            .map(word -> word.replace("F/", folder + "/"))
            .toList();
    return new Program(
            configuration -> 1,
            configuration ->
                new AdminAccess.Session() {
                  @Override
                  public Admin admin() {
                    return admin.admin();
                  }

                  @Override
                  public void close() {}
                },
            new Output(new PrintWriter(out), new PrintWriter(err)))
        .run(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "import-powerdns|2|FILE",
        "import-powerdns F/no.sqlite3|1|no.sqlite3: there is no such file",
        "import-powerdns F/not.sql|1|not.sql is neither a SQLite file nor an SQL dump",
        "import-powerdns F/d|1|d can't be read",
        "import-powerdns --dry F/not.sql|2|--dry",
        "import-powerdns F/pdns.sqlite3 nosuch.example|1|has no zone nosuch.example",
        "create-bind-db|2|FILE",
        "create-bind-db F/not.sql|1|not.sql exists; nothing of it was changed",
        "create-bind-db F/no/db|1|can't be made: there is no such directory",
        "create-bind-db F/a F/b|2|b",
        "zone2sql|2|--named-conf",
        "zone2sql --zone=F/no.zone|1|no.zone: there is no such file",
        "zone2sql --zone=F/half.zone --zone-name=a|1|half.zone: zone a is refused by rule no-soa",
        "zone2sql --zone=F/half.zone|1|half.zone: there is no SOA record in it",
        "zone2sql --zone=F/nameless.zone|1|give --zone-name",
        "zone2sql --zone=F/bad.zone --zone-name=a|1|bad.zone:1: ",
        "zone2sql --zone=F/bad.zone --zone-name=a..b|2|'a..b' is no name of a zone",
        "zone2sql --zone=F/bad.zone --gsqlite --gmysql|2|mutually exclusive",
        "zone2sql --zone=F/bad.zone --slave|2|--slave needs --named-conf",
        "zone2sql --zone=F/bad.zone --json-comments|2|--json-comments can only be no",
        "zone2sql --zone=F/nameless.zone --zone-name=a --dnssec=maybe|2|--dnssec is yes or no, not 'maybe'",
        "zone2sql --zone=F/bad.zone --json|2|has no --json",
        "zone2sql --named-conf=F/no.conf|1|no.conf' can't be read",
        "zone2sql --named-conf=F/view.conf|1|view.conf:1:1: views are not supported",
        "zone2sql --named-conf=F/slave.conf|1|the slave zone 'a' has no file to read",
        "zone2sql --named-conf=F/slave.conf --zone-name=a|2|--zone-name needs --zone",
      })
  void a_wrong_use_is_told_with_its_value_and_changes_nothing(
      String words, int code, String message) throws SQLException {
    database("MASTER", "");
    assertThat(run(words)).as(err.toString()).isEqualTo(code);
    assertThat(err.toString()).contains(message).doesNotContain("\tat ");
    assertThat(out.toString()).doesNotContain("INSERT");
    assertThat(admin.asked()).isEmpty();
  }

  private void database(String type, String key) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pdns.sqlite3"));
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE domains (id INTEGER, name, master, type)");
      statement.executeUpdate(
          "CREATE TABLE records (id INTEGER, domain_id INT, name, type, content, ttl, prio)");
      statement.executeUpdate(
          "CREATE TABLE domainmetadata (id INTEGER, domain_id INT, kind, content)");
      statement.executeUpdate(
          "CREATE TABLE cryptokeys (id INTEGER, domain_id INT, flags INT, active, content)");
      statement.executeUpdate(
          "INSERT INTO domains VALUES (1, 'x.example', '192.0.2.1 2001:db8::1', '" + type + "')");
      statement.executeUpdate(
          "INSERT INTO records VALUES (1, 1, 'x.example', 'SOA', 'n.example h.example 7', 9, 0),"
              + " (2, 1, 'x.example', 'MX', 'a.example', NULL, 10),"
              + " (3, 1, 'caf\u00e9.x.example', 'TXT', '\"\u00e9\"', 9, 0)");
      statement.executeUpdate("INSERT INTO domainmetadata VALUES (1, 1, 'NSEC3PARAM', '1 0 0 -')");
      statement.executeUpdate("INSERT INTO domainmetadata VALUES (2, 1, 'X-OWN', 'free')");
      if (!key.isEmpty()) {
        statement.executeUpdate("INSERT INTO cryptokeys VALUES (3, 1, 257, 1, '" + key + "')");
      }
    }
  }

  private List<String> methods() {
    return admin.asked().stream().map(RecordingAdmin.Asked::method).toList();
  }

  private static String key() {
    return KeyFile.print(
        new KeyMaker(new java.security.SecureRandom()).make(Algorithm.ED25519, 256));
  }

  @Test
  void settings_and_keys_come_before_the_data() throws SQLException {
    database("MASTER", key());
    assertThat(run("import-powerdns F/pdns.sqlite3")).as(err.toString()).isZero();
    assertThat(methods())
        .containsExactly(
            "listAllZones", "createZone", "setMeta", "setMeta", "importZoneKey", "loadZone");
    String text = admin.asked().get(5).arguments().get(2).toString();
    assertThat(text.lines())
        .containsExactly(
            "x.example.\t9\tIN\tSOA\tn.example. h.example. 7 10800 3600 604800 3600",
            "x.example.\t3600\tIN\tMX\t10 a.example.",
            "caf\\195\\169.x.example.\t9\tIN\tTXT\t\"\\195\\169\"");
  }

  @Test
  void a_zone_that_is_pulled_has_its_keys_before_its_primaries() throws SQLException {
    database("SLAVE", key());
    assertThat(run("import-powerdns F/pdns.sqlite3 X.Example.")).as(err.toString()).isZero();
    assertThat(methods())
        .endsWith("importZoneKey", "changeSlaveZoneMaster")
        .doesNotContain("loadZone");
    assertThat(admin.asked().get(5).arguments())
        .isEqualTo(List.of("x.example", List.of("192.0.2.1", "2001:db8::1")));
  }

  @Test
  void a_zone_that_can_not_be_moved_whole_is_removed_again() throws SQLException {
    database("NATIVE", key());
    admin = answering("loadZone");
    assertThat(run("import-powerdns F/pdns.sqlite3")).isEqualTo(1);
    assertThat(methods()).endsWith("loadZone", "deleteZone");
    assertThat(err.toString()).contains("x.example: refused: It is refused");
    admin = answering("setMeta");
    assertThat(run("import-powerdns F/pdns.sqlite3")).isEqualTo(1);
    assertThat(methods()).endsWith("createZone", "setMeta", "deleteZone");
    admin = answering("createZone");
    assertThat(run("import-powerdns F/pdns.sqlite3")).isEqualTo(1);
    assertThat(methods()).endsWith("createZone");
  }

  @Test
  void a_key_that_is_none_refuses_the_zone_before_anything_is_done_and_is_not_shown()
      throws SQLException {
    database("NATIVE", "Private-key-format: v1.2 hush");
    assertThat(run("import-powerdns F/pdns.sqlite3")).isEqualTo(1);
    assertThat(methods()).containsExactly("listAllZones");
    assertThat(err.toString())
        .contains("x.example: refused: key 3 can't be used")
        .doesNotContain("hush");
  }

  @Test
  void a_dry_run_changes_nothing() throws SQLException {
    database("NATIVE", key());
    assertThat(run("import-powerdns --dry-run F/pdns.sqlite3")).as(err.toString()).isZero();
    assertThat(methods()).containsExactly("listAllZones");
    assertThat(out.toString())
        .contains("x.example would be moved:", "native, 3 records", "ED25519, active, published");
  }
}
