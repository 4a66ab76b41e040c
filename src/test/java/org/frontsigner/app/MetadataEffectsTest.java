package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.frontsigner.keeper.MetadataKind;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Each kind of metadata does something that is seen on the wire or in the database. */
class MetadataEffectsTest {
  private static final String ZONE = "meta.example";
  private static final String PULLED = "pulled.example";
  private static final String ZONE_FILE =
      """
      $TTL 3600
      @ SOA ns1 hostmaster 7 7200 3600 500000 300
      @ NS ns1
      ns1 A 127.0.0.1
      www A 192.0.2.2
      """;

  @TempDir private static Path folder;
  private static InProcess primary;
  private static InProcess daemon;
  private static SeedScene scene;
  private static SeedScene upstream;
  private static String file;

  @BeforeAll
  static void start() throws IOException, SQLException {
    primary = InProcess.start(Files.createDirectory(folder.resolve("primary")));
    daemon = InProcess.start(Files.createDirectory(folder.resolve("signer")));
    scene = new SeedScene(daemon, folder);
    upstream = new SeedScene(primary, folder);
    file = Files.writeString(folder.resolve("zone"), ZONE_FILE).toString();
    primary.good("load-zone", PULLED, file);
    primary.good("import-tsig-key", "k", "hmac-sha256", "c2VjcmV0c2VjcmV0c2VjcmV0");
    daemon.good("import-tsig-key", "k", "hmac-sha256", "c2VjcmV0c2VjcmV0c2VjcmV0");
    daemon.good("load-zone", ZONE, file);
    daemon.good("secure-zone", ZONE);
    daemon.good("create-slave-zone", PULLED, primary.dns().withColon());
  }

  @AfterAll
  static void stop() throws SQLException {
    daemon.close();
    primary.close();
  }

  private static void set(String... words) {
    daemon.good(words(ZONE, words));
  }

  private static String[] words(String zone, String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "set-meta";
    all[1] = zone;
    System.arraycopy(words, 0, all, 2, words.length);
    return all;
  }

  private static void upstream(String... words) {
    primary.good(words(PULLED, words));
  }

  private static boolean isHandedOn() {
    try {
      return scene.transfer(ZONE).contains("SOA");
    } catch (IllegalStateException refused) {
      return false;
    }
  }

  private static int retrieved() {
    return daemon.run("retrieve", PULLED).exit();
  }

  private static List<Record> answer(int type, int wanted) {
    return SeedScene.records(scene.ask(ZONE, type), Section.ANSWER, wanted);
  }

  private static RRSIGRecord signature() {
    return (RRSIGRecord) answer(Type.SOA, Type.RRSIG).get(0);
  }

  private static final Map<MetadataKind, Runnable> EFFECTS = new EnumMap<>(MetadataKind.class);

