package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.app.SeedScene.records;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The commands that the users of pdnssec know, in an order in which they can be typed. */
final class SeedCommands {
  /** All verbs of pdnssec, and what else was run beside it. */
  static final List<String> VERBS =
      List.of(
          "activate-zone-key",
          "add-zone-key",
          "check-zone",
          "check-all-zones",
          "deactivate-zone-key",
          "disable-dnssec",
          "export-zone-dnskey",
          "export-zone-key",
          "hash-zone-record",
          "import-zone-key",
          "import-zone-key-pem",
          "generate-zone-key",
          "rectify-zone",
          "rectify-all-zones",
          "remove-zone-key",
          "secure-zone",
          "secure-all-zones",
          "set-nsec3",
          "set-presigned",
          "show-zone",
          "unset-nsec3",
          "unset-presigned",
          "import-tsig-key",
          "generate-tsig-key",
          "delete-tsig-key",
          "list-tsig-keys",
          "activate-tsig-key",
          "deactivate-tsig-key",
          "get-meta",
          "set-meta",
          "hsm",
          "create-bind-db",
          "zone2sql");

  private static final String ZONE = "powerdnssec.org";
  static final String ROLL = "roll.powerdnssec.org";

  private static final String ZONE_FILE =
      """
      $TTL 3600
      @ SOA ns1 hostmaster 7 7200 3600 500000 300
      @ NS ns1
      ns1 A 192.0.2.1
      www A 192.0.2.2
      a.b TXT "text"
      sub NS ns.sub
      ns.sub A 192.0.2.3
      """;

  private SeedCommands() {}

  /** What has to be there before the first command. */
  static void prepare(SeedScene scene) {
    scene.file("zone", ZONE_FILE);
    scene.run("load-zone " + ZONE + " {zone}");
    scene.run("load-zone " + ROLL + " {zone}");
  }

  static List<SeedCommand> all() {
    List<SeedCommand> all = new ArrayList<>();
    all.addAll(securing());
    all.addAll(denial());
    all.addAll(rectifying());
    all.addAll(keys());
    all.addAll(zoneKeyRollover());
    all.addAll(keyKeyRollover());
    all.addAll(settings());
    all.addAll(tsig());
    all.addAll(insecure());
    all.addAll(SeedSurroundings.all());
    return all;
  }

  private static List<SeedCommand> securing() {
    return List.of(
        SeedCommand.of(
            "check-zone " + ZONE,
            scene -> assertThat(scene.out()).contains("Checked 7 records", " 0 errors")),
        SeedCommand.of(
            "secure-zone " + ZONE,
            scene -> {
              assertThat(scene.sql("SELECT flags, active, published FROM cryptokeys"))
                  .containsExactly("257|TRUE|TRUE");
              scene.remember("csk", scene.sql("SELECT id FROM cryptokeys").get(0));
              int tag = scene.tag(ZONE, scene.known("csk"));
              assertThat(scene.signers(ZONE, Type.SOA)).containsExactly(tag);
              assertThat(scene.signers(ZONE, Type.DNSKEY)).containsExactly(tag);
            }),
        SeedCommand.of(
            "show-zone " + ZONE,
            scene ->
                assertThat(scene.out())
                    .containsPattern(
                        "ID = \\d+ \\(CSK\\), flags = 257, tag = \\d+, algo = 13, bits = 256\t"
                            + "  Active\t Published  \\( ECDSAP256SHA256 \\)")
                    .containsPattern("CSK DNSKEY = powerdnssec.org. IN DNSKEY 257 3 13 \\S+ ;")
                    .containsPattern("DS = powerdnssec.org. IN DS \\d+ 13 2 [0-9a-f]{64} ;")
                    .containsPattern("DS = powerdnssec.org. IN DS \\d+ 13 1 [0-9a-f]{40} ;")),
        SeedCommand.of(
            "secure-all-zones increase-serial",
            scene -> {
              assertThat(scene.out()).contains("Secured: 1 zones.", "Errors: 0");
              assertThat(scene.signers(ROLL, Type.SOA)).hasSize(1);
              assertThat(scene.show(ROLL)).contains("Serial of the primary: 8, served: ");
            }),
        SeedCommand.of(
            "check-all-zones",
            scene -> assertThat(scene.out()).contains("Checked 2 zones, 0 had errors.")));
  }

