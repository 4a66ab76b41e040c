package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.peer.Postgres;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Zones that others write with SQL, as PowerDNS' tools do: without auth, ordername and rows for
 * empty non-terminals.
 */
class NativeModeIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String ZONE = "native.example";
  private static Postgres postgres;
  private static Frontsigner frontsigner;

  @BeforeAll
  static void start() {
    postgres = Postgres.start(workspace, "postgres");
    frontsigner =
        Frontsigner.configured(workspace, "frontsigner", Settings.open().with(postgres.setting()))
            .start();
  }

  private static void insert(String name, String type, String content, int priority) {
    postgres.change(
        "INSERT INTO records (domain_id, name, type, content, ttl, prio) SELECT id, '%s', '%s', '%s', 3600, %d FROM domains WHERE name = '%s'"
            .formatted(name, type, content, priority, ZONE));
  }

  @Test
  void rowsOfOthersAreServedAndRectifiedAndValidate() {
    postgres.change("INSERT INTO domains (name, type) VALUES ('" + ZONE + "', 'NATIVE')");
    insert(ZONE, "SOA", "ns1." + ZONE + " hostmaster." + ZONE + " 7 10800 3600 600000 300", 0);
    insert("Native.Example", "NS", "ns1." + ZONE + ".", 0);
    insert("ns1." + ZONE, "A", "127.0.0.1", 0);
    insert(ZONE, "MX", "ns1." + ZONE, 25);
    insert("_sip._tcp." + ZONE, "SRV", "5 5060 ns1." + ZONE, 10);
    insert("a.b.c." + ZONE, "TXT", "\"it''s; \\\"quoted\\\" \\195\\164\"", 0);
    insert("*.wild." + ZONE, "A", "127.0.0.2", 0);
    insert("odd\\032name." + ZONE, "A", "127.0.0.3", 0);
    insert("sub." + ZONE, "NS", "ns.sub." + ZONE, 0);
    insert("ns.sub." + ZONE, "A", "127.0.0.4", 0);
    insert("off." + ZONE, "A", "127.0.0.9", 0);
    postgres.change("UPDATE records SET disabled = TRUE WHERE name LIKE 'off.%'");

    assertThat(frontsigner.verb("rectify-zone", ZONE)).contains("10 records", "serial 7");
    frontsigner.verb("secure-zone", ZONE);
    frontsigner.verb("rectify-zone", ZONE);

    assertThat(columns("sub.")).containsExactly("sub." + ZONE + "|NS|sub|f");
    assertThat(columns("ns.sub.")).containsExactly("ns.sub." + ZONE + "|A|null|f");
    assertThat(columns("a.b.c.")).containsExactly("a.b.c." + ZONE + "|TXT|c b a|t");
    assertThat(columns("b.c.")).containsExactly("b.c." + ZONE + "|null|null|t");
    assertThat(columns("off.")).hasSize(1);
    assertThat(frontsigner.verb("check-zone", ZONE)).contains(" 0 errors");
    assertThat(Dig.at(frontsigner.dns()).data(ZONE, "MX")).containsExactly("25 ns1." + ZONE + ".");
    assertThat(Dig.at(frontsigner.dns()).data("off." + ZONE, "A")).isEmpty();
    Unbound unbound =
        Unbound.start(
            workspace,
            "unbound",
            frontsigner.ds(ZONE),
            Map.of(ZoneData.name(ZONE), frontsigner.dns()));
    for (String name : List.of("a.b.c", "b.c", "not", "x.wild", "_sip._tcp", "odd\\032name")) {
      Name asked = ZoneData.name(name + "." + ZONE);
      assertThat(unbound.judge(asked, Type.TXT)).as(name).isEqualTo(Verdict.SECURE);
    }
    changedRowsAreTakenUpAndBadOnesAreNot();
    keysOfOthersAreTakenUp();
    aRestartServesWhatWasServed();
    newAndGoneZonesAreFound();
  }

  private static List<String> columns(String label) {
    return postgres.rows(
        "SELECT name, type, ordername, auth FROM records WHERE name = '%s%s' ORDER BY id"
            .formatted(label, ZONE));
  }

  private static long serial() {
    return Long.parseLong(Dig.at(frontsigner.dns()).data(ZONE, "SOA").get(0).split(" ", -1)[2]);
  }

  private void changedRowsAreTakenUpAndBadOnesAreNot() {
    long before = serial();
    insert("new." + ZONE, "A", "127.0.0.300", 0);
    Output refused = frontsigner.attempt("rectify-zone", ZONE);
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("row ", "new." + ZONE, "127.0.0.300", "served as it was");
    assertThat(serial()).isEqualTo(before);
    postgres.change("UPDATE records SET content = '127.0.0.30' WHERE name LIKE 'new.%'");
    assertThat(frontsigner.attempt("check-zone", ZONE).out()).contains("rectify-zone takes up");
    assertThat(Dig.at(frontsigner.dns()).data("new." + ZONE, "A")).isEmpty();
    assertThat(frontsigner.verb("rediscover")).contains("1 changed: " + ZONE);
    assertThat(Dig.at(frontsigner.dns()).data("new." + ZONE, "A")).containsExactly("127.0.0.30");
    assertThat(serial()).isGreaterThan(before);
    assertThat(columns("new.")).containsExactly("new." + ZONE + "|A|new|t");
  }

  private void keysOfOthersAreTakenUp() {
    long before = serial();
    postgres.change(
        "INSERT INTO domainmetadata (domain_id, kind, content) SELECT id, 'NSEC3PARAM', '1 0 0 -' FROM domains WHERE name = '%s'"
            .formatted(ZONE));
    assertThat(frontsigner.verb("rediscover")).contains("1 changed: " + ZONE);
    assertThat(serial()).isGreaterThan(before);
    assertThat(Dig.at(frontsigner.dns()).data(ZONE, "NSEC3PARAM")).containsExactly("1 0 0 -");
    frontsigner.verb("rectify-zone", ZONE);
    assertThat(columns("new.").get(0)).matches(".*\\|A\\|[0-9a-v]{32}\\|t");
  }

  private void aRestartServesWhatWasServed() {
    long before = serial();
    List<String> keys = Dig.at(frontsigner.dns()).data(ZONE, "DNSKEY");
    postgres.change("UPDATE records SET content = '127.0.0.31' WHERE name LIKE 'new.%'");
    frontsigner.kill();
    frontsigner.start();
    assertThat(serial()).isEqualTo(before);
    assertThat(Dig.at(frontsigner.dns()).data(ZONE, "DNSKEY")).isEqualTo(keys);
    assertThat(Dig.at(frontsigner.dns()).data("new." + ZONE, "A")).containsExactly("127.0.0.30");
  }

  private void newAndGoneZonesAreFound() {
    postgres.change("INSERT INTO domains (name, type) VALUES ('Other.Example', 'MASTER')");
    assertThat(frontsigner.verb("rediscover"))
        .contains("1 new: other.example", "1 changed: " + ZONE);
    assertThat(Dig.at(frontsigner.dns()).data("new." + ZONE, "A")).containsExactly("127.0.0.31");
    postgres.change("DELETE FROM domains WHERE name = 'Other.Example'");
    assertThat(frontsigner.verb("rediscover")).contains("1 gone: other.example");
    assertThat(Dig.at(frontsigner.dns()).status("other.example", "SOA")).contains("REFUSED");
  }
}
