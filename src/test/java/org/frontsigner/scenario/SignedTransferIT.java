package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.ByDesign;
import org.frontsigner.scenario.tool.Habit;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Chain;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Signed transfers of every test zone before four verifiers, and beside what ldns-signzone and
 * dnssec-signzone make of the same zone with the same keys and times: equal octet for octet, but
 * for what {@link Habit} and {@link ByDesign} tell. The long run has every zone with every
 * algorithm and every chain, the short one a sample in which each of them occurs.
 */
class SignedTransferIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final boolean LONG = Boolean.getBoolean("frontsigner.long");
  private static final List<String> ALGORITHMS =
      List.of("RSASHA256", "RSASHA512", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519", "ED448");
  private static final int APART = ALGORITHMS.size() / 2;
  private static final OfflineSigner.Window WINDOW = Times.aroundNow();
  private static final List<ZoneData> ZONES =
      Stream.concat(TestZones.all().stream(), TestZones.ofTransfersOnly().stream()).toList();
  private static final Map<String, List<String>> KEYS_IN_FORCE = new TreeMap<>();
  private static final Map<String, List<KeyFiles>> PAIRS = new TreeMap<>();
  private static final List<String> EXCUSED = new ArrayList<>();
  private static Frontsigner frontsigner;
  private static int transfers;
  private static int comparisons;
  private static int verdicts;

  @BeforeAll
  static void start() {
    Path masters = workspace.folder("masters");
    Map<Name, Path> files = new TreeMap<>();
    for (ZoneData zone : ZONES) {
      files.put(zone.origin(), masters.resolve(zone.zone()));
      zone.write(masters.resolve(zone.zone()));
    }
    Name refused = ZoneData.name(TestZones.REFUSED);
    Map<Name, Path> forNsd = Map.of(refused, files.remove(refused));
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", files);
    StaticServer primaryOfRefused = StaticServer.nsdForAll(workspace, "nsd", forNsd);
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    for (ZoneData zone : ZONES) {
      boolean bind = files.containsKey(zone.origin());
      takeOn(zone.zone(), bind ? primary : primaryOfRefused);
    }
    for (String algorithm : ALGORITHMS) {
      Path folder = workspace.folder("keys-" + algorithm);
      PAIRS.put(algorithm, KeyFiles.makePair(folder, Name.root, algorithm, 0));
    }
  }

  private static void takeOn(String zone, StaticServer primary) {
    frontsigner.pull(zone, primary.endpoint());
    String window = WINDOW.inception() + " " + WINDOW.expiration();
    frontsigner.verb("set-meta", zone, "SIGNATURE-VALIDITY", window);
  }

  static Stream<Arguments> cases() {
    return IntStream.range(0, ALGORITHMS.size()).boxed().flatMap(SignedTransferIT::cases);
  }

  private static Stream<Arguments> cases(int algorithm) {
    return IntStream.range(0, ZONES.size())
        .filter(zone -> LONG || zone % APART == algorithm % APART)
        .mapToObj(zone -> Arguments.of(ALGORITHMS.get(algorithm), ZONES.get(zone), zone));
  }

  @ParameterizedTest(name = "{0} {2}")
  @MethodSource("cases")
  void transfersAreWhatOthersMake(String algorithm, ZoneData zone, int number) {
    OfflineSigner signer = exchangeKeys(algorithm, zone);
    int turn = number + 5 * ALGORITHMS.indexOf(algorithm);
    List<String> wrong = new ArrayList<>();
    for (Chain chain : LONG ? Chain.all() : Chain.some(turn)) {
      frontsigner.deny(zone.zone(), chain);
      ZoneData ours = WireTransfer.from(frontsigner.dns(), zone.origin());
      transfers++;
      List<String> found = verifiersObject(ours, chain);
      assertThat(ttls(ours, Type.NSEC3PARAM)).allMatch(ttl -> ttl == zone.soa().getMinimum());
      Arrays.stream(OfflineSigner.Program.values())
          .filter(program -> program.signs(chain))
          .forEach(program -> found.addAll(differs(program, signer, zone, chain, ours)));
      found.forEach(each -> wrong.add(zone.zone() + ", " + chain + ": " + each));
    }
    assertThat(wrong).isEmpty();
  }

  private static List<Long> ttls(ZoneData zone, int type) {
    return zone.records().stream()
        .filter(record -> record.getType() == type || isSignatureOf(record, type))
        .map(Record::getTTL)
        .toList();
  }

  private static boolean isSignatureOf(Record record, int type) {
    return record instanceof RRSIGRecord signature && signature.getTypeCovered() == type;
  }

  @AfterAll
  static void tell() {
    System.out.printf(
        "signed transfers: %d, compared with signers %d, judged by verifiers %d, by design"
            + " otherwise %d%n",
        transfers, comparisons, verdicts, EXCUSED.size());
  }

  private static OfflineSigner exchangeKeys(String algorithm, ZoneData zone) {
    List<String> former = KEYS_IN_FORCE.getOrDefault(zone.zone(), List.of());
    Path folder = workspace.folder("signed-" + algorithm + "-" + zone.zone());
    List<KeyFiles> keys = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (KeyFiles key : PAIRS.get(algorithm)) {
      keys.add(key.copyFor(zone.origin(), folder, zone.soa().getMinimum()));
      String use = key.ksk() ? "ksk" : "zsk";
      ids.add(frontsigner.verb("import-zone-key", zone.zone(), key.privateFile(), use));
    }
    former.forEach(id -> frontsigner.verb("remove-zone-key", zone.zone(), id));
    KEYS_IN_FORCE.put(zone.zone(), ids);
    return new OfflineSigner(folder, keys, WINDOW);
  }

  private static List<String> verifiersObject(ZoneData ours, Chain chain) {
    Path file = workspace.folder("transfers").resolve(ours.zone());
    ours.write(file);
    List<String> found = new ArrayList<>();
    for (Verifier verifier : Verifier.values()) {
      Output verdict = verifier.judge(ours.origin(), file);
      verdicts++;
      boolean due = ByDesign.refuses(verifier, ours.zone(), chain);
      if (due) {
        EXCUSED.add(verifier + " " + ours.zone());
      }
      if (due != (verdict.exit() != 0)) {
        found.add(verifier + (due ? " accepts: " : " refuses: ") + verdict);
      }
    }
    return found;
  }

  private static List<String> differs(
      OfflineSigner.Program program,
      OfflineSigner signer,
      ZoneData zone,
      Chain chain,
      ZoneData ours) {
    comparisons++;
    List<String> found = new ArrayList<>();
    try {
      ZoneData theirs = signer.sign(program, zone.withSerial(ours.serial()), chain);
      Habit.Case habits = new Habit.Case(program, signer, zone);
      found.addAll(Comparison.differences(ours, theirs, habits::form));
    } catch (AssertionError gaveUp) {
      found.add(gaveUp.getMessage());
    }
    if (!ByDesign.refuses(program, zone.zone(), chain)) {
      return found.stream().map(line -> program + " " + line).toList();
    }
    EXCUSED.add(program + " " + zone.zone());
    return found.isEmpty() ? List.of(program + " agrees against the table") : List.of();
  }
}
