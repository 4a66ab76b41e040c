package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyPem;
import org.frontsigner.signing.ZoneKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that exist join a zone, unless their files contradict each other or its keys. */
class KeyImportTest {
  private static final String ZONE = "example";
  private static final KeyRole KSK = new KeyRole(true, true, true);
  private static final KeyRole ZSK = new KeyRole(false, false, true);
  private static final int SEED_OCTETS = 32;

  private final World world = new World();
  private final Admin admin =
      Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());
  private final KeyMaterial material = ed25519(seed(1));
  private final String text = KeyFile.print(material);

  @BeforeEach
  void signed() {
    world.pulled(Zones.serial(7));
    admin.secureZone(ZONE, Keying.DEFAULTS);
  }

  private static byte[] seed(int number) {
    byte[] seed = new byte[SEED_OCTETS];
    seed[0] = (byte) (number >> 8);
    seed[1] = (byte) number;
    return seed;
  }

  private static KeyMaterial ed25519(byte[] seed) {
    return KeyFile.parse(
        "Private-key-format: v1.2\nAlgorithm: 15\nPrivateKey: "
            + Base64.getEncoder().encodeToString(seed));
  }

  private static int tag(int flags, KeyMaterial of) {
    return new ZoneKey(0, flags, true, true, of).keyTag();
  }

  private static String name(String zone, int algorithm, int tag) {
    return "K%s+%03d+%05d.private".formatted(zone, algorithm, tag);
  }

  private static String record(String owner, int flags, int algorithm, KeyMaterial of) {
    return "; a comment\n%s IN DNSKEY %d 3 %d %s ; {id = 1}\n"
        .formatted(owner, flags, algorithm, Base64.getEncoder().encodeToString(of.publicKey()));
  }

  private AbstractThrowableAssert<?, ?> refused(KeyText key) {
    List<KeyView> before = admin.listKeys(ZONE);
    long serial = world.serial();
    var refusal =
        assertThatThrownBy(() -> admin.importZoneKey(ZONE, key, KSK, false))
            .isInstanceOfSatisfying(
                Problem.class, problem -> assertThat(problem.remedy()).isNotEmpty())
            .hasMessageContaining("Zone example");
    assertThat(admin.listKeys(ZONE)).isEqualTo(before);
    assertThat(world.serial()).isEqualTo(serial);
    return refusal;
  }

  @Test
  void filesThatAgreeAreTakenWithoutAWarning() {
    String file = name("example.", 15, tag(257, material));
    KeyAdded added =
        admin.importZoneKey(
            ZONE, new KeyText(file, text, record("example.", 257, 15, material)), KSK, false);
    assertThat(added.warnings()).isEmpty();
    assertThat(added.keyTag()).isEqualTo(tag(257, material));
    assertThat(admin.exportZoneKey(ZONE, added.id()).privateKey()).isEqualTo(text);
  }

  @Test
  void aNameThatDoesNotFitTheKeyIsRefused() {
    int tag = tag(257, material);
    refused(new KeyText(name("example.", 15, tag ^ 64), text, ""))
        .hasMessageContaining("its name says tag " + (tag ^ 64))
        .hasMessageContaining("has " + tag + " as ksk and " + tag(256, material) + " as zsk");
    refused(new KeyText(name("example.", 13, tag), text, ""))
        .hasMessageContaining("its name says algorithm 13, and its field Algorithm 15");
  }

  @Test
  void aKeyFileThatDoesNotFitThePrivateOneIsRefused() {
    refused(new KeyText("k.private", text, record("example.", 257, 16, material)))
        .hasMessageContaining("its .key file has algorithm 16, and the private key 15");
    refused(new KeyText("k.private", text, record("example.", 257, 15, ed25519(seed(2)))))
        .hasMessageContaining("its .key file has a public key that does not belong");
    refused(new KeyText("k.private", text, "nothing")).hasMessageContaining("no DNSKEY record");
    refused(new KeyText("k.private", text, "example. IN DNSKEY x 3 15 AAAA"))
        .hasMessageContaining("the flags of its DNSKEY record are no number");
    refused(new KeyText("k.private", text.replace("v1.2", "v2.0"), ""))
        .hasMessageContaining("Private-key-format is v2.0");
  }

  @Test
  void flagsAndZonesThatDifferAreWarnedOf() {
    KeyText files =
        new KeyText(
            name("other.", 15, tag(256, material)), text, record("other.", 256, 15, material));
    assertThat(admin.importZoneKey(ZONE, files, KSK, false).warnings())
        .anySatisfy(it -> assertThat(it).contains("flags 256", "257", "" + tag(256, material)))
        .anySatisfy(it -> assertThat(it).contains("made for other."));
    assertThat(
            admin
                .importZoneKey(
                    ZONE,
                    new KeyText(
                        name("other.", 15, tag(257, ed25519(seed(9)))),
                        KeyFile.print(ed25519(seed(9))),
                        ""),
                    KSK,
                    false)
                .warnings())
        .containsExactly("The key was made for other: here it has other DS records");
  }

  @Test
  void aKeyOfPemIsTakenAndGivenBack() {
    String pem = KeyPem.print(material);
    KeyAdded added =
        admin.importZoneKeyPem(ZONE, new KeyText("key.pem", pem, ""), "ed25519", ZSK, false);
    assertThat(added.keyTag()).isEqualTo(tag(256, material));
    assertThat(admin.exportZoneKeyPem(ZONE, added.id()).privateKey()).isEqualTo(pem);
    assertThat(admin.exportZoneKey(ZONE, added.id()).privateKey()).isEqualTo(text);
    assertThatThrownBy(
            () -> admin.importZoneKeyPem(ZONE, new KeyText("", pem, ""), "ed448", ZSK, false))
        .hasMessageContaining("Zone example")
        .hasMessageContaining("none of algorithm ED448 (16)");
    assertThatThrownBy(
            () -> admin.importZoneKeyPem(ZONE, new KeyText("", pem, ""), "x", ZSK, false))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.kind()).isEqualTo(Problem.Kind.USAGE));
  }

  /** Two seeds whose keys have one tag: among hundreds there are some. */
  private static List<byte[]> twins() {
    Map<Integer, byte[]> seen = new HashMap<>();
    for (int i = 10; ; i++) {
      byte[] other = seen.put(tag(256, ed25519(seed(i))), seed(i));
      if (other != null) {
        return List.of(other, seed(i));
      }
    }
  }

  @Test
  void aKeyWithTheTagOfAnotherOfItsAlgorithmIsRefused() {
    List<byte[]> twins = twins();
    KeyText first = new KeyText("", KeyFile.print(ed25519(twins.get(0))), "");
    KeyAdded added = admin.importZoneKey(ZONE, first, ZSK, false);
    refused(first).hasMessageContaining("has that key already, as key " + added.id());
    KeyText second = new KeyText("", KeyFile.print(ed25519(twins.get(1))), "");
    assertThatThrownBy(() -> admin.importZoneKey(ZONE, second, ZSK, false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("another key with tag " + added.keyTag())
        .hasMessageContaining("key " + added.id());
    // The flags count among what the tag is made of.
    assertThat(admin.importZoneKey(ZONE, second, KSK, false).keyTag()).isNotEqualTo(added.keyTag());
  }

  @Test
  void aNewKeyWhoseTagIsTakenIsMadeAnew() {
    List<byte[]> twins = twins();
    byte[] third = seed(5);
    Deque<byte[]> seeds = new ArrayDeque<>(List.of(twins.get(0), twins.get(1), third));
    Admin making =
        Operations.over(world.keepers, around(seeds), new SecureRandom(), true, List.of());
    KeyAdded first = making.addZoneKey(ZONE, ZSK, 0, "ed25519", false);
    KeyAdded second = making.addZoneKey(ZONE, ZSK, 0, "ed25519", false);
    assertThat(first.keyTag()).isEqualTo(tag(256, ed25519(twins.get(0))));
    assertThat(second.keyTag()).isEqualTo(tag(256, ed25519(third)));
    assertThat(seeds).isEmpty();
  }

  private Surroundings around(Deque<byte[]> seeds) {
    SecureRandom loaded =
        new SecureRandom() {
          private static final long serialVersionUID = 1;

          @Override
          public void nextBytes(byte[] octets) {
            System.arraycopy(seeds.remove(), 0, octets, 0, octets.length);
          }
        };
    Surroundings usual = world.around();
    return new Surroundings(
        usual.settings(),
        usual.store(),
        usual.upstream(),
        usual.downstream(),
        usual.parent(),
        usual.agenda(),
        usual.published(),
        usual.tsigKeys(),
        usual.clock(),
        usual.random(),
        new KeyMaker(loaded),
        usual.crypto(),
        usual.signatureCounts(),
        usual.signAhead(),
        usual.listener(),
        usual.alarms());
  }

  @Test
  void metadataThatTurnsTheWayOfDenialTellsOfNewDsRecordsToo() {
    KeyMaterial old = new KeyMaker(new SecureRandom()).make(Algorithm.RSASHA1, 1024);
    admin.importZoneKey(ZONE, new KeyText("", KeyFile.print(old), ""), KSK, false);
    for (List<String> value : List.of(List.of("1 0 0 -"), List.<String>of())) {
      assertThat(admin.setMeta(ZONE, "NSEC3PARAM", value, false).warnings())
          .anySatisfy(
              it ->
                  assertThat(it)
                      .contains(
                          "other DS records", value.isEmpty() ? "algorithm 5" : "algorithm 7"));
    }
    assertThat(admin.setNsec3(ZONE, "", false, false).warnings())
        .anySatisfy(it -> assertThat(it).contains("other DS records", "algorithm 7"));
    assertThat(admin.setNsec3(ZONE, "1 1 0 -", false, false).warnings()).isEmpty();
  }

  /** As PowerDNS has them: what signs the data first. */
  @Test
  void keysAreListedWithKskLast() {
    admin.removeZoneKey(ZONE, 1, false);
    long ksk = admin.importZoneKey(ZONE, new KeyText("", text, ""), KSK, false).id();
    KeyText zone = new KeyText("", KeyFile.print(ed25519(seed(2))), "");
    long zsk = admin.importZoneKey(ZONE, zone, new KeyRole(false, true, true), false).id();
    assertThat(admin.listKeys(ZONE).stream().map(KeyView::id)).containsExactly(zsk, ksk);
    assertThat(admin.listKeys(ZONE).stream().map(KeyView::role)).containsExactly("ZSK", "KSK");
  }
}