  private static List<SeedCommand> denial() {
    return List.of(
        SeedCommand.of(
            "set-nsec3 powerdnssec.org '1 0 1 ab' narrow",
            scene -> {
              assertThat(scene.sql("SELECT kind, content FROM domainmetadata ORDER BY kind"))
                  .containsExactly("NSEC3NARROW|1", "NSEC3PARAM|1 0 1 ab");
              assertThat(scene.show(ZONE))
                  .contains("Zone has NARROW hashed NSEC3 semantics, configuration: 1 0 1 ab");
              assertThat(scene.denial(ZONE)).contains("NSEC3");
              scene.look("rectify-zone", ZONE);
              assertThat(ordernames(scene)).containsOnly("null");
            }),
        SeedCommand.of(
            "set-nsec3 powerdnssec.org '1 0 1 ab'",
            scene -> {
              assertThat(scene.sql("SELECT content FROM domainmetadata")).containsOnly("1 0 1 ab");
              assertThat(scene.show(ZONE)).contains("Zone has hashed NSEC3 semantics");
              scene.look("rectify-zone", ZONE);
              assertThat(ordernames(scene)).anyMatch(each -> each.matches("[0-9a-v]{32}"));
            }),
        SeedCommand.of(
            "hash-zone-record powerdnssec.org www.powerdnssec.org",
            scene ->
                assertThat(
                        scene.sql(
                            "SELECT DISTINCT ordername FROM records"
                                + " WHERE name = 'www.powerdnssec.org'"))
                    .containsExactly(scene.out().strip())),
        SeedCommand.of(
            "unset-nsec3 powerdnssec.org",
            scene -> {
              assertThat(scene.sql("SELECT * FROM domainmetadata")).isEmpty();
              assertThat(scene.show(ZONE)).contains("Zone has NSEC semantics");
              assertThat(scene.denial(ZONE)).contains("NSEC").doesNotContain("NSEC3");
            }));
  }

  private static List<String> ordernames(SeedScene scene) {
    return scene.sql(
        "SELECT DISTINCT ordername FROM records WHERE name LIKE '%powerdnssec.org'"
            + " AND name NOT LIKE '%roll.powerdnssec.org'");
  }

  private static List<SeedCommand> rectifying() {
    return List.of(
        SeedCommand.of(
            "rectify-zone powerdnssec.org roll.powerdnssec.org",
            scene -> {
              assertThat(
                      scene.sql(
                          "SELECT name, type, ordername, auth FROM records"
                              + " WHERE name IN ('b.powerdnssec.org', 'a.b.powerdnssec.org',"
                              + " 'sub.powerdnssec.org', 'ns.sub.powerdnssec.org')"
                              + " ORDER BY name"))
                  .containsExactly(
                      "a.b.powerdnssec.org|TXT|b a|TRUE",
                      "b.powerdnssec.org|null|null|TRUE",
                      "ns.sub.powerdnssec.org|A|null|FALSE",
                      "sub.powerdnssec.org|NS|sub|FALSE");
              damage(scene);
            }),
        SeedCommand.of(
            "rectify-all-zones",
            scene -> {
              assertThat(scene.out()).contains("Rectified 2 zones.", "Errors: 0");
              assertThat(
                      scene.sql(
                          "SELECT ordername, auth FROM records"
                              + " WHERE name = 'www.powerdnssec.org'"))
                  .containsExactly("www|TRUE");
              assertThat(scene.look("check-zone", ZONE)).contains(" 0 errors");
            }));
  }

  /** Somebody writes to the table behind our back. */
  private static void damage(SeedScene scene) {
    int changed =
        scene.change(
            "UPDATE records SET auth = FALSE, ordername = 'zzz' WHERE name = 'www.powerdnssec.org'");
    assertThat(changed).isEqualTo(1);
  }

