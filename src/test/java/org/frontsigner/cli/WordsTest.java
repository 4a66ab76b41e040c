package org.frontsigner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Keying;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.RecordingAdmin.Asked;
import org.frontsigner.api.Samples;
import org.frontsigner.api.TokenKey;
import org.frontsigner.api.TsigSide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the words of each verb mean, and which are wrong. */
class WordsTest {
  private static final KeyRole ZSK = new KeyRole(false, false, true);
  private static final KeyRole KSK = new KeyRole(true, false, true);
  private static final KeyRole ACTIVE_KSK = new KeyRole(true, true, true);
  private static final String ZONE = "example.org";

  @TempDir private Path folder;

  static Stream<Arguments> rightForKeys() {
    return Stream.of(
        right("add-zone-key Z", "addZoneKey", ZONE, ZSK, 0, "", false),
        right("add-zone-key Z ksk", "addZoneKey", ZONE, KSK, 0, "", false),
        right("add-zone-key Z KSK ACTIVE", "addZoneKey", ZONE, ACTIVE_KSK, 0, "", false),
        right(
            "add-zone-key Z zsk 2048 rsasha256", "addZoneKey", ZONE, ZSK, 2048, "rsasha256", false),
        right(
            "add-zone-key Z ed25519 active ksk",
            "addZoneKey",
            ZONE,
            ACTIVE_KSK,
            0,
            "ed25519",
            false),
        right("add-zone-key Z 13 256", "addZoneKey", ZONE, ZSK, 256, "13", false),
        right(
            "add-zone-key Z unpublished inactive zsk 8 1024",
            "addZoneKey",
            ZONE,
            new KeyRole(false, false, false),
            1024,
            "8",
            false),
        right("activate-zone-key Z 7", "activateZoneKey", ZONE, 7L, false),
        right("deactivate-zone-key Z 7", "deactivateZoneKey", ZONE, 7L, false),
        right("deactivate-zone-key Z 7 --force", "deactivateZoneKey", ZONE, 7L, true),
        right("disable-dnssec --force Z", "disableDnssec", ZONE, true),
        right("add-zone-key Z --force", "addZoneKey", ZONE, ZSK, 0, "", true),
        right("publish-zone-key Z 7", "publishZoneKey", ZONE, 7L, false),
        right("unpublish-zone-key Z 7", "unpublishZoneKey", ZONE, 7L, false),
        right("remove-zone-key Z 7", "removeZoneKey", ZONE, 7L, false),
        right("export-zone-key Z 7", "exportZoneKey", ZONE, 7L),
        right("export-zone-key-pem Z 7", "exportZoneKeyPem", ZONE, 7L),
        right("export-zone-dnskey Z 7", "exportZoneDnskey", ZONE, 7L),
        right("export-zone-ds Z", "exportZoneDs", ZONE),
        right("secure-zone Z", "secureZone", ZONE, Keying.DEFAULTS),
        right("secure-zone --classic Z", "secureZone", ZONE, Keying.CLASSIC),
        right("secure-zone Z --force --classic", "secureZone", ZONE, Keying.CLASSIC_1024),
        right("secure-all-zones", "secureAllZones", false),
        right("secure-all-zones INCREASE-SERIAL", "secureAllZones", true),
        right("check-all-zones", "checkAllZones", false),
        right("check-all-zones exit-on-error", "checkAllZones", true),
        right("rectify-all-zones", "rectifyAllZones"),
        right("generate-zone-key", "generateZoneKey", false, "ecdsa256", 0),
        right("generate-zone-key 2048 KSK rsasha256", "generateZoneKey", true, "rsasha256", 2048),
        right("test-speed", "testSpeed", List.of()),
        right("disable-dnssec Z", "disableDnssec", ZONE, false),
        right("list-keys", "listKeys", ""),
        right("list-keys Z", "listKeys", ZONE),
        right("list-algorithms", "listAlgorithms"));
  }