  static {
    EFFECTS.put(
        MetadataKind.ALLOW_AXFR_FROM,
        () -> {
          assertThat(isHandedOn()).isFalse();
          set("ALLOW-AXFR-FROM", "127.0.0.0/8");
          assertThat(isHandedOn()).isTrue();
          set("ALLOW-AXFR-FROM", "AUTO-NS");
          assertThat(isHandedOn()).isTrue();
          set("ALLOW-AXFR-FROM");
        });
    EFFECTS.put(MetadataKind.ALSO_NOTIFY, MetadataEffectsTest::alsoNotify);
    EFFECTS.put(
        MetadataKind.AXFR_SOURCE,
        () -> {
          upstream("ALLOW-AXFR-FROM", "127.0.0.7");
          assertThat(retrieved()).isEqualTo(1);
          daemon.good(words(PULLED, "AXFR-SOURCE", "127.0.0.7"));
          assertThat(retrieved()).isZero();
          daemon.good(words(PULLED, "AXFR-SOURCE"));
          upstream("ALLOW-AXFR-FROM");
        });
    EFFECTS.put(MetadataKind.AXFR_MASTER_TSIG, MetadataEffectsTest::keys);
    EFFECTS.put(MetadataKind.TSIG_ALLOW_AXFR, MetadataEffectsTest::keys);
    EFFECTS.put(
        MetadataKind.DNSKEY_TTL,
        () -> {
          set("DNSKEY-TTL", "77");
          assertThat(answer(Type.DNSKEY, Type.DNSKEY).get(0).getTTL()).isEqualTo(77);
          set("DNSKEY-TTL");
        });
    EFFECTS.put(MetadataKind.IXFR, MetadataEffectsTest::whole);
    EFFECTS.put(
        MetadataKind.NSEC3PARAM,
        () -> {
          set("NSEC3PARAM", "1 0 0 -");
          assertThat(scene.denial(ZONE)).contains("NSEC3");
          set("NSEC3PARAM");
          assertThat(scene.denial(ZONE)).doesNotContain("NSEC3");
        });
    EFFECTS.put(
        MetadataKind.NSEC3NARROW,
        () -> {
          set("ALLOW-AXFR-FROM", "127.0.0.1");
          assertThat(daemon.run(words(ZONE, "NSEC3NARROW", "1")).err()).contains("no effect");
          set("NSEC3PARAM", "1 0 0 -");
          assertThat(isHandedOn()).as("there is no chain").isFalse();
          set("NSEC3NARROW");
          assertThat(isHandedOn()).isTrue();
          set("NSEC3PARAM");
          set("ALLOW-AXFR-FROM");
        });
    EFFECTS.put(
        MetadataKind.PRESIGNED,
        () -> {
          set("ALLOW-AXFR-FROM", "127.0.0.1");
          scene.file("signed", scene.transfer(ZONE));
          int tag = signature().getFootprint();
          String presigned = "presigned." + ZONE;
          set("ALLOW-AXFR-FROM");
          daemon.good("delete-zone", ZONE);
          daemon.good("create-zone", ZONE);
          set("PRESIGNED", "1");
          daemon.good("load-zone", ZONE, scene.known("signed"));
          assertThat(signature().getFootprint()).isEqualTo(tag);
          set("PRESIGNED");
          assertThat(answer(Type.SOA, Type.RRSIG)).as(presigned).isEmpty();
          daemon.good("load-zone", ZONE, file);
          daemon.good("secure-zone", ZONE);
        });
    EFFECTS.put(
        MetadataKind.PUBLISH_CDS,
        () -> {
          set("PUBLISH-CDS", "2,4");
          assertThat(answer(Type.CDS, Type.CDS)).hasSize(2);
          set("PUBLISH-CDS");
          assertThat(answer(Type.CDS, Type.CDS)).isEmpty();
        });
    EFFECTS.put(
        MetadataKind.PUBLISH_CDNSKEY,
        () -> {
          set("PUBLISH-CDNSKEY", "1");
          assertThat(answer(Type.CDNSKEY, Type.CDNSKEY)).hasSize(1);
          set("PUBLISH-CDNSKEY");
          assertThat(answer(Type.CDNSKEY, Type.CDNSKEY)).isEmpty();
        });
    EFFECTS.put(
        MetadataKind.SIGNATURE_VALIDITY,
        () -> {
          set("SIGNATURE-VALIDITY", "20200101000000 20300101000000");
          assertThat(signature().getTimeSigned()).hasToString("2020-01-01T00:00:00Z");
          set("SIGNATURE-VALIDITY");
        });
    EFFECTS.put(
        MetadataKind.SOA_EDIT,
        () -> {
          set("SOA-EDIT", "EPOCH");
          long serial = ((SOARecord) answer(Type.SOA, Type.SOA).get(0)).getSerial();
          assertThat(serial).isGreaterThan(1_700_000_000);
          set("SOA-EDIT");
        });
    EFFECTS.put(
        MetadataKind.SLAVE_RENOTIFY,
        () ->
            assertThat(daemon.run(words(PULLED, "SLAVE-RENOTIFY", "0")).err())
                .contains("the secondaries of a zone are always told"));
    EFFECTS.put(MetadataKind.SQL_RECORDS, MetadataEffectsTest::rows);
  }

