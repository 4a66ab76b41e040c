package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.Postgres;
import org.frontsigner.scenario.peer.PostgresLine;
import org.frontsigner.scenario.peer.PostgresLine.Cut;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.Metrics;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * PostgreSQL as the database of a front-signer that pulls its zone: the server goes away and comes
 * back, the daemon is killed, connections are cut around a commit, and a second one wants in.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PostgresIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String ZONE = "pulled.example";
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());

  private static Postgres postgres;
  private static PostgresLine line;
  private static Frontsigner frontsigner;
  private static KnotPrimary primary;
  private static ZoneData data;

  @BeforeAll
  static void start() {
    postgres = Postgres.start(workspace, "postgres");
    line = PostgresLine.to(workspace, postgres.endpoint(), "UPDATE zone_state SET has_data");
    Settings settings =
        Settings.open()
            .with(
                postgres.setting(line.port()), "sql-records: false", "reproducible-signing: true");
    frontsigner = Frontsigner.configured(workspace, "frontsigner", settings).start();
    frontsigner.know(PULL);
    data = ZoneData.of(ZONE, 5, "www A 192.0.2.1", "*.wild TXT w", "a.b.c AAAA ::1");
    primary =
        KnotPrimary.start(
            workspace, "knot", PrimarySetup.of(PULL, List.of(data), frontsigner.dns()));
    frontsigner.pull(ZONE, PULL, primary.endpoint());
    frontsigner.verb("secure-zone", ZONE);
  }

  private static void replace(String... lines) {
    data = data.next(lines);
    primary.replace(data);
  }

  private static List<String> address(String name) {
    return Dig.at(frontsigner.dns()).data(name + "." + ZONE, "A");
  }

  private static void awaitAddress(String name, String address) {
    frontsigner
        .daemon()
        .await(name + " " + address, SOON, () -> address(name).equals(List.of(address)));
  }

  private static List<String> transfer() {
    return WireTransfer.from(frontsigner.dns(), ZoneData.name(ZONE)).records().stream()
        .map(Object::toString)
        .toList();
  }

  @Test
  @Order(1)
  void a_zone_is_pulled_whole_and_then_by_increments() {
    long wholes = primary.wholes(data.origin());
    assertThat(wholes).isPositive();
    replace("more A 192.0.2.2");
    awaitAddress("more", "192.0.2.2");
    assertThat(primary.increments(data.origin())).isPositive();
    assertThat(primary.wholes(data.origin())).isEqualTo(wholes);
    assertThat(frontsigner.verb("check-zone", ZONE)).contains(" 0 errors");
  }

  @Test
  @Order(2)
  void a_second_daemon_on_the_same_database_is_refused_and_told_by_whom() throws Exception {
    String port =
        postgres
            .rows(
                "SELECT client_port FROM pg_locks JOIN pg_stat_activity USING (pid)"
                    + " WHERE locktype = 'advisory' AND application_name = 'frontsigner'")
            .get(0);
    AutoCloseable stranger = postgres.lockOther();
    try {
      Output refused =
          Frontsigner.configured(workspace, "second", Settings.open().with(postgres.setting()))
              .launch("list-all-zones");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err())
          .contains("in use by another frontsigner", "connected from 127.0.0.1 port " + port + ":");
    } finally {
      stranger.close();
    }
  }

  @Test
  @Order(3)
  void while_the_server_is_away_answers_go_on_and_changes_are_refused_and_lose_nothing() {
    List<String> before = transfer();
    postgres.kill();
    Output refused = frontsigner.attempt("add-zone-key", ZONE, "zsk", "inactive");
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err()).contains("failed in the database jdbc:postgresql://127.0.0.1:");
    frontsigner
        .daemon()
        .await("an alarm", SOON, () -> frontsigner.daemon().logged("zones are served from") > 0);
    replace("late A 192.0.2.3");
    assertThat(transfer()).isEqualTo(before);
    assertThat(Metrics.at(frontsigner.http()).sum("zones", "state=\"ready\"")).isOne();
    postgres.start();
    frontsigner
        .daemon()
        .await("the server", SOON, () -> frontsigner.daemon().logged(" is back") > 0);
    frontsigner.verb("retrieve", ZONE);
    awaitAddress("late", "192.0.2.3");
    assertThat(frontsigner.verb("check-zone", ZONE)).contains(" 0 errors");
  }

  @ParameterizedTest
  @CsvSource({
    "AFTER_COMMIT, false, true",
    "BEFORE_COMMIT, false, false",
    "AFTER_COMMIT, true, true",
    "BEFORE_COMMIT, true, false"
  })
  @Order(4)
  void a_change_whose_commit_was_cut_is_served_if_and_only_if_it_is_stored(
      Cut cut, boolean staysDown, boolean stored) {
    int before = Dig.at(frontsigner.dns()).data(ZONE, "DNSKEY").size();
    String id = frontsigner.verb("add-zone-key", ZONE, "zsk", "inactive", "unpublished");
    String key = id.replaceAll("(?s)^.*?\\bkey (\\d+)\\b.*$", "$1");
    line.cutAt(cut, staysDown);
    Output published = frontsigner.attempt("publish-zone-key", ZONE, key);
    assertThat(line.wasCut()).isTrue();
    if (staysDown) {
      assertThat(published.err()).contains("whether the change is stored is not known yet");
      assertThat(frontsigner.attempt("add-zone-key", ZONE, "zsk").exit()).isEqualTo(1);
      line.mend();
      frontsigner.verb("set-meta", ZONE, "ALSO-NOTIFY", "127.0.0.1:1");
      frontsigner.verb("set-meta", ZONE, "ALSO-NOTIFY");
    } else {
      assertThat(published.exit()).isEqualTo(stored ? 0 : 1);
    }
    assertThat(Dig.at(frontsigner.dns()).data(ZONE, "DNSKEY")).hasSize(before + (stored ? 1 : 0));
    assertThat(postgres.rows("SELECT id FROM cryptokeys WHERE published AND id = " + key))
        .hasSize(stored ? 1 : 0);
    replace("cut" + key + " A 192.0.2.4");
    awaitAddress("cut" + key, "192.0.2.4");
    assertThat(frontsigner.verb("check-zone", ZONE)).contains(" 0 errors");
  }

  @Test
  @Order(5)
  void after_a_kill_the_same_is_served() {
    List<String> before = transfer();
    frontsigner.kill();
    frontsigner.start();
    assertThat(transfer()).isEqualTo(before);
    replace("last A 192.0.2.9");
    awaitAddress("last", "192.0.2.9");
  }
}
