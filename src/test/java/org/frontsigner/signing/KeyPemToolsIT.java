package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frontsigner.scenario.stage.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys as PEM go between OpenSSL, PowerDNS, Knot and us, and keep their tags. */
class KeyPemToolsIT {
  private static final String SCHEMA = "/usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql";
  private static final String ZONE = "example.net";

  @TempDir private Path folder;

  private String run(String program, Object... arguments) {
    return Command.of(program, arguments).in(folder).run().succeeded().out();
  }

  @BeforeEach
  void zoneOfPowerDns() throws IOException {
    Files.writeString(
        folder.resolve("pdns.conf"),
        "launch=gsqlite3\ngsqlite3-database=%s/db\ngsqlite3-dnssec=yes\n".formatted(folder));
    run("sqlite3", folder.resolve("db"), ".read " + SCHEMA);
    pdnsutil("create-zone", ZONE);
  }

  private String pdnsutil(Object... words) {
    return Command.of("pdnsutil", "--config-dir=" + folder)
        .with(words)
        .in(folder)
        .run()
        .succeeded()
        .out();
  }

  private static ZoneKey ksk(KeyMaterial material) {
    return new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, material);
  }

  /** What PowerDNS says of the key with this id. */
  private void powerDnsHas(int id, ZoneKey key) {
    assertThat(pdnsutil("export-zone-dnskey", ZONE, id).replaceAll("\\s+", " "))
        .contains(
            "257 3 %d %s"
                .formatted(
                    key.algorithm().number(),
                    java.util.Base64.getEncoder().encodeToString(key.material().publicKey())));
    assertThat(pdnsutil("list-keys", ZONE)).containsPattern("\\b%d\\b".formatted(key.keyTag()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void opensslPowerDnsAndKnotReadWhatWePrint(Algorithm algorithm) throws IOException {
    // PowerDNS gives RSASHA1 the number that goes with NSEC, which the zone has.
    ZoneKey key = ksk(Keys.material(1, algorithm));
    Files.writeString(folder.resolve("our.pem"), KeyPem.print(key.material()));
    assertThat(run("openssl", "pkey", "-in", "our.pem", "-check", "-noout")).contains("valid");
    pdnsutil("import-zone-key-pem", ZONE, "our.pem", algorithm.number(), "ksk");
    if (algorithm != Algorithm.RSASHA1_NSEC3_SHA1) {
      powerDnsHas(1, key);
    }
    assertThat(KeyPem.parse(pdnsutil("export-zone-key-pem", ZONE, 1), algorithm))
        .isEqualTo(key.material());
    // Knot reads nothing but PKCS #8.
    run("openssl", "pkcs8", "-topk8", "-nocrypt", "-in", "our.pem", "-out", "pkcs8.pem");
    run("keymgr", "-D", "kasp", ZONE, "import-pem", "pkcs8.pem", "algorithm=" + algorithm.number());
    assertThat(run("keymgr", "-D", "kasp", ZONE, "list"))
        .contains(
            Integer.toString(
                new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, key.material()).keyTag()));
  }

  /** Each way that OpenSSL makes or converts a key of the algorithm. */
  private static Map<String, List<String>> ways(String name, Algorithm algorithm) {
    if (algorithm.family() == Algorithm.Family.RSA) {
      return Map.of(
          "pkcs8", List.of("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"),
          "pkcs1", List.of("genrsa", "-traditional", "1024"));
    } else if (algorithm.family() == Algorithm.Family.ECDSA) {
      return Map.of(
          "pkcs8",
          List.of("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:" + name),
          "sec1",
          List.of("ecparam", "-name", name, "-genkey", "-noout"),
          "parameters",
          List.of("ecparam", "-name", name, "-genkey"));
    }
    return Map.of("pkcs8", List.of("genpkey", "-algorithm", name));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSASHA256", "ECDSAP256SHA256", "ECDSAP384SHA384", "ED25519", "ED448"})
  void everyPemOfOpensslIsReadAsPowerDnsReadsIt(Algorithm algorithm) throws IOException {
    String name =
        switch (algorithm) {
          case ECDSAP256SHA256 -> "prime256v1";
          case ECDSAP384SHA384 -> "secp384r1";
          default -> algorithm.mnemonic();
        };
    int id = 0;
    for (List<String> words : ways(name, algorithm).values()) {
      Files.writeString(folder.resolve("their.pem"), run("openssl", words.toArray()));
      ZoneKey key = ksk(KeyPem.parse(Files.readString(folder.resolve("their.pem")), algorithm));
      KeyProof.prove(key.material(), CryptoChoice.best(false));
      pdnsutil("import-zone-key-pem", ZONE, "their.pem", algorithm.number(), "ksk");
      powerDnsHas(++id, key);
    }
  }

  @Test
  void whatOpensslEncryptedIsRefusedWithTheWayToDecryptIt() {
    for (String form : List.of("-aes256", "-traditional -aes128")) {
      run("openssl", "genpkey", "-algorithm", "RSA", "-out", "clear.pem");
      String words = "pkey -in clear.pem -passout pass:secret " + form;
      String text = run("openssl", (Object[]) words.split(" ", -1));
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> KeyPem.parse(text, Algorithm.RSASHA256))
          .hasMessageContaining("it is encrypted");
    }
  }
}