  private static List<SeedCommand> keys() {
    return List.of(
        SeedCommand.of(
            "generate-zone-key ksk rsasha256 2048",
            scene -> {
              assertThat(scene.out()).startsWith("Flags: 257\nPrivate-key-format: v1.2\n");
              assertThat(scene.sql("SELECT id FROM cryptokeys")).hasSize(2);
              scene.file("generated.private", scene.out());
            }),
        SeedCommand.of(
            "import-zone-key powerdnssec.org {generated.private} ksk inactive",
            scene -> {
              scene.remember("imported");
              assertThat(row(scene, "imported")).isEqualTo("257|FALSE|TRUE");
              assertThat(scene.dnskeys(ZONE)).isEqualTo(2);
            }),
        SeedCommand.of(
            "export-zone-key powerdnssec.org {imported}",
            scene -> {
              String numbers = scene.out().lines().skip(1).reduce("", String::concat);
              assertThat(
                      scene.sql(
                          "SELECT content FROM cryptokeys WHERE id = " + scene.known("imported")))
                  .hasSize(1)
                  .allMatch(
                      content ->
                          content.lines().skip(1).reduce("", String::concat).equals(numbers));
            }),
        SeedCommand.of(
            "export-zone-dnskey powerdnssec.org {imported}",
            scene -> {
              assertThat(scene.out())
                  .contains("powerdnssec.org. IN DNSKEY 257 3 8 ", "IN DS ")
                  .contains(" " + scene.tag(ZONE, scene.known("imported")) + " 8 2 ");
              scene.file(
                  "other.pem", scene.look("export-zone-key-pem", ZONE, scene.known("imported")));
            }),
        SeedCommand.of(
            "import-zone-key-pem roll.powerdnssec.org {other.pem} 8 zsk inactive unpublished",
            scene -> {
              scene.remember("pem");
              assertThat(row(scene, "pem")).isEqualTo("256|FALSE|FALSE");
              assertThat(scene.show(ROLL))
                  .contains("ID = " + scene.known("pem") + " (CSK), flags = 256");
            }),
        SeedCommand.of(
            "remove-zone-key roll.powerdnssec.org {pem}",
            scene ->
                assertThat(scene.show(ROLL)).doesNotContain("ID = " + scene.known("pem") + " ")),
        SeedCommand.of(
            "remove-zone-key powerdnssec.org {imported}",
            scene -> assertThat(scene.dnskeys(ZONE)).isEqualTo(1)));
  }

  /** Flags, activity and publication of a key that is known by this name. */
  static String row(SeedScene scene, String key) {
    return scene
        .sql("SELECT flags, active, published FROM cryptokeys WHERE id = " + scene.known(key))
        .get(0);
  }

  private static List<SeedCommand> zoneKeyRollover() {
    return List.of(
        SeedCommand.of(
            "add-zone-key powerdnssec.org zsk active ecdsa256",
            scene -> {
              scene.remember("prev-zsk");
              assertThat(row(scene, "prev-zsk")).isEqualTo("256|TRUE|TRUE");
              assertThat(scene.signers(ZONE, Type.SOA))
                  .containsExactly(scene.tag(ZONE, scene.known("prev-zsk")));
            }),
        SeedCommand.of(
            "add-zone-key powerdnssec.org zsk",
            scene -> {
              scene.remember("next-zsk");
              assertThat(row(scene, "next-zsk")).isEqualTo("256|FALSE|TRUE");
              assertThat(scene.dnskeys(ZONE)).isEqualTo(3);
            }),
        SeedCommand.of(
            "activate-zone-key powerdnssec.org {next-zsk}",
            scene -> assertThat(scene.signers(ZONE, Type.SOA)).hasSize(2)),
        SeedCommand.of(
            "deactivate-zone-key powerdnssec.org {prev-zsk}",
            scene ->
                assertThat(scene.signers(ZONE, Type.SOA))
                    .containsExactly(scene.tag(ZONE, scene.known("next-zsk")))),
        SeedCommand.of(
            "remove-zone-key powerdnssec.org {prev-zsk}",
            scene -> {
              assertThat(scene.dnskeys(ZONE)).isEqualTo(2);
              assertThat(
                      scene.sql("SELECT id FROM cryptokeys WHERE id = " + scene.known("prev-zsk")))
                  .isEmpty();
            }));
  }

  private static List<SeedCommand> keyKeyRollover() {
    return List.of(
        SeedCommand.of(
            "add-zone-key powerdnssec.org ksk",
            scene -> {
              scene.remember("next-ksk");
              assertThat(row(scene, "next-ksk")).isEqualTo("257|FALSE|TRUE");
            }),
        SeedCommand.of(
            "show-zone powerdnssec.org",
            scene -> {
              for (String key : List.of("csk", "next-ksk")) {
                int tag = scene.tag(ZONE, scene.known(key));
                assertThat(scene.out()).contains("DS = powerdnssec.org. IN DS " + tag + " 13 2 ");
              }
            }),
        SeedCommand.of(
            "activate-zone-key powerdnssec.org {next-ksk}",
            scene -> assertThat(scene.signers(ZONE, Type.DNSKEY)).hasSize(2)),
        SeedCommand.of(
            "deactivate-zone-key powerdnssec.org {csk}",
            scene ->
                assertThat(scene.signers(ZONE, Type.DNSKEY))
                    .containsExactly(scene.tag(ZONE, scene.known("next-ksk")))),
        SeedCommand.of(
            "remove-zone-key powerdnssec.org {csk}",
            scene -> assertThat(scene.dnskeys(ZONE)).isEqualTo(2)));
  }

