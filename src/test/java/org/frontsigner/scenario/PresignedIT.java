package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.frontsigner.scenario.live.Exchange;
import org.frontsigner.scenario.live.NsdHabits;
import org.frontsigner.scenario.live.Oddities;
import org.frontsigner.scenario.live.Queries;
import org.frontsigner.scenario.live.Query;
import org.frontsigner.scenario.live.Rivals;
import org.frontsigner.scenario.peer.KnotSigner;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.peer.World;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.Due;
import org.frontsigner.scenario.zone.Expectation;
import org.frontsigner.scenario.zone.Question;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Zones that ldns-signzone and dnssec-signzone signed, with NSEC, NSEC3 and opt-out, pulled and
 * served as they are: the transfer out is the one that came in, record for record; live answers are
 * those of nsd with the same zone; and Unbound, with a trust anchor, calls none of them bogus.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PresignedIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final int QUERIES_MAX = LONG ? 8_000 : 250;
  // With them each chain and each signer occurs.
  private static final int[] IN_SHORT = {3, 4, 7, 11};
  private static final int JUDGED_MAX = LONG ? 400 : 60;
  private static final long SEED = Long.getLong("frontsigner.seed", 5155);
  private static final int SHOWN = 3;
  // Unbound has no question for signatures alone, takes ANY for what its cache has, and wants a
  // signature for the CNAME that is made of a DNAME where one asks for it.
  private static final List<Integer> NOT_JUDGED =
      List.of(Type.ANY, Type.RRSIG, Type.CNAME, Type.DNAME);

  /** A zone as somebody signed it. */
  private record Signed(ZoneData plain, Chain chain, Path file, DSRecord ds) {
    Name origin() {
      return plain.origin();
    }

    String zone() {
      return plain.zone();
    }

    /** It does not load data below a DNAME. */
    boolean isRefusedByNsd() {
      return zone().equals("occluded.example");
    }
  }

  private static final List<Signed> ZONES = new ArrayList<>();
  private static final Map<Name, KnotSigner> KNOTS = new TreeMap<>();
  private static StaticServer nsd;
  private static StaticServer bind;
  private static Frontsigner frontsigner;

  @BeforeAll
  static void start() {
    Path folder = workspace.folder("signed");
    List<ZoneData> plain = TestZones.all();
    for (int i : LONG ? IntStream.range(0, plain.size()).toArray() : IN_SHORT) {
      ZONES.add(sign(plain.get(i), i, folder));
    }
    nsd = StaticServer.nsdForAll(workspace, "nsd", files(zone -> !zone.isRefusedByNsd()));
    bind = StaticServer.bindForAll(workspace, "bind", files(Signed::isRefusedByNsd));
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    for (Signed zone : ZONES) {
      frontsigner.create(zone.zone(), primary(zone).endpoint());
      frontsigner.verb("set-presigned", zone.zone());
      frontsigner.verb("retrieve", zone.zone());
    }
  }

  private static Map<Name, Path> files(Predicate<Signed> wanted) {
    Map<Name, Path> files = new TreeMap<>();
    ZONES.stream().filter(wanted).forEach(zone -> files.put(zone.origin(), zone.file()));
    return files;
  }

  private static StaticServer primary(Signed zone) {
    return zone.isRefusedByNsd() ? bind : nsd;
  }

  private static Signed sign(ZoneData zone, int number, Path folder) {
    Path place = folder.resolve(Integer.toString(number));
    assertThat(place.toFile().mkdir()).isTrue();
    List<KeyFiles> keys =
        KeyFiles.makePair(place, zone.origin(), "ECDSAP256SHA256", zone.soa().getMinimum());
    OfflineSigner signer = new OfflineSigner(place, keys, Times.aroundNow());
    Chain chain = Chain.some(number).get(number % 3);
    boolean ldns = number % 2 == 0 && chain.denial() != Denial.NSEC3_OPT_OUT;
    ZoneData signed =
        signer.sign(
            ldns ? OfflineSigner.Program.LDNS_SIGNZONE : OfflineSigner.Program.DNSSEC_SIGNZONE,
            zone,
            chain);
    Path file = place.resolve("served");
    signed.write(file);
    return new Signed(zone, chain, file, keys.get(0).ds(zone.origin()));
  }

  @Test
  @Order(1)
  void what_is_handed_on_is_what_came() {
    assertTransfersAreEqual();
  }

  private static void assertTransfersAreEqual() {
    for (Signed zone : ZONES) {
      ZoneData theirs = WireTransfer.from(primary(zone).endpoint(), zone.origin());
      ZoneData ours = WireTransfer.from(frontsigner.dns(), zone.origin());
      assertThat(Comparison.differences(ours, theirs, Record::toString)).as(zone.zone()).isEmpty();
    }
  }

  @Test
  @Order(2)
  void answers_are_those_of_nsd() {
    Rivals rivals = new Rivals(frontsigner.dns(), nsd.endpoint());
    List<Exchange> unexplained = new ArrayList<>();
    int asked = 0;
    for (Signed zone : ZONES.stream().filter(zone -> !zone.isRefusedByNsd()).toList()) {
      List<Query> queries = Queries.some(Queries.about(zone.plain()), QUERIES_MAX, SEED);
      List<Exchange> exchanges = rivals.ask(queries, Oddities.of(zone.plain()));
      asked += exchanges.size();
      exchanges.stream().filter(exchange -> !NsdHabits.agree(exchange)).forEach(unexplained::add);
    }
    System.out.printf(
        "presigned: %d answers beside nsd, unexplained %d%n", asked, unexplained.size());
    assertThat(unexplained.stream().limit(SHOWN)).isEmpty();
  }

  @Test
  @Order(3)
  void nothing_is_bogus() {
    World world = World.start(workspace, "world", Map.of());
    List<Name> names = ZONES.stream().map(Signed::origin).toList();
    List<DSRecord> anchors = ZONES.stream().map(Signed::ds).toList();
    Unbound unbound =
        Unbound.start(workspace, "unbound", anchors, world.homes(names, frontsigner.dns()));
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (Signed zone : ZONES) {
      List<Question> questions = questions(zone);
      judged += questions.size();
      wrong.addAll(new Examination(zone.origin(), questions).by(unbound));
    }
    System.out.printf("presigned: %d questions before unbound%n", judged);
    assertThat(wrong.stream().limit(SHOWN)).isEmpty();
  }

  private static List<Question> questions(Signed zone) {
    Expectation expectation = Expectation.of(zone.plain(), zone.chain().denial());
    List<Query> queries = Queries.some(Queries.about(zone.plain()), QUERIES_MAX * 8, SEED);
    return IntStream.range(0, queries.size())
        .mapToObj(queries::get)
        .filter(query -> !NOT_JUDGED.contains(query.type()))
        .map(
            query ->
                new Question(
                    query.name(),
                    query.type(),
                    Question.Kind.POSITIVE,
                    expectation.of(query.name(), query.type())))
        .filter(question -> question.due() != Due.NOTHING)
        .distinct()
        .limit(JUDGED_MAX)
        .toList();
  }

  static Stream<Boolean> chainsOfKnot() {
    return LONG ? Stream.of(false, true) : Stream.of(true);
  }

  @ParameterizedTest
  @MethodSource("chainsOfKnot")
  @Order(4)
  void what_knot_signs_is_followed_by_differences(boolean nsec3) {
    String zone = nsec3 ? "knot3.example" : "knot.example";
    ZoneData plain = manyNames(zone);
    KnotSigner knot = KnotSigner.start(workspace, zone, plain, nsec3, frontsigner.dns());
    frontsigner.create(zone, knot.endpoint());
    frontsigner.verb("set-presigned", zone);
    frontsigner.verb("retrieve", zone);
    assertFollows(knot, plain.origin());
    ZoneData next = plain.next("added A 192.0.2.7", "deep.er.added TXT more", "* MX 1 ns1");
    knot.replace(next.without(record -> record.getName().toString().startsWith("n1.")));
    assertFollows(knot, plain.origin());
    knot.signAnew(plain.origin());
    assertFollows(knot, plain.origin());
    assertThat(knot.increments()).isGreaterThanOrEqualTo(2);
    assertThat(frontsigner.attempt("check-zone", zone).text()).doesNotContain("ERROR");
    World world = World.start(workspace, "world-" + zone, Map.of());
    Unbound unbound =
        Unbound.start(
            workspace,
            "unbound-" + zone,
            List.of(knot.ds(plain.origin())),
            world.homes(List.of(plain.origin()), frontsigner.dns()));
    for (String name : List.of("added.", "nx.", "er.added.", "n2.", "cut.", "a.n3.", "")) {
      Name asked = ZoneData.name(name + plain.origin());
      assertThat(unbound.judge(asked, Type.DS)).as(name).isNotEqualTo(Verdict.BOGUS);
      if (!name.startsWith("cut")) {
        assertThat(unbound.judge(asked, Type.MX)).as(name).isEqualTo(Verdict.SECURE);
      }
    }
    KNOTS.put(plain.origin(), knot);
  }

  private static ZoneData manyNames(String zone) {
    return ZoneData.of(
            zone,
            1,
            IntStream.range(0, 60)
                .mapToObj(i -> "n%d A 192.0.2.%d".formatted(i, i))
                .toArray(String[]::new))
        .with(List.of(ZoneData.record(ZoneData.name(zone), "cut NS ns1")));
  }

  private static void assertFollows(KnotSigner knot, Name zone) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () ->
                assertThat(
                        Comparison.differences(
                            WireTransfer.from(frontsigner.dns(), zone),
                            WireTransfer.from(knot.endpoint(), zone),
                            Record::toString))
                    .isEmpty());
  }

  @Test
  @Order(5)
  void what_is_loaded_is_what_is_handed_on() {
    ZoneData plain = manyNames("loaded.example");
    Signed zone = sign(plain, ZONES.size() + 1, workspace.folder("loaded"));
    frontsigner.verb("create-zone", zone.zone());
    frontsigner.verb("set-presigned", zone.zone());
    frontsigner.verb("load-zone", zone.zone(), zone.file());
    assertThat(frontsigner.verb("show-zone", zone.zone())).contains("Zone is presigned");
    assertThat(
            Comparison.differences(
                WireTransfer.from(frontsigner.dns(), zone.origin()),
                ZoneData.read(zone.file(), zone.origin()),
                Record::toString))
        .isEmpty();
    Path handedOn = workspace.folder("handed-on").resolve(zone.zone());
    WireTransfer.from(frontsigner.dns(), zone.origin()).write(handedOn);
    for (Verifier verifier : Verifier.values()) {
      verifier.judge(zone.origin(), handedOn).succeeded();
    }
  }

  @Test
  @Order(6)
  void a_restart_serves_the_same_from_the_store() {
    frontsigner.kill();
    frontsigner.start();
    assertTransfersAreEqual();
    KNOTS.forEach((zone, knot) -> assertFollows(knot, zone));
  }

  @AfterAll
  static void stop() {
    KNOTS.values().forEach(KnotSigner::stop);
    frontsigner.stop();
    nsd.stop();
    bind.stop();
  }
}
