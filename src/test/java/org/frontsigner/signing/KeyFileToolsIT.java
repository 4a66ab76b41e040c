package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Keys that ldns and BIND make are read, and they read what we print. Debian's builds of both lack
 * GOST: for that see {@link GostToolsIT}.
 */
class KeyFileToolsIT {
  private static final DomainName ZONE = DomainName.parse("example.net.");

  @TempDir private Path folder;

  private String run(String program, Object... arguments) {
    return Command.of(program, arguments).in(folder).run().succeeded().text();
  }

  private ZoneKey read(String base) throws IOException {
    KeyMaterial material = KeyFile.parse(Files.readString(folder.resolve(base + ".private")));
    return new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, material);
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

  /** BIND checks a private file against its public one when it makes a DS and when it signs. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ECC_GOST")
  void bindSignsWithAKeyThatWePrinted(Algorithm algorithm) throws IOException {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    String base = "Kexample.net.+%03d+%05d".formatted(algorithm.number(), key.keyTag());
    Files.writeString(folder.resolve(base + ".private"), KeyFile.print(key.material()));
    Files.writeString(
        folder.resolve(base + ".key"),
        "example.net. IN DNSKEY 257 3 %d %s\n"
            .formatted(
                algorithm.number(),
                Base64.getEncoder().encodeToString(key.material().publicKey())));
    Files.writeString(
        folder.resolve("zone"),
        """
        example.net. 300 IN SOA ns.example.net. root.example.net. 1 1 1 1 300
        example.net. 300 IN NS ns.example.net.
        ns.example.net. 300 IN A 192.0.2.1
        example.net. 300 IN DNSKEY 257 3 %d %s
        """
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
