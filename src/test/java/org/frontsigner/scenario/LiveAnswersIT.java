package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.frontsigner.scenario.live.Carrier;
import org.frontsigner.scenario.live.Client;
import org.frontsigner.scenario.live.Coverage;
import org.frontsigner.scenario.live.Entry;
import org.frontsigner.scenario.live.Oddities;
import org.frontsigner.scenario.live.Queries;
import org.frontsigner.scenario.live.Query;
import org.frontsigner.scenario.live.Reply;
import org.frontsigner.scenario.live.Tally;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.peer.World;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Delv;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.Due;
import org.frontsigner.scenario.zone.Expectation;
import org.frontsigner.scenario.zone.Question;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Live answers about every test zone, in each way of denial, beside those of pdns_server with the
 * same keys: equal to the octets of the signatures, but for what {@link
 * org.frontsigner.scenario.live.Difference} tells. Asked thrice they are the same, from a cache or
 * not. The long run has all zones in each way, holds the answers against the transfer, and puts the
 * questions to validators.
 */
class LiveAnswersIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final int QUERIES_MAX = LONG ? 12_000 : 140;
  private static final int JUDGED_MAX = 400;
  private static final int DELV_MAX = 3;
  private static final int TRIES_MAX = 3_000_000;
  private static final int SHOWN = 5;
  private static final long SEED = Long.getLong("frontsigner.seed", 4035);
  // Both sign the same octets in the same way each time.
  private static final List<String> ALGORITHMS = List.of("RSASHA256", "ED25519");
  private static final long TTL_SECONDS = 300;
  // Unbound has no question for signatures alone, and takes ANY for what its cache has.
  private static final Set<Integer> NOT_JUDGED = Set.of(Type.ANY, Type.RRSIG, Type.SIG);
  private static final Map<Name, ZoneData> ZONES = new TreeMap<>();
  private static final List<List<KeyFiles>> PAIRS = new ArrayList<>();
  private static StaticServer primary;

  @BeforeAll
  static void start() {
    Path keys = workspace.folder("keys");
    for (String algorithm : ALGORITHMS) {
      PAIRS.add(KeyFiles.makePair(keys, Name.root, algorithm, TTL_SECONDS));
    }
    for (ZoneData zone : TestZones.all()) {
      ZONES.put(zone.origin(), zone);
    }
    primary = StaticServer.bindForAll(workspace, "primary", ZONES.values());
  }

  @ParameterizedTest
  @EnumSource
  void answersAreThoseOfPowerDns(Denial denial) {
    List<ZoneData> zones = zones(denial);
    FrontSigners both = FrontSigners.start(workspace, keys(zones), denial, primary.endpoint());
    Tally tally = new Tally();
    List<Reply> answers = new ArrayList<>();
    for (ZoneData zone : zones) {
      List<Query> queries = Queries.some(Queries.about(zone), QUERIES_MAX, SEED);
      List<Reply> fresh = new Client(both.ours().dns()).ask(queries);
      tally.add(both.rivals().ask(queries, Oddities.of(zone)));
      assertThat(new Client(both.ours().dns()).ask(queries)).isEqualTo(fresh);
      answers.addAll(fresh);
    }
    System.out.println("live answers, " + denial + ": " + tally);
    assertThat(tally.unexplained().stream().limit(SHOWN)).isEmpty();
    if (LONG) {
      assertAnswersAreTheTransfer(both.ours(), denial, answers);
      assertValid(both.ours(), denial);
    }
    both.stop();
  }

  // To set all up in each way takes longer than to ask: the short run asks of every other zone.
  private static List<ZoneData> zones(Denial denial) {
    List<ZoneData> all = List.copyOf(ZONES.values());
    int first = denial == Denial.NSEC || denial == Denial.NSEC3_OPT_OUT ? 0 : 1;
    return IntStream.range(0, all.size())
        .filter(i -> LONG || i % 2 == first)
        .mapToObj(all::get)
        .toList();
  }

  private static Map<Name, List<KeyFiles>> keys(List<ZoneData> zones) {
    Map<Name, List<KeyFiles>> keys = new TreeMap<>();
    for (ZoneData zone : zones) {
      keys.put(zone.origin(), PAIRS.get(keys.size() % PAIRS.size()));
    }
    return keys;
  }

  private static void assertAnswersAreTheTransfer(
      Frontsigner ours, Denial denial, List<Reply> answers) {
    if (denial == Denial.NSEC3_NARROW) {
      return; // There is no chain, and so no transfer.
    }
    Coverage coverage = new Coverage();
    Map<Name, ZoneData> signed = new TreeMap<>();
    ZONES.keySet().forEach(zone -> signed.put(zone, WireTransfer.from(ours.dns(), zone)));
    signed.values().forEach(coverage::expect);
    Client client = new Client(ours.dns());
    coverage.answered(answers);
    signed.values().forEach(zone -> coverage.answered(client.ask(Queries.sets(zone))));
    for (ZoneData zone : ZONES.values()) {
      List<Name> denied = coverage.denying(zone.origin(), TRIES_MAX);
      coverage.answered(client.ask(Queries.denials(denied)));
    }
    System.out.println("live answers, " + denial + ": " + coverage);
    assertThat(coverage.strangers().stream().limit(SHOWN)).as("not in the transfer").isEmpty();
    for (ZoneData zone : ZONES.values()) {
      List<Entry> missing = coverage.missing(zone.origin(), Oddities.of(zone));
      assertThat(missing.stream().limit(SHOWN)).as("never answered").isEmpty();
    }
  }

  private static void assertValid(Frontsigner ours, Denial denial) {
    List<DSRecord> anchors =
        ZONES.values().stream().flatMap(zone -> ours.ds(zone.zone()).stream()).toList();
    World world = World.start(workspace, "world-" + denial, Map.of());
    Unbound unbound =
        Unbound.start(
            workspace, "unbound-" + denial, anchors, world.homes(ZONES.keySet(), ours.dns()));
    Delv delv =
        Delv.trusting(ours.dns(), anchors, workspace.folder("delv").resolve("anchors-" + denial));
    List<String> wrong = new ArrayList<>();
    int judged = 0;
    for (ZoneData zone : ZONES.values()) {
      Examination examination = new Examination(zone.origin(), questions(ours, zone, denial));
      judged += examination.questions().size();
      wrong.addAll(examination.by(unbound));
      wrong.addAll(examination.by(delv, DELV_MAX));
    }
    System.out.println("live answers, " + denial + ": " + judged + " questions before unbound");
    unbound.stop();
    assertThat(wrong.stream().limit(SHOWN)).isEmpty();
  }

  /** Of the same queries those of which it is known what is due. */
  private static List<Question> questions(Frontsigner ours, ZoneData zone, Denial denial) {
    Expectation expectation = Expectation.of(zone, denial);
    List<Query> queries =
        Queries.some(Queries.about(zone), QUERIES_MAX, SEED).stream()
            .filter(query -> query.carrier() == Carrier.UDP_1232 && query.dnssecOk())
            .filter(query -> !NOT_JUDGED.contains(query.type()))
            .map(Query::overTcp)
            .toList();
    List<Reply> replies = new Client(ours.dns()).ask(queries);
    return IntStream.range(0, queries.size())
        .filter(i -> !isRedirectedAlias(queries.get(i), replies.get(i)))
        .mapToObj(i -> question(queries.get(i), expectation))
        .filter(question -> question.due() != Due.NOTHING)
        .limit(JUDGED_MAX)
        .toList();
  }

  // Asked for CNAME or DNAME, unbound wants a signature for the CNAME that is made of a DNAME, too,
  // whoever serves the zone.
  private static boolean isRedirectedAlias(Query query, Reply reply) {
    return (query.type() == Type.CNAME || query.type() == Type.DNAME)
        && reply.answer().stream()
            .anyMatch(entry -> entry.type() == Type.DNAME && !entry.owner().equals(query.name()));
  }

  private static Question question(Query query, Expectation expectation) {
    Due due = expectation.of(query.name(), query.type());
    return new Question(query.name(), query.type(), Question.Kind.POSITIVE, due);
  }
}