  static Stream<Arguments> rightForDenialAndMetadata() {
    return Stream.of(
        right("set-nsec3 Z", "setNsec3", ZONE, "", false, false),
        right("set-nsec3 Z 1_0_0_-", "setNsec3", ZONE, "1 0 0 -", false, false),
        right("set-nsec3 Z 1_1_0_ab narrow", "setNsec3", ZONE, "1 1 0 ab", true, false),
        right("set-nsec3 Z 1_0_0_- NARROW", "setNsec3", ZONE, "1 0 0 -", true, false),
        right("unset-nsec3 Z", "unsetNsec3", ZONE, false),
        right("set-presigned Z", "setPresigned", ZONE, false),
        right("set-presigned Z --force", "setPresigned", ZONE, true),
        right("set-presigned --force Z", "setPresigned", ZONE, true),
        right("unset-presigned Z", "unsetPresigned", ZONE, false),
        right("hash-zone-record Z www", "hashZoneRecord", ZONE, "www"),
        right("set-publish-cds Z", "setPublishCds", ZONE, List.of()),
        right("set-publish-cds Z 2 4", "setPublishCds", ZONE, List.of(2, 4)),
        right("set-publish-cds Z 2,4", "setPublishCds", ZONE, List.of(2, 4)),
        right("set-publish-cds Z 0", "setPublishCds", ZONE, List.of(0)),
        right("unset-publish-cds Z", "unsetPublishCds", ZONE),
        right("set-publish-cdnskey Z", "setPublishCdnskey", ZONE, false),
        right("set-publish-cdnskey Z delete", "setPublishCdnskey", ZONE, true),
        right("unset-publish-cdnskey Z", "unsetPublishCdnskey", ZONE),
        right("get-meta Z", "getMeta", ZONE, List.of()),
        right("get-meta Z IXFR X-a", "getMeta", ZONE, List.of("IXFR", "X-a")),
        right("set-meta Z IXFR", "setMeta", ZONE, "IXFR", List.of(), false),
        right("set-meta Z X-a b c_d", "setMeta", ZONE, "X-a", List.of("b", "c d"), false),
        right("set-meta Z X-a @b", "setMeta", ZONE, "X-a", List.of("@b"), false),
        right("set-meta Z X-a -- -b", "setMeta", ZONE, "X-a", List.of("-b"), false),
        right("add-meta Z X-a b", "addMeta", ZONE, "X-a", List.of("b"), false));
  }

  static Stream<Arguments> rightForTsigAndZones() {
    return Stream.of(
        right("import-tsig-key k hmac-sha256 Zm9v", "importTsigKey", "k", "hmac-sha256", "Zm9v"),
        right("generate-tsig-key k hmac-sha512", "generateTsigKey", "k", "hmac-sha512"),
        right("delete-tsig-key k", "deleteTsigKey", "k"),
        right("list-tsig-keys", "listTsigKeys"),
        right("activate-tsig-key Z k master", "activateTsigKey", ZONE, "k", TsigSide.PRIMARY, ""),
        right("activate-tsig-key Z k Primary", "activateTsigKey", ZONE, "k", TsigSide.PRIMARY, ""),
        right(
            "activate-tsig-key Z k slave ::1",
            "activateTsigKey",
            ZONE,
            "k",
            TsigSide.SECONDARY,
            "::1"),
        right(
            "deactivate-tsig-key Z k secondary",
            "deactivateTsigKey",
            ZONE,
            "k",
            TsigSide.SECONDARY,
            ""),
        right(
            "create-slave-zone Z 192.0.2.1 [::1]:5300",
            "createSlaveZone",
            ZONE,
            List.of("192.0.2.1", "[::1]:5300")),
        right(
            "change-slave-zone-master Z 192.0.2.1",
            "changeSlaveZoneMaster",
            ZONE,
            List.of("192.0.2.1")),
        right("create-zone Z", "createZone", ZONE),
        right("delete-zone Z", "deleteZone", ZONE),
        right("list-all-zones", "listAllZones"),
        right("list-zone Z", "listZone", ZONE),
        right("show-zone Z", "showZone", ZONE),
        right("check-zone Z", "checkZone", ZONE),
        right("why-serial Z", "whySerial", ZONE, 10),
        right("why-serial Z --lines 3", "whySerial", ZONE, 3),
        right("rectify-zone Z", "rectifyZone", ZONE),
        right("retrieve Z", "retrieve", ZONE),
        right("notify Z", "notifySecondaries", ZONE),
        right("secondaries", "secondaries", ""),
        right("secondaries Z", "secondaries", ZONE),
        right("bind-reload-now Z", "bindReloadNow", ZONE),
        right("rehearse", "rehearse", "", "", "5w"),
        right("rehearse Z --at 2099-12-24 --for 10d", "rehearse", ZONE, "2099-12-24", "10d"),
        right("purge", "purge", ""),
        right("purge Z", "purge", ZONE));
  }

