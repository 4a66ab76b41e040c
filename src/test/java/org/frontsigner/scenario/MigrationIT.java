package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.frontsigner.scenario.peer.PowerDnsSource;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

/** Zones, keys and settings move here from PowerDNS, and files become rows that it agrees with. */
class MigrationIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String ZONE = "corp.example";
  private static final List<String> QUESTIONS =
      List.of(
          "DNSKEY", "SOA", "NS", "www A", "nothing-here A", "a.b.c.nothing-here TXT", "mx1 AAAA");

  private static PowerDnsSource source;
  private static Frontsigner frontsigner;

  @BeforeAll
  static void sign_a_zone_there() {
    source = PowerDnsSource.configured(workspace, "pdns");
    source.pdnsutil("load-zone", ZONE, zoneFile(ZONE));
    source.pdnsutil("add-zone-key", ZONE, "ksk", "active", "2048", "rsasha256");
    source.pdnsutil("add-zone-key", ZONE, "zsk", "active", "1024", "rsasha256");
    source.pdnsutil("add-zone-key", ZONE, "zsk", "inactive", "1024", "rsasha256");
    source.sql(
        """
        BEGIN;
        UPDATE domains SET type = 'MASTER';
        INSERT INTO domainmetadata (domain_id, kind, content) VALUES
          (1, 'NSEC3PARAM', '1 0 1 ab'), (1, 'SOA-EDIT', 'INCEPTION-INCREMENT'),
          (1, 'SOA-EDIT-API', 'DEFAULT'), (1, 'TSIG-ALLOW-AXFR', 'moved');
        INSERT INTO tsigkeys (name, algorithm, secret)
          VALUES ('moved', 'hmac-sha256', 'c2VjcmV0c2VjcmV0');
        INSERT INTO domains (name, type, master) VALUES
          ('pulled.example', 'SLAVE', '127.0.0.1:5300'), ('computed.example', 'NATIVE', NULL);
        INSERT INTO records (domain_id, name, type, content, ttl, disabled) VALUES
          (1, 'off.corp.example', 'A', '192.0.2.9', 60, 1),
          (3, 'computed.example', 'ALIAS', 'corp.example', 60, 0);
        COMMIT;
        """);
    source.pdnsutil("rectify-zone", ZONE);
    source.start(ZoneData.name(ZONE));
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
  }

  private static Path zoneFile(String zone) {
    return TestZones.project().resolve("test-zones/" + zone + ".zone");
  }

  private static List<String> answer(Endpoint server, String question) {
    String[] words = (question.contains(" ") ? question : "@ " + question).split(" ", -1);
    String name = words[0].equals("@") ? ZONE : words[0] + "." + ZONE;
    return Dig.at(server)
        .ask(name, words[1], "+dnssec", "+noall", "+answer", "+authority", "+tcp")
        .succeeded()
        .lines()
        .stream()
        .map(line -> line.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  @Test
  void a_zone_that_is_live_signed_with_rsa_is_answered_alike_before_and_after() {
    Output plan = frontsigner.attempt("import-powerdns", "--dry-run", source.database());
    assertThat(plan.exit()).isEqualTo(1);
    assertThat(frontsigner.verb("list-all-zones")).doesNotContain(ZONE);
    assertDumpSaysTheSame(plan);
    Output moved = frontsigner.attempt("import-powerdns", source.database());
    assertThat(moved.exit()).isEqualTo(1);
    assertThat(moved.err())
        .contains(
            "corp.example: 1 records are disabled, and left out",
            "Metadata SOA-EDIT-API 'DEFAULT' is not taken over",
            "computed.example: refused: row ",
            "PowerDNS alone computes answers from it");
    assertThat(moved.out().replaceAll("is moved:|moved, ", "would be moved, "))
        .isEqualTo(plan.out().replaceAll("would be moved[:,] ?", "would be moved, "));
    for (String question : QUESTIONS) {
      assertThat(answer(frontsigner.dns(), question))
          .as(question)
          .isNotEmpty()
          .isEqualTo(answer(source.endpoint(), question));
    }
    assertThat(ds(frontsigner.verb("export-zone-ds", ZONE)))
        .isNotEmpty()
        .isEqualTo(ds(source.pdnsutil("export-zone-ds", ZONE).out()));
    assertThat(frontsigner.verb("list-tsig-keys")).contains("moved", "c2VjcmV0c2VjcmV0");
    assertThat(frontsigner.verb("show-zone", "pulled.example")).contains("127.0.0.1:5300");
    Output again = frontsigner.attempt("import-powerdns", source.database(), ZONE);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("corp.example: refused: it exists here already");
  }

  private static List<String> ds(String text) {
    return text.lines().map(line -> line.replaceAll("\\s*;.*", "")).toList();
  }

  /** Of a dump the same is planned as of the file. */
  private static void assertDumpSaysTheSame(Output ofFile) {
    try {
      Path dump = workspace.folder("dump").resolve("pdns.sql");
      Files.writeString(dump, source.sql(".dump"));
      Output ofDump = frontsigner.attempt("import-powerdns", "--dry-run", dump);
      assertThat(ofDump.out()).isEqualTo(ofFile.out());
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"occluded.example", "corner.example"})
  void rows_made_of_a_file_are_those_that_rectify_zone_would_make(String zone) throws IOException {
    PowerDnsSource target = PowerDnsSource.configured(workspace, "target-" + zone);
    Path sql = workspace.folder("sql").resolve(zone + ".sql");
    Output made =
        frontsigner
            .attempt(
                "zone2sql",
                "--dnssec",
                "--transactions",
                "--zone=" + zoneFile(zone),
                "--zone-name=" + zone)
            .succeeded();
    Files.writeString(sql, made.out());
    target.sql(".read " + sql);
    target.pdnsutil("secure-zone", zone);
    String query = "SELECT name, type, content, ordername, auth FROM records ORDER BY 1, 2, 3";
    String before = target.sql(query);
    target.pdnsutil("rectify-zone", zone);
    assertThat(before).isNotBlank().isEqualTo(target.sql(query));
    assertThat(before.lines().filter(line -> line.contains("||||")))
        .hasSameSizeAs(target.sql("SELECT id FROM records WHERE type IS NULL").lines().toList());
  }

  @Test
  void keys_of_the_bind_backend_are_kept_in_the_database_that_is_made_here() throws IOException {
    Path folder = workspace.folder("bind-backend");
    Path database = folder.resolve("keys.sqlite3");
    frontsigner.verb("create-bind-db", database);
    Files.writeString(
        folder.resolve("named.conf"),
        "zone \"%s\" { type master; file \"%s\"; };".formatted(ZONE, zoneFile(ZONE)));
    Files.writeString(
        folder.resolve("pdns.conf"),
        "launch=bind\nbind-config=%s/named.conf\nbind-dnssec-db=%s\n".formatted(folder, database));
    Command.of("pdnsutil", "--config-dir=" + folder, "secure-zone", ZONE).run().succeeded();
    assertThat(
            Command.of("sqlite3", database, "SELECT domain, flags, active FROM cryptokeys")
                .run()
                .succeeded()
                .text())
        .isEqualTo(ZONE + "|257|1");
    Output again = frontsigner.attempt("create-bind-db", database);
    assertThat(again.exit()).isEqualTo(1);
    assertThat(again.err()).contains("exists; nothing of it was changed");
    Output sql =
        frontsigner.attempt("zone2sql", "--named-conf=" + folder.resolve("named.conf")).succeeded();
    assertThat(sql.lines().get(0))
        .isEqualTo("INSERT INTO domains (name, type) VALUES ('" + ZONE + "', 'NATIVE');");
  }

  /** named.conf, zone2sql, PowerDNS' own tables, and here. */
  @Test
  void the_zones_of_a_named_conf_come_here_by_zone2sql_and_import_powerdns() throws IOException {
    Path folder = workspace.folder("chain");
    Path conf =
        Files.writeString(
            folder.resolve("named.conf"),
            """
            options { directory "%s"; };
            zone "file.chain.example" { type master; file "file.zone"; };
            zone "pulled.chain.example" { type slave; masters { 127.0.0.1 port 5300; }; };
            """
                .formatted(folder));
    ZoneData data = ZoneData.of("file.chain.example", 7, "www A 192.0.2.1", "a.b.c TXT x");
    data.write(folder.resolve("file.zone"));
    Output made =
        frontsigner
            .attempt("zone2sql", "--dnssec", "--slave", "--transactions", "--named-conf=" + conf)
            .succeeded();
    PowerDnsSource target = PowerDnsSource.configured(workspace, "chain-pdns");
    target.sql(".read " + Files.writeString(folder.resolve("zones.sql"), made.out()));
    Output moved = frontsigner.attempt("import-powerdns", target.database()).succeeded();
    assertThat(moved.out())
        .contains("file.chain.example is moved", "pulled.chain.example is moved", "2 moved");
    assertThat(Dig.at(frontsigner.dns()).data("www.file.chain.example", "A"))
        .containsExactly("192.0.2.1");
    assertThat(frontsigner.verb("list-zone", "file.chain.example").lines())
        .containsAll(List.of("$ORIGIN ."))
        .hasSize(1 + data.records().size());
    assertThat(frontsigner.verb("show-zone", "pulled.chain.example")).contains("127.0.0.1:5300");
  }

  /**
   * From a file PowerDNS takes NSEC records, from a transfer it does not: then whoever signed the
   * zone has to send it here.
   */
  @Test
  void a_zone_that_is_presigned_there_is_presigned_here() {
    String zone = "presigned.example";
    Name name = ZoneData.name(zone);
    Path keys = workspace.folder("presigned-keys");
    OfflineSigner signer =
        new OfflineSigner(
            keys, KeyFiles.makePair(keys, name, "ECDSAP256SHA256", 300), Times.aroundNow());
    ZoneData data = ZoneData.of(zone, 7, "www A 192.0.2.1");
    Path signed = signer.bindFile(data, Denial.NSEC);
    StaticServer primary =
        StaticServer.bindForAll(workspace, "presigned-primary", Map.of(name, signed));
    PowerDnsSource target = PowerDnsSource.configured(workspace, "presigned-pdns");
    target.pdnsutil("load-zone", zone, signed);
    target.pdnsutil("set-presigned", zone);
    frontsigner.attempt("import-powerdns", target.database()).succeeded();
    assertServedAsBy(primary, zone);
    frontsigner.verb("delete-zone", zone);
    target.sql("DELETE FROM records WHERE type = 'NSEC'");
    Output part = frontsigner.attempt("import-powerdns", target.database());
    assertThat(part.exit()).as(part.toString()).isEqualTo(1);
    assertThat(part.err()).contains("presigned.example: refused: ", "NSEC");
    assertThat(frontsigner.verb("list-all-zones")).doesNotContain(zone);
    target.sql(
        "UPDATE domains SET type = 'SLAVE', master = '" + primary.endpoint().withColon() + "'");
    frontsigner.attempt("import-powerdns", target.database()).succeeded();
    frontsigner.verb("retrieve", zone);
    assertServedAsBy(primary, zone);
  }

  private static void assertServedAsBy(StaticServer primary, String zone) {
    assertThat(frontsigner.verb("show-zone", zone)).contains("Zone is presigned");
    assertThat(Dig.at(frontsigner.dns()).data("www." + zone, "A", "+dnssec"))
        .hasSize(2)
        .isEqualTo(Dig.at(primary.endpoint()).data("www." + zone, "A", "+dnssec"));
  }
}
