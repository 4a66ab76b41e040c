package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.Postgres;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.RawAnswer;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Two frontsigners on one replicated database, PostgreSQL with streaming replication: what they
 * answer is the same, octet for octet, and so is every transfer.
 */
class ReplicaIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration FOLLOWED_WITHIN = Duration.ofSeconds(5);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final List<String> ALGORITHMS = List.of("rsasha256", "ed25519", "ecdsa256");

  private final List<String> zones = new ArrayList<>();
  private Postgres primary;
  private Postgres standby;
  private Frontsigner first;
  private Frontsigner second;

  @Test
  void twoOnAReplicatedDatabaseGiveTheSameOctets() {
    primary = Postgres.start(workspace, "postgres");
    first = start("first", primary);
    first.know(PULL);
    pulledZone();
    ALGORITHMS.forEach(this::nativeZone);
    standby = primary.standby("standby");
    second = start("second", standby);
    assertSame();
    aChangeAtTheFirstIsSeenAtTheSecond();
    theSecondChangesNothingAndSaysWhy();
    bothValidate();
    aPromotedStandbyIsWrittenToAfterARestart();
  }

  private static Frontsigner start(String name, Postgres postgres) {
    return Frontsigner.configured(
            workspace, name, Settings.open().with(postgres.setting(), "reproducible-signing: true"))
        .start();
  }

  private void pulledZone() {
    ZoneData data =
        ZoneData.of("pulled.example", 5, "www A 127.0.0.1", "*.wild TXT w", "a.b.c AAAA ::1");
    KnotPrimary knot =
        KnotPrimary.start(workspace, "knot", PrimarySetup.of(PULL, List.of(data), first.dns()));
    first.pull(data.zone(), PULL, knot.endpoint());
    first.verb("secure-zone", data.zone());
    zones.add(data.zone());
  }

  private void nativeZone(String algorithm) {
    String zone = algorithm + ".example";
    primary.change(
        "INSERT INTO domains (name, type) VALUES ('" + zone + "', 'NATIVE')",
        row(zone, zone, "SOA", "ns1." + zone + " host." + zone + " 1 3600 600 600000 300"),
        row(zone, zone, "NS", "ns1." + zone),
        row(zone, "ns1." + zone, "A", "127.0.0.1"),
        row(zone, "*.wild." + zone, "TXT", "\"wild\""),
        row(zone, "www.a." + zone, "A", "127.0.0.2"));
    first.verb("rectify-zone", zone);
    first.verb("add-zone-key", zone, "ksk", "active", "published", algorithm);
    zones.add(zone);
  }

  private static String row(String zone, String name, String type, String content) {
    return "INSERT INTO records (domain_id, name, type, content, ttl) SELECT id, '%s', '%s', '%s', 300 FROM domains WHERE name = '%s'"
        .formatted(name, type, content, zone);
  }

  private void assertSame() {
    for (String zone : zones) {
      second
          .daemon()
          .await(zone + " as at the first", FOLLOWED_WITHIN, () -> isSame(zone, Type.SOA));
      for (String name : List.of("", "www.", "www.a.", "not.", "x.wild.", "wild.", "a.")) {
        for (int type : new int[] {Type.A, Type.TXT, Type.DNSKEY, Type.SOA, Type.NS}) {
          assertThat(isSame(name + zone, type)).as(name + zone + " " + type).isTrue();
        }
      }
      assertThat(transfer(second, zone)).isEqualTo(transfer(first, zone));
    }
  }

  private boolean isSame(String name, int type) {
    Name asked = ZoneData.name(name);
    byte[] one = RawAnswer.of(first.dns(), asked, type);
    byte[] other = RawAnswer.of(second.dns(), asked, type);
    return java.util.Arrays.equals(one, other);
  }

  private static List<String> transfer(Frontsigner server, String zone) {
    return WireTransfer.from(server.dns(), ZoneData.name(zone)).records().stream()
        .map(Object::toString)
        .toList();
  }

  private void aChangeAtTheFirstIsSeenAtTheSecond() {
    String zone = zones.get(1);
    primary.change(row(zone, "later." + zone, "A", "127.0.0.5"));
    first.verb("rectify-zone", zone);
    first.verb("add-zone-key", zones.get(2), "zsk", "inactive", "published");
    primary.change("INSERT INTO domains (name, type) VALUES ('added.example', 'NATIVE')");
    first.verb("rediscover");
    first.verb("delete-zone", zones.remove(3));
    nativeZone("ed448");
    assertSame();
    assertThat(RawAnswer.of(second.dns(), ZoneData.name("later." + zone), Type.A))
        .contains(127, 0, 0, 5);
    second.daemon().await("two zones less and more", FOLLOWED_WITHIN, this::listsAreSame);
  }

  private boolean listsAreSame() {
    return second.verb("list-all-zones").equals(first.verb("list-all-zones"));
  }

  private void theSecondChangesNothingAndSaysWhy() {
    for (String[] verb :
        List.of(
            new String[] {"rectify-zone", zones.get(0)},
            new String[] {"create-zone", "mine.example"},
            new String[] {"add-zone-key", zones.get(0), "zsk"},
            new String[] {"set-nsec3", zones.get(0), "1 0 0 -"},
            new String[] {"generate-tsig-key", "mine", "hmac-sha256"},
            new String[] {"delete-zone", zones.get(0)},
            new String[] {"retrieve", zones.get(0)})) {
      Output refused = second.attempt((Object[]) verb);
      assertThat(refused.exit()).as(verb[0]).isEqualTo(1);
      assertThat(refused.err()).as(verb[0]).contains("is a standby, which is only read");
    }
    aStandbyOfAnOlderReleaseIsToldByWhatItLacks();
    assertThat(second.folder().resolve("data/keys").toFile().list()).isNullOrEmpty();
    Output third =
        Frontsigner.configured(workspace, "third", Settings.open().with(primary.setting()))
            .launch("list-all-zones");
    assertThat(third.exit()).isEqualTo(1);
    assertThat(third.err()).contains("in use by another frontsigner");
    assertSame();
  }

  private void aStandbyOfAnOlderReleaseIsToldByWhatItLacks() {
    String newest = newest(primary);
    String other = "UPDATE flyway_schema_history SET version = '%s' WHERE version = '%s'";
    primary.change(other.formatted("0.5", newest));
    second
        .daemon()
        .await("it at the standby", FOLLOWED_WITHIN, () -> newest(standby).equals("0.5"));
    Output refused =
        Frontsigner.configured(workspace, "older", Settings.open().with(standby.setting()))
            .launch("list-all-zones");
    primary.change(other.formatted(newest, "0.5"));
    assertThat(refused.exit()).isEqualTo(1);
    assertThat(refused.err())
        .contains("without the tables of this release, of which V" + newest + " (");
  }

  private static String newest(Postgres postgres) {
    return postgres
        .rows("SELECT version FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1")
        .get(0);
  }

  private void bothValidate() {
    List<DSRecord> anchors = zones.stream().flatMap(zone -> first.ds(zone).stream()).toList();
    for (Frontsigner server : List.of(first, second)) {
      Map<Name, Endpoint> homes = new HashMap<>();
      zones.forEach(zone -> homes.put(ZoneData.name(zone), server.dns()));
      Unbound unbound = Unbound.start(workspace, "unbound-" + server, anchors, homes);
      for (String zone : zones) {
        for (String name : List.of("", "not.", "x.wild.", "www.a.")) {
          assertThat(unbound.judge(ZoneData.name(name + zone), Type.TXT)).isEqualTo(Verdict.SECURE);
        }
      }
      unbound.stop();
    }
  }

  private void aPromotedStandbyIsWrittenToAfterARestart() {
    first.stop();
    standby.promote();
    second
        .daemon()
        .await(
            "word of it",
            FOLLOWED_WITHIN,
            () -> second.daemon().log().contains("was promoted, and this frontsigner"));
    second.stop();
    second.start();
    second.verb("add-zone-key", zones.get(0), "zsk");
  }
}
