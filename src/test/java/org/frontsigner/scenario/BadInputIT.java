package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What operators get wrong: a clear message, the right exit code, no stack trace, and nothing lost.
 */
class BadInputIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final Duration REFUSES_MAX = Duration.ofSeconds(12);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final ZoneData ZONE = ZoneData.of("good.example", 10, "www A 192.0.2.1");
  private static Frontsigner frontsigner;
  private static String keys;

  @BeforeAll
  static void start() {
    KnotPrimary primary =
        KnotPrimary.start(workspace, "primary", PrimarySetup.silent(PULL, List.of(ZONE)));
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    frontsigner.know(PULL);
    frontsigner.pull(ZONE.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", ZONE.zone());
    keys = frontsigner.verb("list-keys", ZONE.zone());
  }

  @AfterEach
  void nothingIsLost() {
    assertThat(frontsigner.verb("list-keys", ZONE.zone())).isEqualTo(keys);
    assertThat(Dig.at(frontsigner.dns()).data("www." + ZONE.zone(), "A", "+dnssec"))
        .contains("192.0.2.1")
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "no-such-verb, no-such-verb",
        "secure-zone, secure-zone",
        "unset-nsec3 good.example too many words, too",
        "secure-zone --no-such-option good.example, --no-such-option",
        "create-slave-zone new.example not-an-address, not-an-address",
        "create-slave-zone bad..name 127.0.0.1, bad..name",
        "add-zone-key good.example zsk 8 no-such-algorithm, no-such-algorithm",
        "add-zone-key good.example zsk 1024 dsa, dsa",
        "add-zone-key good.example zsk 256 sm2sm3, sm2sm3",
        "set-nsec3 good.example nonsense, nonsense",
        "set-nsec3 good.example '1 0 101 -', 101",
        "set-nsec3 good.example '1 0 -1 -', -1",
        "set-nsec3 good.example '1 0 0 xyz0', xyz0",
        "set-nsec3 good.example '1 0 0 abc', abc",
        "set-nsec3 good.example '1 0 0', 1 0 0",
        "set-nsec3 good.example '1 2 0 -', 2",
        "set-nsec3 good.example '2 0 0 -', 2",
        "export-zone-dnskey good.example not-a-number, not-a-number"
      })
  void wrongWordsAreAUsageErrorThatNamesThem(String line, String named) {
    assertClear(frontsigner.attempt((Object[]) words(line)), USAGE, named);
    assertClear(frontsigner.launch((Object[]) words(line)), USAGE, named);
  }

  @ParameterizedTest
  @CsvSource({
    "secure-zone nowhere.example, nowhere.example",
    "retrieve nowhere.example, nowhere.example",
    "delete-zone nowhere.example, nowhere.example",
    "create-slave-zone good.example 127.0.0.1, good.example",
    "activate-tsig-key good.example unheard-of slave, unheard-of",
    "export-zone-dnskey good.example 99999, 99999",
    "remove-zone-key good.example 99999, 99999",
    "activate-zone-key good.example 99999, 99999",
    "import-zone-key good.example /no/such/file.private ksk, /no/such/file.private"
  })
  void whatDoesNotExistIsNamed(String line, String named) {
    assertClear(frontsigner.attempt((Object[]) words(line)), FAILED, named);
  }

  @Test
  void saltOfMoreThan255OctetsIsRefused() {
    String salt = "ab".repeat(256);
    Output output = frontsigner.attempt("set-nsec3", ZONE.zone(), "1 0 0 " + salt);
    assertClear(output, USAGE, "255 octets");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zone without SOA | @ NS ns1; ns1 A 192.0.2.1 | no-soa",
        "two SOAs | @ SOA ns1 a 1 2 3 4 5; @ SOA ns1 b 2 2 3 4 5; @ NS ns1; ns1 A 192.0.2.1 | second-soa",
        "zone without NS | @ SOA ns1 a 1 2 3 4 5; ns1 A 192.0.2.1 | no-ns",
        "NS below the apex alone | @ SOA ns1 a 1 2 3 4 5; sub NS ns1; ns1 A 192.0.2.1 | no-ns",
        "two aliases | @ SOA ns1 a 9 2 3 4 5; @ NS ns1; a CNAME ns1; a CNAME ns2 | several-aliases",
        "alias beside data | @ SOA ns1 a 9 2 3 4 5; @ NS ns1; a CNAME ns1; a A 192.0.2.1 | cname-and-other-data",
        "no record at all | '' | no-soa"
      })
  void zoneThatIsNoneIsRefusedAndTheFormerStays(String name, String lines, String rule)
      throws IOException {
    String zone = "loaded.example";
    if (!frontsigner.verb("list-all-zones").contains(zone)) {
      frontsigner.verb("create-zone", zone);
      frontsigner.verb("load-zone", zone, written(zone, "@ SOA ns1 a 5 2 3 4 5; @ NS ns1"));
      frontsigner.verb("secure-zone", zone);
    }
    Dig dig = Dig.at(frontsigner.dns());
    String before = dig.data(zone, "AXFR").toString();
    assertThat(before).contains("SOA", "RRSIG", "NSEC");
    Path file = written(zone, lines);
    assertClear(frontsigner.attempt("load-zone", zone, file), FAILED, rule);
    assertThat(dig.data(zone, "AXFR")).as(name).hasToString(before);
  }

  private static Path written(String zone, String lines) throws IOException {
    String text = "$ORIGIN " + zone + ".\n$TTL 300\n" + lines.replace(';', '\n') + "\n";
    return Files.writeString(workspace.folder("zones").resolve("file"), text.replace("\n ", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "this is no key\n",
        "Private-key-format: v1.2\nAlgorithm: 13 (ECDSAP256SHA256)\n",
        "Private-key-format: v1.2\nAlgorithm: 13 (ECDSAP256SHA256)\nPrivateKey: bm90LWEta2V5LWJ1dC1zZWNyZXQ=\n",
        "Private-key-format: v1.2\nAlgorithm: 200 (NONE)\nPrivateKey: bm90LWEta2V5LWJ1dC1zZWNyZXQ=\n",
        "Private-key-format: v1.2\nAlgorithm: 3 (DSA)\nPrime(p): bm90LWEta2V5LWJ1dC1zZWNyZXQ=\n",
        "Private-key-format: v1.3\nAlgorithm: 17 (SM2SM3)\nPrivateKey: bm90LWEta2V5LWJ1dC1zZWNyZXQ=\n",
        "Private-key-format: v1.3\nAlgorithm: 23 (ECC-GOST12)\nPrivateKey: bm90LWEta2V5LWJ1dC1zZWNyZXQ=\n"
      })
  void keyFileThatIsNoneIsRefusedAndNotShown(String text) throws IOException {
    Path file = Files.writeString(workspace.folder("keys").resolve("bad.private"), text);
    Output output = frontsigner.attempt("import-zone-key", ZONE.zone(), file, "ksk");
    assertClear(output, FAILED, file.toString());
    assertThat(output.err()).doesNotContain("bm90LWEta2V5LWJ1dC1zZWNyZXQ");
  }

  @ParameterizedTest
  @CsvSource({
    "'lissten: [\"127.0.0.1:5300\"]', 4, lissten",
    "'threads: many', 4, threads",
    "'threads: -1', 4, threads",
    "'listen: 5300', 4, listen",
    "'signing-window: forever', 4, signing-window",
    "'limits: { transfer-octets-maximum: 1 }', 4, transfer-octets-maximum",
    "'defaults: { denial: nsec5 }', 4, denial",
    "'caches: [', 4, ''"
  })
  void wrongConfigurationIsShownWithFileAndLine(String line, int at, String named) {
    Settings settings = Settings.usual().with(line);
    Frontsigner wrong = Frontsigner.configured(workspace, "wrong-configuration", settings);
    Output output = wrong.attempt("list-all-zones");
    assertClear(output, USAGE, named);
    assertThat(output.err())
        .containsPattern("frontsigner\\.yaml:" + at + "\\b|frontsigner\\.yaml:" + (at + 1) + "\\b");
    assertEndsWith(wrong.launch(Map.of()), USAGE, named);
  }

  @Test
  void missingConfigurationIsNamed() throws IOException {
    Frontsigner none = Frontsigner.configured(workspace, "no-configuration", Settings.usual());
    Path file = none.folder().resolve("frontsigner.yaml");
    Files.delete(file);
    assertClear(none.attempt("list-all-zones"), USAGE, file.toString());
  }

  @Test
  void portInUseIsNamedThoughItCouldBeShared() {
    Endpoint taken = frontsigner.dns();
    Settings settings = Settings.usual();
    Frontsigner second =
        Frontsigner.configured(workspace, "port-in-use", settings.at(taken, settings.http()));
    assertEndsWith(second.launch(Map.of()), FAILED, taken.withColon());
  }

  @Test
  void portInUseByAnotherProgramIsNamedForEachProtocol() throws IOException {
    Endpoint tcp = Endpoint.free();
    Endpoint udp = Endpoint.free();
    Endpoint http = Endpoint.free();
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcpTaken = new ServerSocket(tcp.port(), 1, loopback);
        DatagramSocket udpTaken = new DatagramSocket(udp.port(), loopback);
        ServerSocket httpTaken = new ServerSocket(http.port(), 1, loopback)) {
      assertThat(tcpTaken.isBound() && udpTaken.isBound() && httpTaken.isBound()).isTrue();
      assertRefusesToStart(Settings.usual().at(tcp, Endpoint.free()), tcp.withColon());
      assertRefusesToStart(Settings.usual().at(udp, Endpoint.free()), udp.withColon());
      assertRefusesToStart(Settings.usual().at(Endpoint.free(), http), http.withColon());
    }
  }

  @Test
  void dataDirectoryOfSomebodyElseIsRefused() throws IOException {
    Path directory = workspace.folder("not-ours");
    if (Files.getOwner(directory).getName().equals("root")) {
      Files.setOwner(
          directory,
          directory
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName("nobody"));
    } else {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    }
    assertRefusesToStart(Settings.usual().in(directory.toString()), directory.toString());
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void secondDaemonOnTheSameDataIsRefused() {
    String data = frontsigner.folder().resolve("data").toString();
    assertRefusesToStart(Settings.usual().in(data), data);
  }

  private static void assertRefusesToStart(Settings settings, String named) {
    Frontsigner refused = Frontsigner.configured(workspace, "refused", settings);
    assertEndsWith(refused.launch(Map.of()), FAILED, named);
  }

  private static void assertEndsWith(Daemon daemon, int exit, String named) {
    assertThat(daemon.awaitExit(REFUSES_MAX)).as(daemon.log()).isEqualTo(exit);
    assertThat(daemon.log())
        .contains(named)
        .doesNotContain("\tat ", "frontsigner ready", "unforeseen");
  }

  private static void assertClear(Output output, int exit, String named) {
    assertThat(output.exit()).as(output.toString()).isEqualTo(exit);
    assertThat(output.err()).contains(named).doesNotContain("\tat ", "Exception", "unforeseen");
  }

  // Splits like a shell that knows single quotes alone.
  private static String[] words(String line) {
    return Arrays.stream(line.split(" (?=(?:[^']*'[^']*')*[^']*$)"))
        .map(word -> word.replace("'", ""))
        .toArray(String[]::new);
  }
}
