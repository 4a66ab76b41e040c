package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.Type;

/** The commands that users of pdnssec know about what others signed, files and tokens. */
final class SeedSurroundings {
  private static final String SIGNED = "signed.powerdnssec.org";
  private static final String TOKEN = "token.powerdnssec.org";

  private SeedSurroundings() {}

  static List<SeedCommand> all() {
    List<SeedCommand> all = new ArrayList<>();
    all.addAll(presigned());
    all.addAll(files());
    all.addAll(tokens());
    return all;
  }

  /** What others signed is what this server handed on before; its keys are gone. */
  private static List<SeedCommand> presigned() {
    return List.of(
        SeedCommand.of(
            "set-presigned " + SIGNED,
            scene -> {
              scene.run("load-zone " + SIGNED + " {handed-on}");
              assertThat(metadata(scene, SIGNED)).containsExactly("PRESIGNED|1");
              assertThat(scene.sql("SELECT id FROM cryptokeys WHERE domain_id = " + id(SIGNED)))
                  .isEmpty();
              assertThat(scene.signers(SIGNED, Type.SOA))
                  .containsExactly(Integer.valueOf(scene.known("signed-tag")));
              assertThat(scene.show(SIGNED)).contains("Zone is presigned");
            },
            SeedSurroundings::handOn),
        SeedCommand.of(
            "unset-presigned " + SIGNED,
            scene -> {
              assertThat(metadata(scene, SIGNED)).isEmpty();
              assertThat(scene.signers(SIGNED, Type.SOA)).isEmpty();
              assertThat(scene.show(SIGNED)).contains("Zone is not actively secured");
            }));
  }

  private static void handOn(SeedScene scene) {
    scene.look("load-zone", SIGNED, scene.known("zone"));
    scene.look("secure-zone", SIGNED);
    scene.remember("signed-tag", Integer.toString(scene.signers(SIGNED, Type.SOA).get(0)));
    scene.file("handed-on", scene.transfer(SIGNED));
    scene.look("delete-zone", SIGNED);
    scene.look("create-zone", SIGNED);
  }

  private static String id(String zone) {
    return "(SELECT id FROM domains WHERE name = '" + zone + "')";
  }

  private static List<String> metadata(SeedScene scene, String zone) {
    return scene.sql("SELECT kind, content FROM domainmetadata WHERE domain_id = " + id(zone));
  }

  private static List<SeedCommand> files() {
    return List.of(
        SeedCommand.of(
            "create-bind-db {folder}/bind.sqlite3",
            scene ->
                assertThat(
                        scene.sqlite(
                            "bind.sqlite3",
                            "",
                            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"))
                    .contains("cryptokeys", "domainmetadata", "tsigkeys")),
        SeedCommand.of(
            "zone2sql --dnssec --zone={zone} --zone-name=" + SeedCommands.ROLL,
            scene -> {
              String rows = "SELECT name, type, ordername FROM records";
              List<String> made =
                  scene.sqlite("zone2sql.sqlite3", SCHEMA + scene.out(), rows + " ORDER BY 1, 2");
              assertThat(made)
                  .hasSize(8)
                  .containsExactlyInAnyOrderElementsOf(
                      scene.sql(rows + " WHERE domain_id = " + id(SeedCommands.ROLL)));
            }));
  }

  private static final String SCHEMA =
      """
      CREATE TABLE domains (id INTEGER PRIMARY KEY, name, master, last_check, type);
      CREATE TABLE records (id INTEGER PRIMARY KEY, domain_id, name, type, content, ttl, prio,
       disabled DEFAULT 0, ordername, auth);
      """;

  private static List<SeedCommand> tokens() {
    return List.of(
        SeedCommand.of(
            "hsm assign " + TOKEN + " ecdsa256 ksk softhsm2 seed file:{pin} there",
            scene -> {
              scene.remember("in-token");
              assertThat(SeedCommands.row(scene, "in-token")).isEqualTo("257|TRUE|TRUE");
              assertThat(
                      scene.sql(
                          "SELECT content FROM cryptokeys WHERE id = " + scene.known("in-token")))
                  .singleElement()
                  .asString()
                  .contains("Engine: softhsm2", "Label: there")
                  .doesNotContain("PrivateKey");
              assertThat(scene.signers(TOKEN, Type.SOA))
                  .containsExactly(scene.tag(TOKEN, scene.known("in-token")));
            },
            scene -> scene.look("load-zone", TOKEN, scene.known("zone"))),
        SeedCommand.of(
            "hsm create-key " + TOKEN + " {later}",
            scene -> {
              assertThat(SeedCommands.row(scene, "later")).isEqualTo("256|FALSE|TRUE");
              assertThat(scene.dnskeys(TOKEN)).isEqualTo(2);
              assertThat(scene.signers(TOKEN, Type.SOA))
                  .containsExactly(scene.tag(TOKEN, scene.known("in-token")));
            },
            scene -> {
              scene.run(
                  "hsm assign "
                      + TOKEN
                      + " ecdsa256 zsk softhsm2 seed file:{pin} made --create-later --inactive");
              scene.remember("later");
            }));
  }
}
