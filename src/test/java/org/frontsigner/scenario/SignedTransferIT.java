package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.ByDesign;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.Comparison;
import org.frontsigner.scenario.zone.Denial;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Name;

/**
 * Signed transfers of every test zone before the verifiers, and beside what ldns-signzone and
 * dnssec-signzone make of the same zone with the same keys and times: equal record for record.
 */
class SignedTransferIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final List<String> ALGORITHMS = List.of("RSASHA256", "ED25519");
  private static final List<Denial> CHAINS =
      List.of(Denial.NSEC, Denial.NSEC3, Denial.NSEC3_OPT_OUT);
  private static final OfflineSigner.Window WINDOW = Times.aroundNow();
  private static final Map<String, ZoneData> ZONES =
      TestZones.all().stream()
          .collect(
              Collectors.toMap(ZoneData::zone, Function.identity(), (a, b) -> a, TreeMap::new));
  private static final Map<String, Frontsigner> BY_ALGORITHM = new TreeMap<>();
  private static final Map<String, OfflineSigner> SIGNERS = new TreeMap<>();

  @BeforeAll
  static void start() {
    Path masters = workspace.folder("masters");
    Map<Name, Path> files = new TreeMap<>();
    ZONES.forEach(
        (name, zone) -> {
          files.put(zone.origin(), masters.resolve(name));
          zone.write(masters.resolve(name));
        });
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", files);
    for (String algorithm : ALGORITHMS) {
      Frontsigner frontsigner =
          Frontsigner.configured(workspace, "frontsigner-" + algorithm, Settings.open()).start();
      BY_ALGORITHM.put(algorithm, frontsigner);
      ZONES.values().forEach(zone -> takeOn(frontsigner, zone, algorithm, primary));
    }
  }

  private static void takeOn(
      Frontsigner frontsigner, ZoneData zone, String algorithm, StaticServer primary) {
    String name = zone.zone();
    Path folder = workspace.folder(algorithm + "-" + name);
    List<KeyFiles> keys =
        KeyFiles.makePair(folder, zone.origin(), algorithm, zone.soa().getMinimum());
    SIGNERS.put(algorithm + name, new OfflineSigner(folder, keys, WINDOW));
    frontsigner.pull(name, primary.endpoint());
    for (KeyFiles key : keys) {
      frontsigner.verb("import-zone-key", name, key.privateFile(), key.ksk() ? "ksk" : "zsk");
    }
    frontsigner.verb(
        "set-meta", name, "SIGNATURE-VALIDITY", WINDOW.inception() + " " + WINDOW.expiration());
  }

  static Stream<Arguments> cases() {
    return ALGORITHMS.stream()
        .flatMap(algorithm -> CHAINS.stream().flatMap(denial -> cases(algorithm, denial)));
  }

  private static Stream<Arguments> cases(String algorithm, Denial denial) {
    return ZONES.keySet().stream().map(zone -> Arguments.of(algorithm, denial, zone));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("cases")
  void transferIsWhatOthersMake(String algorithm, Denial denial, String name) {
    ZoneData zone = ZONES.get(name);
    Frontsigner frontsigner = BY_ALGORITHM.get(algorithm);
    frontsigner.deny(zone.zone(), denial);
    assertVerified(frontsigner, zone, denial);
    ZoneData ours = WireTransfer.from(frontsigner.dns(), zone.origin());
    OfflineSigner signer = SIGNERS.get(algorithm + zone.zone());
    OfflineSigner.Program oracle = OfflineSigner.oracleFor(denial);
    boolean refused = ByDesign.refuses(oracle, zone.zone(), denial);
    List<String> differences = differences(signer, zone.withSerial(ours.serial()), denial, ours);
    assertThat(!differences.isEmpty())
        .as(oracle + " differs; by the table: " + refused + "\n" + String.join("\n", differences))
        .isEqualTo(refused);
  }

  // What an oracle cannot sign or print differs from us as a whole.
  private static List<String> differences(
      OfflineSigner signer, ZoneData unsigned, Denial denial, ZoneData ours) {
    try {
      return Comparison.differences(ours, signer.sign(unsigned, denial));
    } catch (AssertionError gaveUp) {
      return List.of(gaveUp.getMessage());
    }
  }

  private static void assertVerified(Frontsigner frontsigner, ZoneData zone, Denial denial) {
    Path file = workspace.folder("transfers").resolve(zone.zone());
    Dig.at(frontsigner.dns()).transfer(zone.zone(), file);
    for (Verifier verifier : Verifier.values()) {
      Output verdict = verifier.judge(zone.origin(), file);
      assertThat(verdict.exit() != 0)
          .as(verifier + " refuses: " + verdict)
          .isEqualTo(ByDesign.refuses(verifier, zone.zone(), denial));
    }
  }
}
