package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.frontsigner.scenario.peer.KnotParent;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.CDNSKEYRecord;
import org.xbill.DNS.CDSRecord;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A signed zone moves from this operator to another one, who signs with BIND's dnssec-signzone and
 * serves with named: each has the other's keys in its DNSKEY set (direct-dnskey), the parent, which
 * is Knot, gets the DS of both and then of the other alone, and a resolver with a cache that asks
 * the one or the other is never without a chain.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DirectDnskeyIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String PARENT = "parent.example.";
  private static final String CHILD = "shared";
  private static final String ZONE = CHILD + "." + PARENT;
  private static final Name NAME = ZoneData.name(ZONE);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long PARENT_TTL_SECONDS = 1;
  private static final int HOSTS = 40;

  private static KnotParent parent;
  private static StaticServer primary;
  private static StaticServer other;
  private static Frontsigner frontsigner;
  private static Unbound unbound;
  private static List<KeyFiles> otherKeys;
  private static String own;

  @BeforeAll
  static void start() {
    Path folder = workspace.folder("other-keys");
    otherKeys = KeyFiles.makePair(folder, NAME, "ECDSAP256SHA256", 300);
    primary = StaticServer.bindForAll(workspace, "primary", List.of(shared()));
    parent = KnotParent.start(workspace, ZoneData.name(PARENT), PARENT_TTL_SECONDS, List.of(CHILD));
    frontsigner =
        Frontsigner.configured(
                workspace, "frontsigner", Settings.open().with("direct-dnskey: true"))
            .start();
    frontsigner.create(ZONE, primary.endpoint());
    own = frontsigner.verb("add-zone-key", ZONE, "ksk", "active");
    frontsigner.verb("retrieve", ZONE);
    other = StaticServer.bind(workspace, "other", Map.of(NAME, signedByOther(folder)));
    unbound =
        Unbound.startForMany(
            workspace,
            "unbound",
            parent.anchors(),
            Map.of(
                ZoneData.name(PARENT),
                List.of(parent.endpoint()),
                NAME,
                List.of(frontsigner.dns(), other.endpoint())));
  }

  private static ZoneData data() {
    String[] hosts =
        IntStream.range(0, HOSTS).mapToObj("n%d A 192.0.2.1"::formatted).toArray(String[]::new);
    return ZoneData.of(ZONE, 1, hosts);
  }

  private static DNSKEYRecord otherKsk() {
    return otherKeys.get(0).dnskey(NAME);
  }

  /** The unsigned zone as the hidden primary has it: the other operator's keys are in it. */
  private static ZoneData shared() {
    DNSKEYRecord ksk = otherKsk();
    DSRecord ds = otherKeys.get(0).ds(NAME);
    List<Record> foreign =
        List.of(
            ksk,
            otherKeys.get(1).dnskey(NAME),
            new CDNSKEYRecord(
                NAME,
                ksk.getDClass(),
                300,
                ksk.getFlags(),
                ksk.getProtocol(),
                ksk.getAlgorithm(),
                ksk.getKey()),
            new CDSRecord(
                NAME,
                ds.getDClass(),
                300,
                ds.getFootprint(),
                ds.getAlgorithm(),
                ds.getDigestID(),
                ds.getDigest()));
    return data().with(foreign);
  }

  private static Path signedByOther(Path folder) {
    Record ours = ZoneData.withTtl(frontsigner.dnskey(ZONE, own), 300);
    return new OfflineSigner(folder, otherKeys, Times.aroundNow())
        .bindFile(data().with(List.of(ours)), Denial.NSEC);
  }

  private static List<String> asked(String type) {
    return Dig.at(frontsigner.dns()).data(ZONE, type);
  }

  private static Verdict judge(int host) {
    return unbound.judge(ZoneData.name("n" + host + "." + ZONE), Type.A);
  }

  /** Each name is asked once, so that its answer comes of a server. */
  private static void assertSecure(int from, int to) {
    for (int host = from; host < to; host++) {
      assertThat(judge(host)).as("n" + host).isEqualTo(Verdict.SECURE);
    }
    Name missing = ZoneData.name("missing" + from + "." + ZONE);
    assertThat(unbound.judge(missing, Type.A)).isEqualTo(Verdict.SECURE);
  }

  private static List<Record> both() {
    List<Record> both = new ArrayList<>(frontsigner.ds(ZONE));
    both.add(otherKeys.get(0).ds(NAME));
    return both;
  }

  private static String metrics(Frontsigner of) {
    URI uri = URI.create("http://" + of.http().withColon() + "/metrics");
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException silent) {
      throw new UncheckedIOException(silent);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(1)
  void foreignKeysJoinTheSetAndAreSignedByOurKey() {
    frontsigner.verb("set-publish-cds", ZONE);
    frontsigner.verb("set-publish-cdnskey", ZONE);
    String tag = frontsigner.ds(ZONE).get(0).getFootprint() + " ";
    assertThat(asked("DNSKEY")).hasSize(3);
    assertThat(asked("CDS")).hasSize(2).anyMatch(cds -> cds.startsWith(tag));
    assertThat(asked("CDNSKEY")).hasSize(2);
    for (String type : List.of("DNSKEY", "CDS", "CDNSKEY")) {
      assertThat(Dig.at(frontsigner.dns()).data(ZONE, type, "+dnssec"))
          .filteredOn(line -> line.startsWith(type + " "))
          .singleElement()
          .asString()
          .contains(" " + tag + ZONE);
    }
    assertThat(metrics(frontsigner)).doesNotContain("rule=\"key-record\"");
  }

  /** A parent that follows CDS: BIND's dnssec-cds judges the chain before it believes them. */
  @Test
  @Order(2)
  void aParentThatFollowsCdsTakesThemUpAndTheDeleteRecordStandsAlone() throws IOException {
    Path folder = workspace.folder("dsset");
    Path dsset = folder.resolve("dsset-" + ZONE);
    Files.writeString(dsset, frontsigner.ds(ZONE).get(0) + "\n");
    assertThat(followed(folder)).hasSize(2).anyMatch(ds -> ds.contains(" " + foreignTag() + " "));
    frontsigner.verb("set-publish-cds", ZONE, "0");
    frontsigner.verb("set-publish-cdnskey", ZONE, "delete");
    assertThat(asked("CDS")).containsExactly("0 0 0 00");
    assertThat(asked("CDNSKEY")).containsExactly("0 3 0 AA==");
    frontsigner.verb("unset-publish-cds", ZONE);
    frontsigner.verb("unset-publish-cdnskey", ZONE);
    assertThat(asked("CDS")).as("the foreign one").hasSize(1);
  }

  private static int foreignTag() {
    return otherKsk().getFootprint();
  }

  /** What the DS set of the parent is after dnssec-cds has looked at the child. */
  private static List<String> followed(Path folder) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String type : List.of("DNSKEY", "CDS", "CDNSKEY")) {
      Dig.at(frontsigner.dns())
          .ask(ZONE, type, "+dnssec", "+noall", "+answer")
          .succeeded()
          .lines()
          .stream()
          .filter(line -> !line.startsWith(";"))
          .forEach(lines::add);
    }
    Path child = Files.write(folder.resolve("child"), lines);
    return Command.of(
            "dnssec-cds",
            "-s",
            "-" + Duration.ofDays(30).toSeconds(),
            "-a",
            "SHA-256",
            "-a",
            "SHA-384")
        .with("-f", child, "-d", folder, ZONE)
        .run()
        .succeeded()
        .lines()
        .stream()
        .filter(line -> line.contains(" DS "))
        .toList();
  }

  @Test
  @Order(3)
  void theZoneMovesToTheOtherOperatorAndNoResolverIsWithoutAChain() {
    parent.delegate(CHILD, both());
    Awaitility.await("the parent's DS").atMost(PATIENCE).until(() -> judge(0) == Verdict.SECURE);
    assertSecure(1, 20);
    parent.delegate(CHILD, List.of(otherKeys.get(0).ds(NAME)));
    frontsigner.verb("delete-zone", ZONE);
    assertSecure(20, 30);
    Unbound fresh =
        Unbound.start(
            workspace,
            "unbound-fresh",
            parent.anchors(),
            Map.of(ZoneData.name(PARENT), parent.endpoint(), NAME, other.endpoint()));
    assertThat(fresh.judge(ZoneData.name("n1." + ZONE), Type.A)).isEqualTo(Verdict.SECURE);
    fresh.stop();
  }

  @Test
  @Order(4)
  void withoutDirectDnskeyForeignKeysAreLeftOutAndCountedAndLogged() {
    Frontsigner strict = Frontsigner.configured(workspace, "strict", Settings.open()).start();
    strict.create(ZONE, primary.endpoint());
    strict.verb("add-zone-key", ZONE, "ksk", "active");
    strict.verb("retrieve", ZONE);
    assertThat(Dig.at(strict.dns()).data(ZONE, "DNSKEY")).hasSize(1);
    assertThat(Dig.at(strict.dns()).data(ZONE, "CDS")).isEmpty();
    assertThat(Dig.at(strict.dns()).data(ZONE, "CDNSKEY")).isEmpty();
    assertThat(metrics(strict))
        .containsPattern(
            "records_dropped_total\\{zone=\"shared.parent.example\",rule=\"key-record\",} [48]\\.0");
    assertThat(strict.daemon().log()).contains("4 records that are dropped by rule key-record");
    strict.stop();
  }
}