  /** Z stands for the zone, and _ for a blank within a word. */
  private static Arguments right(String words, String method, Object... arguments) {
    return arguments(words, new Asked(method, List.of(arguments)));
  }

  private static String[] split(String words) {
    return Stream.of(words.split(" "))
        .map(word -> word.equals("Z") ? ZONE : word.replace('_', ' '))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource({"rightForKeys", "rightForDenialAndMetadata", "rightForTsigAndZones"})
  void the_words_ask_for(String words, Asked asked) {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console console = new Console(recording.admin());
    assertThat(console.run(split(words))).as(console.err()).isZero();
    assertThat(recording.asked()).containsExactly(asked);
  }

  @Test
  void alarms_asks_for_no_zone_and_fails_when_there_are_some() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    assertThat(new Console(recording.admin()).run("alarms")).isEqualTo(1);
    assertThat(recording.asked()).containsExactly(new Asked("alarms", List.of()));
  }

  /** What is found may be trouble, of which it fails. */
  @Test
  void rediscover_asks_for_no_zone() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    assertThat(new Console(recording.admin()).run("rediscover")).isEqualTo(1);
    assertThat(recording.asked()).containsExactly(new Asked("rediscover", List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add-zone-key",
        "add-zone-key Z ksk zsk",
        "add-zone-key Z ksk ksk",
        "add-zone-key Z active inactive",
        "add-zone-key Z published unpublished",
        "add-zone-key Z rsasha256 ed25519",
        "add-zone-key Z 8 13",
        "add-zone-key Z 2048 4096",
        "activate-zone-key Z",
        "activate-zone-key Z one",
        "activate-zone-key Z 1 2",
        "activate-zone-key Z 99999999999999999999",
        "deactivate-zone-key Z 1.5",
        "publish-zone-key Z",
        "unpublish-zone-key",
        "remove-zone-key Z 0x1",
        "remove-zone-key Z -1",
        "export-zone-key Z",
        "export-zone-dnskey Z id",
        "export-zone-ds",
        "export-zone-ds Z 1",
        "hsm assign Z rsasha256 ksk module slot file:pin",
        "hsm assign Z rsasha256 csk module slot file:pin label",
        "hsm assign Z rsasha256 ksk module slot file:pin label public more",
        "hsm create-key Z",
        "hsm create-key Z one",
        "hsm create-key Z 1 many",
        "hsm",
        "hsm destroy Z 1",
        "import-zone-key Z",
        "import-zone-key Z FILE ksk zsk",
        "import-zone-key Z FILE rsasha256",
        "secure-zone",
        "secure-zone Z --force",
        "secure-all-zones now",
        "generate-zone-key ksk zsk",
        "disable-dnssec",
        "list-keys Z more",
        "list-algorithms all",
        "set-nsec3",
        "set-nsec3 Z 1 0 0 -",
        "set-nsec3 Z 1_0_0_- wide",
        "set-nsec3 Z 1_0_0_- narrow narrow",
        "unset-nsec3 Z 1",
        "set-presigned",
        "set-presigned Z 1",
        "set-presigned Z --forced",
        "unset-presigned",
        "unset-presigned Z 1",
        "hash-zone-record Z",
        "set-publish-cds",
        "set-publish-cds Z sha256",
        "set-publish-cds Z 2,,4",
        "unset-publish-cds Z 2",
        "set-publish-cdnskey Z remove",
        "set-publish-cdnskey Z delete delete",
        "unset-publish-cdnskey",
        "get-meta",
        "set-meta Z",
        "set-meta Z X-a -b",
        "add-meta Z X-a",
        "import-tsig-key k hmac-sha256",
        "import-tsig-key k hmac-sha256 Zm9v Zm9v",
        "generate-tsig-key k",
        "delete-tsig-key",
        "list-tsig-keys k",
        "activate-tsig-key Z k",
        "activate-tsig-key Z k both",
        "activate-tsig-key Z k master 192.0.2.1 192.0.2.2",
        "deactivate-tsig-key Z k peer",
        "create-slave-zone Z",
        "create-secondary-zone",
        "change-slave-zone-master Z",
        "create-zone",
        "create-zone Z Z",
        "load-zone Z",
        "delete-zone",
        "list-all-zones Z",
        "list-zone",
        "show-zone",
        "show-zone Z --json=yes",
        "check-zone Z Z",
        "rectify-zone",
        "retrieve",
        "notify",
        "secondaries Z Z",
        "rediscover Z",
        "alarms Z",
        "purge Z Z",
        "bind-reload-now",
        "bind-reload-now Z Z",
        "help show-zone more",
        "show-zone Z --config",
        "show-zone Z --nonsense",
        "--nonsense",
        "-c",
      })
  void words_that_are_wrong_are_refused_before_anything_is_asked(String words) {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console console = new Console(recording.admin());
    assertThat(console.run(split(words))).isEqualTo(2);
    assertThat(recording.asked()).isEmpty();
    assertThat(console.configurations()).isEmpty();
    assertThat(console.out()).isEmpty();
    assertThat(console.err()).contains("frontsigner").doesNotContain("\tat ");
  }