  private static List<SeedCommand> settings() {
    return List.of(
        SeedCommand.of(
            "set-meta powerdnssec.org SOA-EDIT INCEPTION-INCREMENT",
            scene -> {
              assertThat(scene.sql("SELECT kind, content FROM domainmetadata"))
                  .containsExactly("SOA-EDIT|INCEPTION-INCREMENT");
              assertThat(scene.show(ZONE)).contains("SOA-EDIT INCEPTION-INCREMENT");
            }),
        SeedCommand.of(
            "get-meta powerdnssec.org SOA-EDIT",
            scene -> assertThat(scene.out()).contains("SOA-EDIT = INCEPTION-INCREMENT")),
        SeedCommand.of(
            "get-meta powerdnssec.org",
            scene ->
                assertThat(scene.out()).contains("Metadata for 'powerdnssec.org'", "SOA-EDIT")),
        SeedCommand.of(
            "set-meta powerdnssec.org ALSO-NOTIFY 127.0.0.1:1 127.0.0.2:1",
            scene ->
                assertThat(
                        scene.sql(
                            "SELECT content FROM domainmetadata WHERE kind = 'ALSO-NOTIFY'"
                                + " ORDER BY content"))
                    .containsExactly("127.0.0.1:1", "127.0.0.2:1")),
        SeedCommand.of(
            "set-meta powerdnssec.org ALSO-NOTIFY",
            scene ->
                assertThat(scene.sql("SELECT * FROM domainmetadata WHERE kind = 'ALSO-NOTIFY'"))
                    .isEmpty()));
  }

  private static List<SeedCommand> tsig() {
    return List.of(
        SeedCommand.of(
            "import-tsig-key test hmac-sha256 c2VjcmV0LW9mLWEtdGVzdA==",
            scene ->
                assertThat(scene.sql("SELECT name, algorithm, secret FROM tsigkeys"))
                    .containsExactly("test|hmac-sha256|c2VjcmV0LW9mLWEtdGVzdA==")),
        SeedCommand.of(
            "generate-tsig-key made hmac-sha512",
            scene ->
                assertThat(scene.sql("SELECT algorithm FROM tsigkeys WHERE name = 'made'"))
                    .containsExactly("hmac-sha512")),
        SeedCommand.of(
            "list-tsig-keys",
            scene -> assertThat(scene.out()).contains("test", "made", "c2VjcmV0LW9mLWEtdGVzdA==")),
        SeedCommand.of(
            "activate-tsig-key powerdnssec.org test master",
            scene -> {
              assertThat(
                      scene.sql(
                          "SELECT content FROM domainmetadata WHERE kind = 'TSIG-ALLOW-AXFR'"))
                  .containsExactly("test");
              assertThat(scene.show(ZONE)).contains("Zone has following allowed TSIG key(s): test");
            }),
        SeedCommand.of(
            "deactivate-tsig-key powerdnssec.org test master",
            scene ->
                assertThat(scene.sql("SELECT * FROM domainmetadata WHERE kind LIKE '%TSIG%'"))
                    .isEmpty()),
        SeedCommand.of(
            "activate-tsig-key powerdnssec.org test slave",
            scene -> {
              assertThat(
                      scene.sql(
                          "SELECT content FROM domainmetadata WHERE kind = 'AXFR-MASTER-TSIG'"))
                  .containsExactly("test");
              assertThat(scene.show(ZONE)).contains("Zone uses following TSIG key(s): test");
            }),
        SeedCommand.of(
            "deactivate-tsig-key powerdnssec.org test slave",
            scene ->
                assertThat(scene.sql("SELECT * FROM domainmetadata WHERE kind LIKE '%TSIG%'"))
                    .isEmpty()),
        SeedCommand.of(
            "delete-tsig-key test",
            scene -> assertThat(scene.sql("SELECT name FROM tsigkeys")).containsExactly("made")));
  }

  private static List<SeedCommand> insecure() {
    return List.of(
        SeedCommand.of(
            "disable-dnssec powerdnssec.org",
            scene -> {
              assertThat(
                      scene.sql(
                          "SELECT k.active FROM cryptokeys k JOIN domains d ON d.id = k.domain_id"
                              + " WHERE d.name = 'powerdnssec.org'"))
                  .hasSize(2)
                  .containsOnly("FALSE");
              Message soa = scene.ask(ZONE, Type.SOA);
              assertThat(records(soa, Section.ANSWER, Type.SOA)).hasSize(1);
              assertThat(records(soa, Section.ANSWER, Type.RRSIG)).isEmpty();
              assertThat(soa.getQuestion().getDClass()).isEqualTo(DClass.IN);
              assertThat(scene.show(ZONE)).contains("Zone is not actively secured");
            }));
  }
}
