package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.frontsigner.scenario.stage.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * OpenSSL's GOST engine, which shares no code with the library that signs here, verifies our
 * signatures, makes keys that we read, and computes the same digest.
 */
class GostToolsIT {
  private static final byte[] MESSAGE =
      "a message of a few octets".getBytes(StandardCharsets.US_ASCII);

  @TempDir private Path folder;

  private String openssl(Object... words) {
    return Command.of("openssl", words).in(folder).run().succeeded().out();
  }

  private static ZoneKey key(KeyMaterial material) {
    return new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, material);
  }

  private void writePublicKey(KeyMaterial material) throws IOException {
    byte[] info =
        new SubjectPublicKeyInfo(GostMaterial.IDENTIFIER, new DEROctetString(material.publicKey()))
            .getEncoded();
    Files.writeString(
        folder.resolve("public.pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(info)
            + "\n-----END PUBLIC KEY-----\n");
  }

  private void opensslVerifies(KeyMaterial material) throws IOException {
    writePublicKey(material);
    Files.write(folder.resolve("message"), MESSAGE);
    Files.write(
        folder.resolve("signature"),
        new Signer(key(material), CryptoChoice.best(false)).sign(MESSAGE, MESSAGE.length));
    assertThat(
            openssl(
                "dgst",
                "-engine",
                "gost",
                "-md_gost94",
                "-verify",
                "public.pem",
                "-signature",
                "signature",
                "message"))
        .contains("Verified OK");
  }

  @Test
  void opensslVerifiesWhatWeSign() throws IOException {
    KeyMaker maker = new KeyMaker(new SecureRandom());
    for (int i = 0; i < 10; i++) {
      opensslVerifies(maker.make(Algorithm.ECC_GOST, 256));
    }
  }

  @Test
  void aKeyOfOpensslSignsHere() throws IOException {
    openssl(
        "genpkey",
        "-engine",
        "gost",
        "-algorithm",
        "gost2001",
        "-pkeyopt",
        "paramset:A",
        "-outform",
        "DER",
        "-out",
        "private.der");
    byte[] info = Files.readAllBytes(folder.resolve("private.der"));
    opensslVerifies(
        KeyFile.parse(
            "Private-key-format: v1.2\nAlgorithm: 12 (ECC-GOST)\nGostAsn1: "
                + Base64.getEncoder().encodeToString(info)
                + "\n"));
  }

  @Test
  void opensslComputesTheSameDigest() throws IOException {
    Files.write(folder.resolve("message"), MESSAGE);
    assertThat(openssl("dgst", "-engine", "gost", "-md_gost94", "message"))
        .contains(HexFormat.of().formatHex(DsDigest.GOST.of(MESSAGE)));
  }
}