  private static void alsoNotify() {
    try (DatagramSocket secondary = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      secondary.setSoTimeout(10_000);
      set("ALSO-NOTIFY", "127.0.0.1:" + secondary.getLocalPort());
      daemon.good("notify", ZONE);
      DatagramPacket packet = new DatagramPacket(new byte[512], 512);
      secondary.receive(packet);
      assertThat(packet.getData()[2] >> 3 & 0xf).as("opcode").isEqualTo(4);
      set("ALSO-NOTIFY");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The primary's TSIG-ALLOW-AXFR, and our AXFR-MASTER-TSIG. */
  private static void keys() {
    assertThat(retrieved()).isEqualTo(1);
    upstream("TSIG-ALLOW-AXFR", "k");
    assertThat(retrieved()).isEqualTo(1);
    daemon.good(words(PULLED, "AXFR-MASTER-TSIG", "k"));
    assertThat(retrieved()).isZero();
    daemon.good(words(PULLED, "AXFR-MASTER-TSIG"));
    upstream("TSIG-ALLOW-AXFR");
  }

  /** Whether increments are asked for is seen by who is asked: the unit tests of pulling see it. */
  private static void whole() {
    daemon.good(words(PULLED, "IXFR", "0"));
    assertThat(daemon.sql("SELECT content FROM domainmetadata WHERE kind = 'IXFR'"))
        .containsExactly("0");
    assertThat(daemon.run(words(PULLED, "IXFR", "2")).exit()).isEqualTo(2);
    daemon.good(words(PULLED, "IXFR"));
  }

  private static void rows() {
    String count =
        "SELECT COUNT(*) FROM records r JOIN domains d ON d.id = r.domain_id WHERE d.name = '"
            + PULLED
            + "'";
    upstream("ALLOW-AXFR-FROM", "127.0.0.0/8");
    assertThat(retrieved()).isZero();
    Awaitility.await().until(() -> daemon.sql(count).equals(List.of("4")));
    daemon.good(words(PULLED, "SQL-RECORDS", "0"));
    primary.good("load-zone", PULLED, moreFile());
    assertThat(retrieved()).isZero();
    assertThat(daemon.sql("SELECT records_serial FROM domains WHERE name = '" + PULLED + "'"))
        .containsExactly("null");
    assertThat(daemon.sql(count)).isNotEqualTo(List.of("5"));
    daemon.good(words(PULLED, "SQL-RECORDS"));
    Awaitility.await().until(() -> daemon.sql(count).equals(List.of("5")));
    upstream("ALLOW-AXFR-FROM");
  }

  private static String moreFile() {
    upstream.file("more", ZONE_FILE.replace(" 7 7200", " 8 7200") + "more A 192.0.2.3\n");
    return upstream.known("more");
  }

  @ParameterizedTest
  @EnumSource
  void a_kind_that_is_known_does_something(MetadataKind kind) {
    assertThat(EFFECTS).containsKey(kind);
    EFFECTS.get(kind).run();
  }

  @Test
  void a_kind_of_an_application_is_kept() {
    set("X-Own", "free", "values");
    assertThat(daemon.sql("SELECT content FROM domainmetadata WHERE kind = 'X-OWN' ORDER BY 1"))
        .containsExactly("free", "values");
    set("X-Own");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALLOW-DNSUPDATE-FROM",
        "TSIG-ALLOW-DNSUPDATE",
        "FORWARD-DNSUPDATE",
        "NOTIFY-DNSUPDATE",
        "SOA-EDIT-DNSUPDATE",
        "SOA-EDIT-API",
        "API-RECTIFY",
        "LUA-AXFR-SCRIPT",
        "ENABLE-LUA-RECORDS",
        "GSS-ACCEPTOR-PRINCIPAL",
        "GSS-ALLOW-AXFR-PRINCIPAL",
        "RFC1123-CONFORMANCE",
        "SIGNALING-ZONE",
        "CATALOG-HASH"
      })
  void a_kind_that_is_not_for_this_server_is_refused_with_the_reason(String kind) {
    InProcess.Result result = daemon.run(words(ZONE, kind, "1"));
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.err()).contains("'" + kind + "' of PowerDNS is not for this server: ");
    assertThat(daemon.sql("SELECT * FROM domainmetadata WHERE kind = '" + kind + "'")).isEmpty();
  }
}