  @Test
  void the_file_of_a_key_is_read_here_and_its_text_is_sent() throws IOException {
    Path file = Files.write(folder.resolve("key"), new byte[] {'k', (byte) 0xff, '\n'});
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console console = new Console(recording.admin());
    assertThat(console.run("import-zone-key", ZONE, file.toString(), "inactive", "zsk")).isZero();
    assertThat(recording.asked())
        .containsExactly(
            new Asked(
                "importZoneKey",
                List.of(
                    ZONE,
                    new KeyText("key", "k\u00ff\n", ""),
                    new KeyRole(false, false, true),
                    false)));
  }

  @Test
  void where_a_pin_is_goes_to_the_daemon_and_a_pin_itself_is_warned_of() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console named = new Console(recording.admin());
    assertThat(named.run(split("hsm assign Z rsasha256 ksk soft 0 file:/etc/pin label pub")))
        .isZero();
    Console typed = new Console(recording.admin());
    assertThat(typed.run(split("-c x hsm assign Z 13 ZSK soft 0 1234 label --create-later")))
        .isZero();
    assertThat(recording.asked())
        .containsExactly(
            new Asked(
                "hsmAssign",
                List.of(
                    ZONE,
                    "rsasha256",
                    new KeyRole(true, true, true),
                    new TokenKey("soft", "0", "file:/etc/pin", false, "label", "pub"),
                    false,
                    false)),
            new Asked(
                "hsmAssign",
                List.of(
                    ZONE,
                    "13",
                    new KeyRole(false, true, true),
                    new TokenKey("soft", "0", "1234", true, "label", ""),
                    true,
                    false)));
    assertThat(named.err()).doesNotContain("The PIN was on the command line");
    assertThat(typed.err()).contains("The PIN was on the command line").doesNotContain("1234");
    assertThat(recording.asked().toString()).doesNotContain("1234");
  }

  @Test
  void a_key_is_imported_as_an_active_published_ksk_unless_words_say_else() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "text");
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    assertThat(new Console(recording.admin()).run("import-zone-key", ZONE, file.toString()))
        .isZero();
    assertThat(recording.asked())
        .containsExactly(
            new Asked(
                "importZoneKey", List.of(ZONE, new KeyText("key", "text", ""), ACTIVE_KSK, false)));
  }

  @Test
  void the_key_file_beside_a_private_one_is_sent_with_it() throws IOException {
    Path file = Files.writeString(folder.resolve("Kz.+013+00001.private"), "private");
    Files.writeString(folder.resolve("Kz.+013+00001.key"), "public");
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console console = new Console(recording.admin());
    assertThat(console.run("import-zone-key", ZONE, file.toString())).isZero();
    assertThat(console.run("import-zone-key-pem", ZONE, file.toString(), "13", "zsk")).isZero();
    KeyText alone = new KeyText("Kz.+013+00001.private", "private", "");
    KeyRole zsk = new KeyRole(false, true, true);
    assertThat(recording.asked())
        .containsExactly(
            new Asked(
                "importZoneKey",
                List.of(ZONE, new KeyText(alone.file(), "private", "public"), ACTIVE_KSK, false)),
            new Asked("importZoneKeyPem", List.of(ZONE, alone, "13", zsk, false)));
    assertThat(alone.toString()).doesNotContain("=private");
  }

  @Test
  void a_number_that_is_none_is_told_with_the_word_that_it_stands_for() {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run("export-zone-key", ZONE, "-1")).isEqualTo(2);
    assertThat(console.err())
        .contains("export-zone-key: ID: '-1' is no whole number from 0")
        .doesNotContain("positional");
  }

  @Test
  void a_master_file_is_read_here_and_sent_with_its_name() throws IOException {
    Path file = Files.writeString(folder.resolve("zone"), "@ SOA");
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    assertThat(new Console(recording.admin()).run("load-zone", ZONE, file.toString())).isZero();
    assertThat(recording.asked())
        .containsExactly(new Asked("loadZone", List.of(ZONE, file.toString(), "@ SOA")));
  }

  @Test
  void a_file_that_cannot_be_read_is_named_and_nothing_is_asked() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[64 * 1024 + 1]);
    Path huge = Files.write(folder.resolve("huge"), new byte[10_000_000]);
    // Nobody, not even root, may read there, at address 0.
    Path memory = Path.of("/proc/self/mem");
    for (Path file : List.of(folder.resolve("absent"), folder, large, huge, memory)) {
      RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
      Console console = new Console(recording.admin());
      assertThat(console.run("import-zone-key", ZONE, file.toString())).isEqualTo(1);
      assertThat(console.run("import-zone-key-pem", ZONE, file.toString(), "13")).isEqualTo(1);
      assertThat(console.err()).contains(file.toString());
      assertThat(recording.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"show-zne", "zone-show", "SHOW-ZONE", "shw-zone"})
  void the_nearest_verb_is_suggested_for_one_that_there_is_not(String verb) {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run(verb, ZONE)).isEqualTo(2);
    assertThat(console.err()).contains("There is no verb '" + verb + "'", "did you mean show-zone");
  }

  @Test
  void no_verb_is_suggested_for_a_word_that_is_like_none() {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run("frobnicate")).isEqualTo(2);
    assertThat(console.err())
        .contains("There is no verb 'frobnicate'", "'frontsigner help' lists the verbs")
        .doesNotContain("did you mean");
  }

  @Test
  void without_a_verb_it_says_so() {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run()).isEqualTo(2);
    assertThat(console.err()).contains("No verb is given");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-c file show-zone Z",
        "--config file show-zone Z",
        "--config=file show-zone Z",
        "show-zone -c file Z",
        "show-zone Z -c file",
        "show-zone Z --config=file",
      })
  void the_configuration_is_named_before_or_after_the_verb(String words) {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run(split(words))).isZero();
    assertThat(console.configurations()).containsExactly(Path.of("file"));
  }

  @Test
  void the_usual_configuration_is_taken_when_none_is_named() {
    Console console = new Console(RecordingAdmin.giving(Samples.FULL).admin());
    assertThat(console.run("list-all-zones")).isZero();
    assertThat(console.configurations())
        .containsExactly(Path.of("/etc/frontsigner/frontsigner.yaml"));
  }
}
