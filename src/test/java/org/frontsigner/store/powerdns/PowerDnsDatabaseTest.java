package org.frontsigner.store.powerdns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PowerDnsDatabaseTest {
  private static final String OF_SQLITE =
      """
      PRAGMA foreign_keys=OFF;
      BEGIN TRANSACTION;
      CREATE TABLE domains (
        id INTEGER PRIMARY KEY, name VARCHAR(255) NOT NULL COLLATE NOCASE, -- a comment
        master VARCHAR(128) DEFAULT NULL, type VARCHAR(8) NOT NULL, CHECK (id > 0));
      INSERT INTO domains VALUES(1,'b.example',NULL,'NATIVE');
      INSERT INTO domains VALUES(2,'a.example','192.0.2.1:5300, 2001:db8::1','slave');
      CREATE TABLE IF NOT EXISTS "records" (id INTEGER, domain_id INT, name TEXT, type TEXT,
        content TEXT, ttl INT, prio INT, disabled BOOLEAN DEFAULT 0, ordername TEXT, auth BOOL);
      INSERT INTO records VALUES(1,1,'b.example','SOA','ns h 1 2 3 4 5',NULL,NULL,0,'',1);
      INSERT INTO records VALUES(2,1,'x.b.example','TXT','"it''s \\\\ ; ( /* -- "',60,0,0,'x',1);
      INSERT INTO records VALUES(3,1,'off.b.example','A','192.0.2.1',60,0,1,'x',1);
      INSERT INTO records VALUES(4,1,'ent.b.example',NULL,NULL,NULL,NULL,0,NULL,1);
      CREATE TABLE cryptokeys (id INTEGER, domain_id INT, flags INT, active BOOL,
        published BOOL DEFAULT 1, content TEXT);
      INSERT INTO cryptokeys VALUES(9,1,256,0,1,replace(replace('a\\r\\nb','\\r',char(13)),'\\n',char(10)));
      INSERT INTO cryptokeys VALUES(7,1,257,1,0,unistr('v1.2\\u000aAlgorithm: 8\\\\'));
      CREATE TABLE domainmetadata (id INTEGER, domain_id INT, kind TEXT, content TEXT);
      INSERT INTO domainmetadata VALUES(1,1,'also-notify','192.0.2.7');
      INSERT INTO domainmetadata VALUES(2,1,'ALSO-NOTIFY','192.0.2.8');
      CREATE TABLE tsigkeys (id INTEGER, name TEXT, algorithm TEXT, secret TEXT);
      INSERT INTO tsigkeys VALUES(1,'k','hmac-sha256',X'41414141');
      CREATE INDEX i ON domains(name);
      COMMIT;
      """;

  private static final String OF_MYSQL =
      """
      -- MySQL dump 10.19
      /*!40101 SET NAMES utf8mb4 */;
      CREATE TABLE `comments` (`id` int, `comment` text);
      INSERT INTO `comments` VALUES (1,'it\\'s; INSERT INTO `domains` VALUES (5)');
      CREATE TABLE `domains` (`id` int(11) NOT NULL AUTO_INCREMENT, `name` varchar(255) NOT NULL,
        `master` varchar(128) DEFAULT NULL, `type` varchar(6) NOT NULL, PRIMARY KEY (`id`),
        UNIQUE KEY `name_index` (`name`)) ENGINE=InnoDB;
      LOCK TABLES `domains` WRITE;
      INSERT INTO `domains` VALUES (1,'b.example',NULL,'MASTER'),(2,'c.example',NULL,'NATIVE');
      CREATE TABLE `records` (`id` bigint, `domain_id` int, `name` varchar(255), `type` varchar(10),
        `content` varchar(64000), `ttl` int, `prio` int, `disabled` tinyint(1) DEFAULT 0);
      INSERT INTO `records` VALUES (2,1,'x.b.example','TXT','\\"it\\'s \\\\\\\\ ; ( /* -- \\"',60,0,0);
      """;

  private static final String OF_POSTGRESQL =
      """
      \\restrict abc
      SET standard_conforming_strings = on;
      CREATE TABLE public.domains (id integer NOT NULL, name character varying(255) NOT NULL,
        CONSTRAINT c_lowercase_name CHECK (((name)::text = lower((name)::text))));
      INSERT INTO public.domains (id, name, type, master) VALUES (1, 'b.example', 'NATIVE', NULL);
      INSERT INTO public.records (id, domain_id, name, type, content, ttl, prio, disabled) VALUES
        (2, 1, 'x.b.example', 'TXT', E'"it''s \\\\\\\\ ; ( /* -- "', 60, 0, false),
        (3, 1, 'off.b.example', 'A', '192.0.2.1'::text, 60, 0, true);
      """;

  @TempDir private Path folder;

  private PowerDnsDatabase open(String dump) throws IOException {
    return PowerDnsDatabase.open(Files.writeString(folder.resolve("dump.sql"), dump));
  }

  private static List<PowerDnsRecord> records(PowerDnsDatabase database, PowerDnsZone zone) {
    List<PowerDnsRecord> records = new ArrayList<>();
    database.records(zone, records::add);
    return records;
  }

  @Test
  void a_dump_of_sqlite_is_read_row_by_row() throws IOException {
    try (PowerDnsDatabase database = open(OF_SQLITE)) {
      assertSqlite(database);
    }
  }

  private static void assertSqlite(PowerDnsDatabase database) {
    List<PowerDnsZone> zones = database.zones();
    assertThat(zones)
        .containsExactly(
            new PowerDnsZone(2, "a.example", "SLAVE", List.of("192.0.2.1:5300", "2001:db8::1")),
            new PowerDnsZone(1, "b.example", "NATIVE", List.of()));
    PowerDnsZone zone = zones.get(1);
    assertThat(records(database, zone))
        .containsExactly(
            new PowerDnsRecord(1, "b.example", "SOA", "ns h 1 2 3 4 5", 3600, 0),
            new PowerDnsRecord(2, "x.b.example", "TXT", "\"it's \\\\ ; ( /* -- \"", 60, 0));
    assertThat(database.disabledCount(zone)).isEqualTo(1);
    assertThat(database.keys(zone))
        .containsExactly(
            new PowerDnsKey(7, 257, true, false, "v1.2\nAlgorithm: 8\\"),
            new PowerDnsKey(9, 256, false, true, "a\r\nb"));
    assertThat(database.metadata(zone))
        .isEqualTo(Map.of("ALSO-NOTIFY", List.of("192.0.2.7", "192.0.2.8")));
    assertThat(database.tsigKeys())
        .containsExactly(new PowerDnsTsigKey("k", "hmac-sha256", "AAAA"));
    assertThat(database.keys(zone).toString() + database.tsigKeys()).doesNotContain("v1.2", "AAAA");
  }

  @ParameterizedTest
  @ValueSource(strings = {OF_MYSQL, OF_POSTGRESQL})
  void dumps_of_other_databases_are_read_as_they_quote(String dump) throws IOException {
    try (PowerDnsDatabase database = open(dump)) {
      PowerDnsZone zone = database.zones().get(0);
      assertThat(zone.name()).isEqualTo("b.example");
      assertThat(zone.isKept()).isTrue();
      assertThat(records(database, zone))
          .containsExactly(
              new PowerDnsRecord(2, "x.b.example", "TXT", "\"it's \\\\ ; ( /* -- \"", 60, 0));
      assertThat(database.keys(zone)).isEmpty();
    }
  }

  @Test
  void a_sqlite_file_is_read_and_not_changed_while_another_has_it_open() throws Exception {
    Path file = folder.resolve("pdns.sqlite3");
    try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.executeUpdate(
          "CREATE TABLE domains (id INTEGER, name TEXT, master TEXT, type TEXT)");
      statement.executeUpdate(
          "CREATE TABLE records (id INTEGER, domain_id INT, name TEXT, type TEXT, content TEXT,"
              + " ttl INT, prio INT)");
      statement.executeUpdate("INSERT INTO domains VALUES (1, 'old.example', NULL, 'NATIVE')");
      statement.executeUpdate(
          "INSERT INTO records VALUES (1, 1, 'old.example', 'NS', 'ns.example', 5, NULL)");
      byte[] before = Files.readAllBytes(file);
      try (PowerDnsDatabase database = PowerDnsDatabase.open(file)) {
        PowerDnsZone zone = database.zones().get(0);
        assertThat(records(database, zone)).hasSize(1);
        assertThat(database.disabledCount(zone)).isZero();
        assertThat(database.keys(zone)).isEmpty();
        assertThat(database.metadata(zone)).isEmpty();
        assertThat(database.tsigKeys()).isEmpty();
      }
      assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "hello|is neither a SQLite file nor an SQL dump with rows of the table domains",
        "COPY public.domains (id) FROM stdin;|:1: the rows are in COPY statements: make the dump with 'pg_dump --inserts'",
        "INSERT INTO domains VALUES (1);|:1: the rows of domains come without columns, and no CREATE TABLE is before them",
        "INSERT INTO domains (id, name) VALUES (1);|:1: a row has 1 values, and the table 2 columns",
        "INSERT INTO domains (id) SELECT 1;|:1: expected VALUES, found 'SELECT'",
        "INSERT INTO domains (id) VALUES (secret(1));|:1: the function secret of 1 values is not known",
        "INSERT INTO domains (id) VALUES ('a;|:1: the text in quotes that begins here does not end",
        "/* x|:1: the comment that begins here does not end",
        "INSERT INTO domains (id) VALUES (1) 'x';|:1: expected ';', found a text",
      })
  void what_is_no_dump_is_refused_with_its_line(String dump, String message) {
    assertThatThrownBy(() -> open(dump))
        .isInstanceOf(PowerDnsUnreadable.class)
        .hasMessageContaining(message);
  }

  @Test
  void more_rows_than_allowed_and_missing_files_are_refused() throws IOException {
    Path file = Files.writeString(folder.resolve("d"), OF_SQLITE);
    assertThatThrownBy(() -> PowerDnsDatabase.open(file, 3))
        .hasMessageContaining("more than the 3 rows that are allowed");
    assertThatThrownBy(() -> PowerDnsDatabase.open(folder.resolve("no")))
        .hasMessageContaining("there is no such file");
    assertThatThrownBy(() -> PowerDnsDatabase.open(folder)).isInstanceOf(PowerDnsUnreadable.class);
  }

  @Test
  void mutants_of_dumps_are_read_or_refused_and_nothing_else() throws IOException {
    Random random = new Random(7);
    for (String dump : List.of(OF_SQLITE, OF_MYSQL, OF_POSTGRESQL)) {
      for (int i = 0; i < 150; i++) {
        StringBuilder text = new StringBuilder(dump);
        for (int change = 0; change <= random.nextInt(4); change++) {
          int at = random.nextInt(text.length() - 20);
          switch (random.nextInt(3)) {
            case 0 -> text.delete(at, at + random.nextInt(20));
            case 1 -> text.insert(at, "();,'\"`\\-/*".charAt(random.nextInt(11)));
            default -> text.setCharAt(at, (char) random.nextInt(300));
          }
        }
        readOrRefuse(text.toString());
      }
    }
  }

  private void readOrRefuse(String dump) throws IOException {
    try (PowerDnsDatabase database = open(dump)) {
      assertThat(database.zones()).isNotEmpty();
    } catch (PowerDnsUnreadable refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  @Test
  void the_database_for_keys_of_a_named_conf_is_its_owners_alone_and_no_source_of_zones()
      throws IOException, SQLException {
    Path file = folder.resolve("keys.sqlite3");
    BindDnssecDatabase.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> BindDnssecDatabase.create(file))
        .isInstanceOf(PowerDnsUnreadable.class)
        .hasMessageContaining("exists; nothing of it was changed");
    assertThatThrownBy(() -> BindDnssecDatabase.create(folder.resolve("no/keys")))
        .hasMessageContaining("there is no such directory");
    assertThatThrownBy(() -> PowerDnsDatabase.open(file))
        .hasMessageContaining("it has keys and metadata alone, as a bind-dnssec-db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.executeUpdate("INSERT INTO cryptokeys (domain, flags) VALUES ('x', 257)"))
          .isEqualTo(1);
    }
  }
}
