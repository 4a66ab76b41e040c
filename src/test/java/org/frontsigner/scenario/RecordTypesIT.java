package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.KeyFiles;
import org.frontsigner.scenario.tool.OfflineSigner;
import org.frontsigner.scenario.tool.Times;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.EveryType;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base64;

/**
 * Every type that any of the tools has a text for, and unknown ones, with small letters and
 * capitals in the names inside: taken in, stored, answered and handed on octet for octet, and
 * signed in the canonical form that other signers give it (RFC 4034, 6.2; RFC 6840, 5.1).
 */
class RecordTypesIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final String ZONE = EveryType.ORIGIN.toString(true);
  private static final OfflineSigner.Window WINDOW = Times.aroundNow();

  /** Types that ldns 1.8.3 signs otherwise, each as the table in docs/differences.md has it. */
  private static final Set<String> LDNS_DIFFERS =
      Set.of("A6", "CDNSKEY", "CDS", "NSAP-PTR", "SINK");

  /** The same of BIND 9.18. */
  private static final Set<String> BIND_DIFFERS = Set.of("NSAP-PTR");

  private static final Set<String> COMPRESSED =
      Set.of("NS", "CNAME", "MB", "MG", "MR", "PTR", "MINFO", "MX");

  private static Frontsigner frontsigner;
  private static Path master;
  private static OfflineSigner signer;

  @BeforeAll
  static void start() {
    Path folder = workspace.folder("keys");
    List<KeyFiles> keys = KeyFiles.makePair(folder, EveryType.ORIGIN, "ED25519", 300);
    signer = new OfflineSigner(folder, keys, WINDOW);
    master = EveryType.write(folder.resolve("master"), 1, List.of());
    Map<Name, Path> files = Map.of(EveryType.ORIGIN, master);
    StaticServer primary = StaticServer.bindForAll(workspace, "primary", files);
    frontsigner = Frontsigner.configured(workspace, "frontsigner", Settings.open()).start();
    frontsigner.pull(ZONE, primary.endpoint());
    for (KeyFiles key : keys) {
      frontsigner.verb("import-zone-key", ZONE, key.privateFile(), key.ksk() ? "ksk" : "zsk");
    }
    String window = WINDOW.inception() + " " + WINDOW.expiration();
    frontsigner.verb("set-meta", ZONE, "SIGNATURE-VALIDITY", window);
  }

  @Test
  void everyTypeIsHandedOnAsItCameAndAfterARestartToo() throws IOException {
    assertThat(handedOn()).containsAll(came());
    frontsigner.stop();
    frontsigner.start();
    assertThat(handedOn()).containsAll(came());
  }

  private static List<String> came() {
    return EveryType.entries().stream().map(entry -> entry.owner() + " " + entry.rdata()).toList();
  }

  // dig prints all rdata as octets: no reader comes between.
  private static Set<String> handedOn() throws IOException {
    Path file = workspace.folder("transfers").resolve("transfer");
    Dig.at(frontsigner.dns()).transfer(ZONE, file);
    Set<String> records = new TreeSet<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      octets(line).ifPresent(records::add);
    }
    return records;
  }

  private static Optional<String> octets(String line) {
    int form = line.indexOf("\\#");
    if (form < 0) {
      return Optional.empty();
    }
    String[] words = line.substring(form).split("\\s+", 3);
    String rdata = words.length < 3 ? "" : words[2].replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    return Optional.of(line.split("\\s+", 2)[0] + " " + rdata);
  }

  @Test
  void everyTypeIsAnsweredAsItCame() {
    List<String> wrong = new ArrayList<>();
    for (EveryType.Entry entry : EveryType.entries()) {
      String output =
          Dig.at(frontsigner.dns())
              .ask(
                  entry.owner(),
                  entry.type(),
                  "+tcp",
                  "+unknownformat",
                  "+noall",
                  "+answer",
                  "+authority")
              .out();
      boolean there =
          output
              .lines()
              .flatMap(line -> octets(line).stream())
              .anyMatch(answered -> isSame(answered, entry));
      if (!there) {
        wrong.add(entry.line() + "\n" + output);
      }
    }
    assertThat(wrong).isEmpty();
  }

  // A compressed name has the letters of the name that it points to (RFC 4343, 4.1).
  private static boolean isSame(String answered, EveryType.Entry entry) {
    String came = entry.owner() + " " + entry.rdata();
    return COMPRESSED.contains(entry.type())
        ? folded(answered).equals(folded(came))
        : answered.equals(came);
  }

  private static String folded(String record) {
    byte[] octets = HexFormat.of().parseHex(record.substring(record.indexOf(' ') + 1));
    return new String(octets, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
  }

  @Test
  void everyTypeIsSignedInTheCanonicalFormOfOtherSigners() throws IOException {
    ZoneData ours = WireTransfer.from(frontsigner.dns(), EveryType.ORIGIN);
    Map<String, String> signatures = signatures(ours.records().stream());
    Path folder = signer.folder();
    Path unsigned = EveryType.write(folder.resolve("in"), ours.serial(), List.of());
    Path withKeys =
        EveryType.write(
            folder.resolve("in-with-keys"),
            ours.serial(),
            signer.keys().stream().map(key -> key.dnskey(EveryType.ORIGIN)).toList());
    Map<String, String> bind =
        signatures(signer.bindOf(withKeys, EveryType.ORIGIN).records().stream());
    Path ldnsFile = signer.ldnsFile(unsigned, EveryType.ORIGIN);
    Map<String, String> ldns = signatures(ldnsFile);
    assertThat(differing(signatures, bind)).isEqualTo(BIND_DIFFERS);
    assertThat(differing(signatures, ldns)).isEqualTo(LDNS_DIFFERS);
    assertThat(signatures).hasSizeGreaterThan(100);
  }

  private static Set<String> differing(Map<String, String> ours, Map<String, String> theirs) {
    Set<String> types = new TreeSet<>();
    for (EveryType.Entry entry : EveryType.entries()) {
      String key = entry.owner().toString().toLowerCase(Locale.ROOT);
      if (!Objects.equals(ours.get(key), theirs.get(key))) {
        types.add(entry.type());
      }
    }
    return types;
  }

  // By owner, which has one set each beside NSEC.
  private static Map<String, String> signatures(Stream<Record> records) {
    Map<String, String> signatures = new TreeMap<>();
    records
        .filter(RRSIGRecord.class::isInstance)
        .map(RRSIGRecord.class::cast)
        .filter(signature -> signature.getTypeCovered() != Type.NSEC)
        .filter(signature -> !signature.getName().equals(EveryType.ORIGIN))
        .filter(signature -> signature.getFootprint() == zskTag())
        .forEach(
            signature ->
                signatures.put(
                    signature.getName().toString().toLowerCase(Locale.ROOT),
                    base64.toString(signature.getSignature())));
    return signatures;
  }

  // Lines with signatures alone: some types ldns prints as nothing reads them.
  private static Map<String, String> signatures(Path file) throws IOException {
    Map<String, String> signatures = new HashMap<>();
    for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
      String[] words = line.split("\\s+", -1);
      if (words.length > 12 && words[3].equals("RRSIG") && !words[4].equals("NSEC")) {
        signatures.put(words[0], words[12]);
      }
    }
    return signatures;
  }

  private static int zskTag() {
    return signer.keys().stream()
        .filter(key -> !key.ksk())
        .findFirst()
        .orElseThrow()
        .dnskey(EveryType.ORIGIN)
        .getFootprint();
  }
}
