package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.frontsigner.scenario.peer.BindPrimary;
import org.frontsigner.scenario.peer.PowerDnsBind;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Type;

/**
 * An operator of PowerDNS' bind backend comes with a named.conf, master files and a file of keys
 * that pdnsutil made, and goes on as before: in order, since each step begins where the last ended.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BindModeIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration SOON = Duration.ofSeconds(15);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final String MOVED = "corp.example";
  private static final String WRITTEN = "written.example";
  private static final String PULLED = "minimal.example";
  private static final String LATE = "late.example";
  private static final String SMALL_ZONE =
      """
      $TTL 300
      @ IN SOA ns hostmaster 7 3600 600 864000 300
      @ NS ns
      ns A 192.0.2.1
      $GENERATE 1-9 host$ A 192.0.2.$
      $INCLUDE more.inc
      """;
  private static final List<String> QUESTIONS =
      List.of("DNSKEY", "SOA", "www A", "nothing-here A", "a.b.c.nothing-here TXT", "mx1 AAAA");

  private static Path zones;
  private static PowerDnsBind powerDns;
  private static Frontsigner frontsigner;

  @BeforeAll
  static void write_a_named_conf_and_make_keys_with_pdnsutil() throws IOException {
    zones = workspace.folder("zones");
    Path moved = TestZones.project().resolve("test-zones/" + MOVED + ".zone");
    Path written = Files.writeString(zones.resolve("written.zone"), SMALL_ZONE);
    Files.writeString(zones.resolve("late.zone"), SMALL_ZONE);
    write("more.inc", "more TXT \"first\"\n");
    powerDns = PowerDnsBind.configured(workspace, "pdns", Map.of(MOVED, moved, WRITTEN, written));
    powerDns.pdnsutil("add-zone-key", MOVED, "ksk", "active", "2048", "rsasha256");
    powerDns.pdnsutil("add-zone-key", MOVED, "zsk", "active", "1024", "rsasha256");
    powerDns.pdnsutil("set-nsec3", MOVED, "1 0 1 ab");
    powerDns.pdnsutil("set-meta", MOVED, "SOA-EDIT", "INCEPTION-INCREMENT");
    BindPrimary primary =
        BindPrimary.start(
            workspace, "primary", PrimarySetup.silent(PULL, List.of(TestZones.named(PULLED))));
    write(
        "keys.conf",
        "key \"pull\" { algorithm hmac-sha256; secret \"%s\"; };\n".formatted(PULL.secret()));
    write(
        "options.conf",
        "options { directory \"%s\"; allow-transfer { none; }; };\n".formatted(zones));
    Endpoint from = primary.endpoint();
    write(
        "fixed.conf",
        """
        include "%1$s/options.conf"; include "%1$s/keys.conf";
        zone "%2$s" { type master; file "%3$s"; allow-transfer { key pull; }; };
        zone "%4$s" IN { type slave; masters { %5$s port %6$d key pull; }; allow-transfer { any; }; };
        """
            .formatted(zones, MOVED, moved, PULLED, from.host(), from.port()));
    write("named.conf", named(WRITTEN));
    frontsigner =
        Frontsigner.configured(
            workspace,
            "frontsigner",
            Settings.usual()
                .with(
                    "bind-config: " + zones.resolve("named.conf"),
                    "bind-dnssec-db: " + powerDns.database(),
                    "bind-check-seconds: 1"));
    frontsigner.start();
  }

  private static void write(String file, String text) throws IOException {
    Files.writeString(zones.resolve(file), text);
  }

  /** A named.conf with the zones that stay, and more. */
  private static String named(String... more) {
    StringBuilder text = new StringBuilder("include \"" + zones + "/fixed.conf\";\n");
    for (String zone : more) {
      String file = zone.substring(0, zone.indexOf('.')) + ".zone";
      text.append("zone \"%s\" { type primary; file \"%s\"; };\n".formatted(zone, file));
    }
    return text.toString();
  }

  private static List<String> answer(Endpoint server, String question) {
    String[] words = (question.contains(" ") ? question : "@ " + question).split(" ", -1);
    String name = words[0].equals("@") ? MOVED : words[0] + "." + MOVED;
    return Dig.at(server)
        .ask(name, words[1], "+dnssec", "+noall", "+answer", "+authority", "+tcp")
        .succeeded()
        .lines()
        .stream()
        .map(line -> line.replaceAll("\\s+", " ").toUpperCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static Dig dig() {
    return Dig.at(frontsigner.dns());
  }

  private static long serial(String zone) {
    String soa = dig().data(zone, "SOA").get(0);
    return Long.parseLong(soa.split(" ", -1)[2]);
  }

  private static List<String> more() {
    return dig().data("more." + WRITTEN, "TXT");
  }

  private static void await(String what, Daemon.Condition condition) {
    frontsigner.daemon().await(what, SOON, condition);
  }

  private static Output refused(Object... words) {
    Output output = frontsigner.attempt(words);
    assertThat(output.exit()).as(output.toString()).isEqualTo(1);
    return output;
  }

  @Test
  @Order(1)
  void keys_that_pdnsutil_made_sign_as_pdns_server_signs() {
    powerDns.start(ZoneData.name(MOVED));
    for (String question : QUESTIONS) {
      assertThat(answer(frontsigner.dns(), question))
          .as(question)
          .isNotEmpty()
          .isEqualTo(answer(powerDns.endpoint(), question));
    }
    powerDns.stop();
    assertThat(ds(frontsigner.verb("export-zone-ds", MOVED)))
        .isNotEmpty()
        .isEqualTo(ds(powerDns.pdnsutil("export-zone-ds", MOVED).out()));
  }

  private static List<String> ds(String text) {
    return text.lines().map(line -> line.replaceAll("\\s*;.*", "")).toList();
  }

  @Test
  @Order(2)
  void zones_are_pulled_and_handed_on_as_named_conf_says() {
    await("its first transfer", () -> !dig().data(PULLED, "SOA").isEmpty());
    assertThat(dig().transferOutcome(PULLED)).contains("XFR size: 4 ");
    assertThat(dig().transferOutcome(WRITTEN)).contains("Transfer failed");
    assertThat(dig().transferOutcome(MOVED)).contains("Transfer failed");
    assertThat(Dig.at(frontsigner.dns(), PULL).transferOutcome(MOVED)).contains("XFR size: ");
  }

  @Test
  @Order(3)
  void a_zone_that_is_secured_here_validates_and_pdnsutil_reads_its_keys() {
    frontsigner.verb("secure-zone", WRITTEN);
    String id = frontsigner.verb("add-zone-key", WRITTEN, "zsk", "inactive", "unpublished").strip();
    assertThat(powerDns.pdnsutil("list-keys", WRITTEN).out())
        .containsPattern("CSK +Act Pub +256 +ECDSAP256SHA256")
        .containsPattern("CSK +256 +ECDSAP256SHA256 +" + id + " ");
    List<DSRecord> anchors = new ArrayList<>(frontsigner.ds(WRITTEN));
    anchors.addAll(frontsigner.ds(MOVED));
    Unbound unbound =
        Unbound.start(
            workspace,
            "unbound",
            anchors,
            Map.of(
                ZoneData.name(WRITTEN), frontsigner.dns(),
                ZoneData.name(MOVED), frontsigner.dns()));
    for (String name :
        List.of("host7." + WRITTEN, "more." + WRITTEN, "www." + MOVED, "no." + MOVED)) {
      assertThat(unbound.judge(ZoneData.name(name), Type.A)).as(name).isEqualTo(Verdict.SECURE);
    }
    unbound.stop();
    assertThat(frontsigner.folder().resolve("data/keys").resolve(WRITTEN)).doesNotExist();
  }

  @Test
  @Order(4)
  void a_file_that_is_rewritten_is_served_by_itself_and_a_broken_one_is_not() throws IOException {
    long before = serial(WRITTEN);
    write("more.inc", "more TXT \"second\"\n");
    await("the new text", () -> more().equals(List.of("\"second\"")));
    long after = serial(WRITTEN);
    assertThat(after).isGreaterThan(before);
    write("more.inc", "more TXT \"third\"\nmore A 192.0.2.256\n");
    assertThat(refused("bind-reload-now", WRITTEN).err()).contains("more.inc:2: ");
    assertThat(frontsigner.verb("show-zone", WRITTEN)).contains("REFUSED: more.inc:2: ");
    assertThat(more()).containsExactly("\"second\"");
    assertThat(serial(WRITTEN)).isEqualTo(after);
    write("more.inc", "more TXT \"fourth\"\n");
    assertThat(frontsigner.verb("bind-reload-now", WRITTEN)).contains("serial 7, served as ");
    assertThat(more()).containsExactly("\"fourth\"");
    long last = serial(WRITTEN);
    assertThat(frontsigner.verb("bind-reload-now", WRITTEN)).contains("has the same records");
    assertThat(serial(WRITTEN)).isEqualTo(last);
    assertThat(frontsigner.daemon().logged("more.inc:2: ")).isEqualTo(1);
  }

  @Test
  @Order(5)
  void rediscover_takes_zones_lets_them_go_and_brings_them_back_with_their_keys()
      throws IOException {
    List<DSRecord> ds = frontsigner.ds(WRITTEN);
    long serial = serial(WRITTEN);
    write("named.conf", named(LATE));
    assertThat(frontsigner.verb("rediscover"))
        .contains("1 new: " + LATE, "0 changed", "1 gone: " + WRITTEN);
    assertThat(dig().status(WRITTEN, "SOA")).contains("REFUSED");
    assertThat(dig().data("host1." + LATE, "A")).containsExactly("192.0.2.1");
    write("named.conf", named(WRITTEN) + "zone \"broken\" { type primary; };\n");
    assertThat(refused("rediscover").err()).contains("named.conf:3:6: ", "stay as they are");
    assertThat(dig().data("host1." + LATE, "A")).containsExactly("192.0.2.1");
    write("named.conf", named(WRITTEN));
    assertThat(frontsigner.verb("rediscover")).contains("1 new: " + WRITTEN, "1 gone: " + LATE);
    assertThat(frontsigner.ds(WRITTEN)).isEqualTo(ds);
    assertThat(serial(WRITTEN)).isGreaterThanOrEqualTo(serial);
  }

  @Test
  @Order(6)
  void what_pdnsutil_changes_is_seen_at_rediscover_and_after_a_kill() throws IOException {
    long before = serial(WRITTEN);
    powerDns.pdnsutil("add-zone-key", WRITTEN, "zsk", "inactive", "ecdsa256");
    assertThat(frontsigner.verb("rediscover")).contains("1 changed: " + WRITTEN);
    assertThat(dig().data(WRITTEN, "DNSKEY")).hasSize(2);
    long changed = serial(WRITTEN);
    assertThat(changed).isGreaterThan(before);
    frontsigner.kill();
    powerDns.pdnsutil("add-zone-key", WRITTEN, "zsk", "inactive", "ecdsa256");
    write("more.inc", "more TXT \"while it was away\"\n");
    frontsigner.start();
    assertThat(dig().data(WRITTEN, "DNSKEY")).hasSize(3);
    assertThat(serial(WRITTEN)).isGreaterThan(changed);
    await("the new text", () -> more().equals(List.of("\"while it was away\"")));
    assertThat(dig().data(PULLED, "SOA")).isNotEmpty();
    assertThat(frontsigner.daemon().log()).doesNotContain(PULL.secret(), "PrivateKey");
  }

  @Test
  @Order(7)
  void what_named_conf_says_is_changed_there_alone() {
    for (List<String> words :
        List.of(
            List.of("delete-zone", WRITTEN),
            List.of("create-zone", WRITTEN),
            List.of("create-slave-zone", WRITTEN, "192.0.2.1"),
            List.of("change-slave-zone-master", PULLED, "192.0.2.1"),
            List.of("load-zone", WRITTEN, zones.resolve("written.zone").toString()))) {
      assertThat(refused(words.toArray()).err()).contains("is written in " + zones);
    }
    assertThat(refused("bind-reload-now", PULLED).err()).contains("has no file in a named.conf");
    assertThat(refused("delete-tsig-key", "pull").err()).contains("keys.conf:1:5");
    assertThat(refused("create-zone", LATE).err()).contains(LATE);
  }
}
