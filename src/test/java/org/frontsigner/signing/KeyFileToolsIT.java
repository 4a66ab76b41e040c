package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys that ldns, BIND and PowerDNS make are read, and they read what we print. Debian's builds of
 * both lack GOST: for that see {@link GostToolsIT}.
 */
class KeyFileToolsIT {
  private static final String UNSIGNED =
      """
      example.net. 300 IN SOA ns.example.net. root.example.net. 1 1 1 1 300
      example.net. 300 IN NS ns.example.net.
      ns.example.net. 300 IN A 192.0.2.1
      """;

  private static final DomainName ZONE = DomainName.parse("example.net.");

  @TempDir private Path folder;

  private String run(String program, Object... arguments) {
    return Command.of(program, arguments).in(folder).run().succeeded().text();
  }

  private ZoneKey read(String base) throws IOException {
    KeyMaterial material = KeyFile.parse(Files.readString(folder.resolve(base + ".private")));
    sameFields(Files.readString(folder.resolve(base + ".private")), KeyFile.print(material));
    return new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, material);
  }

  /** Each number of a key is the same, whatever dates and comments stand beside it. */
  private static void sameFields(String theirs, String ours) {
    Map<String, BigInteger> read = numbers(theirs);
    assertThat(read).isNotEmpty().isEqualTo(numbers(ours));
  }

  private static Map<String, BigInteger> numbers(String text) {
    Map<String, BigInteger> numbers = new TreeMap<>();
    for (String line : text.lines().toList()) {
      if (line.matches("(Modulus|P.*Exponent|Prime.|Exponent.|Coefficient|PrivateKey): .*")) {
        String[] words = line.split(": ", 2);
        numbers.put(words[0], new BigInteger(1, Base64.getDecoder().decode(words[1].strip())));
      }
    }
    return numbers;
  }

  private static String dnskey(ZoneKey key) {
    return "example.net. 300 IN DNSKEY 257 3 %d %s\n"
        .formatted(
            key.algorithm().number(),
            Base64.getEncoder().encodeToString(key.material().publicKey()));
  }

  /** Writes the two files of a key as our verbs export it; gives their name without the ending. */
  private String written(ZoneKey key) throws IOException {
    String base = "Kexample.net.+%03d+%05d".formatted(key.algorithm().number(), key.keyTag());
    Files.writeString(folder.resolve(base + ".private"), KeyFile.print(key.material()));
    Files.writeString(folder.resolve(base + ".key"), dnskey(key));
    return base;
  }

  /** What the tool itself says of the public half. */
  private void agrees(String base, ZoneKey key) throws IOException {
    String dnskey =
        "257 3 %d %s"
            .formatted(
                key.algorithm().number(),
                Base64.getEncoder().encodeToString(key.material().publicKey()));
    String file = Files.readString(folder.resolve(base + ".key"));
    assertThat(joined(file)).contains(joined(dnskey));
    assertThat(base).endsWith("+%05d".formatted(key.keyTag()));
  }

  private static String joined(String text) {
    return text.replaceAll("\\s+", "");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void aKeyOfBindIsRead(Algorithm algorithm) throws IOException {
    String[] words = {"-q", "-f", "KSK", "-a", Integer.toString(algorithm.number()), "example.net"};
    String base = run("dnssec-keygen", withBits(words, algorithm));
    agrees(base, read(base));
  }

  private static Object[] withBits(String[] words, Algorithm algorithm) {
    Stream<String> bits =
        algorithm.family() == Algorithm.Family.RSA ? Stream.of("-b", "2048") : Stream.empty();
    return Stream.concat(bits, Stream.of(words)).toArray();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void aKeyOfLdnsIsRead(Algorithm algorithm) throws IOException {
    boolean hashed = algorithm == Algorithm.RSASHA1_NSEC3_SHA1;
    String name = hashed ? "RSASHA1-NSEC3-SHA1" : algorithm.mnemonic();
    String[] words = {"-k", "-a", name, "example.net"};
    String base = run("ldns-keygen", withBits(words, algorithm));
    agrees(base, read(base));
  }

  /** Sizes that are no multiples of 8, and the smallest and largest that are used. */
  @ParameterizedTest
  @ValueSource(ints = {1024, 1025, 4096})
  void anRsaKeyOfAnySizeIsRead(int bits) throws IOException {
    for (String program : List.of("dnssec-keygen", "ldns-keygen")) {
      String[] words =
          program.startsWith("dnssec")
              ? new String[] {"-q", "-f", "KSK", "-a", "RSASHA256"}
              : new String[] {"-k", "-a", "RSASHA256"};
      String base =
          Command.of(program, (Object[]) words)
              .with("-b", bits, "example.net")
              .in(folder)
              .run()
              .succeeded()
              .text();
      ZoneKey key = read(base);
      agrees(base, key);
      assertThat(key.material().bits()).isEqualTo(bits);
      KeyProof.prove(key.material(), CryptoChoice.best(false));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void ldnsSignsWithAKeyThatWePrinted(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    String base = written(key);
    Files.writeString(folder.resolve("zone"), UNSIGNED);
    run("ldns-signzone", "-A", "-f", "signed", "zone", base);
    assertThat(Files.readString(folder.resolve("signed")))
        .contains(" %d example.net.".formatted(key.keyTag()));
    assertThat(run("ldns-verify-zone", "signed")).contains("verified and complete");
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void knotImportsAKeyThatWePrinted(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    run("keymgr", "-D", "kasp", "example.net", "import-bind", written(key) + ".key");
    assertThat(run("keymgr", "-D", "kasp", "example.net", "list"))
        .containsPattern("\\b%d\\b".formatted(key.keyTag()));
  }

  /** In the zone's own NSEC: PowerDNS then knows no algorithm 7. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ECC_GOST", "RSASHA1_NSEC3_SHA1"})
  void keysGoToPowerDnsAndComeBack(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    String base = written(key);
    Files.writeString(
        folder.resolve("pdns.conf"),
        "launch=gsqlite3\ngsqlite3-database=%s/db\ngsqlite3-dnssec=yes\n".formatted(folder));
    run("sqlite3", "db", ".read /usr/share/pdns-backend-sqlite3/schema/schema.sqlite3.sql");
    String here = "--config-dir=" + folder;
    run("pdnsutil", here, "create-zone", "example.net");
    run("pdnsutil", here, "import-zone-key", "example.net", base + ".private", "ksk");
    String shown = run("pdnsutil", here, "export-zone-dnskey", "example.net", 1);
    assertThat(run("pdnsutil", here, "list-keys", "example.net"))
        .containsPattern("\\b%d\\b".formatted(key.keyTag()));
    assertThat(joined(shown)).contains(joined(dnskey(key).substring(20)));
    String back = run("pdnsutil", here, "export-zone-key", "example.net", 1);
    sameFields(back, KeyFile.print(key.material()));
    assertThat(KeyFile.parse(back)).isEqualTo(key.material());
    String made = run("pdnsutil", here, "generate-zone-key", "ksk", algorithm.operatorName());
    sameFields(made, KeyFile.print(KeyFile.parse(made)));
  }

  /** BIND checks a private file against its public one when it makes a DS and when it signs. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void bindSignsWithAKeyThatWePrinted(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    String base = written(key);
    Files.writeString(
        folder.resolve("zone"),
        UNSIGNED
            + "example.net. 300 IN DNSKEY 257 3 %d %s\n"
                .formatted(
                    algorithm.number(),
                    Base64.getEncoder().encodeToString(key.material().publicKey())));
    // -z: the one key signs everything; the tool verifies what it has signed (no -P).
    run("dnssec-signzone", "-z", "-o", "example.net", "-f", "signed", "zone", base);
    assertThat(Files.readString(folder.resolve("signed")))
        .contains(" %d example.net.".formatted(key.keyTag()));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void bindMakesTheSameDs(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    Files.writeString(
        folder.resolve("Kexample.net.key"),
        "example.net. IN DNSKEY 257 3 %d %s\n"
            .formatted(
                algorithm.number(),
                Base64.getEncoder().encodeToString(key.material().publicKey())));
    for (DsDigest digest : List.of(DsDigest.SHA1, DsDigest.SHA256, DsDigest.SHA384)) {
      byte[] ds = key.ds(ZONE, digest);
      String ours =
          "%d%d%d%s"
              .formatted(
                  key.keyTag(),
                  algorithm.number(),
                  digest.number(),
                  java.util.HexFormat.of().withUpperCase().formatHex(ds, 4, ds.length));
      assertThat(joined(run("dnssec-dsfromkey", "-a", digest.name(), "Kexample.net.key")))
          .endsWith(ours);
    }
  }
}
