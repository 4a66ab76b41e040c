package org.frontsigner.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.util.BigIntegers;

/**
 * A test vector of Wycheproof, from the files in {@code wycheproof} beside this class.
 *
 * @param publicKey as a DNSKEY record holds it
 * @param privateKey PKCS #8 of RSA, or the seed of EdDSA; empty where the vector gives none
 * @param result valid, invalid or acceptable
 */
record Wycheproof(
    int id,
    String comment,
    String result,
    byte[] publicKey,
    byte[] privateKey,
    byte[] message,
    byte[] signature) {
  private static final String FIXED_OCTETS_OF_POINT = "04";

  /** The vectors of a file for the algorithm. */
  static List<Wycheproof> of(String name, Algorithm algorithm) {
    List<Wycheproof> vectors = new ArrayList<>();
    for (JsonNode group : read(name).get("testGroups")) {
      if (isOf(algorithm, group)) {
        group.get("tests").forEach(test -> vectors.add(vector(algorithm, group, test)));
      }
    }
    return vectors;
  }

  private static JsonNode read(String name) {
    try (InputStream file =
        Wycheproof.class.getResourceAsStream("wycheproof/" + name + "_test.json")) {
      return new ObjectMapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOf(Algorithm algorithm, JsonNode group) {
    String hash =
        switch (algorithm) {
          case RSASHA1, RSASHA1_NSEC3_SHA1 -> "SHA-1";
          case RSASHA256, ECDSAP256SHA256 -> "SHA-256";
          case RSASHA512 -> "SHA-512";
          case ECDSAP384SHA384 -> "SHA-384";
          case ED25519, ED448, ECC_GOST -> "";
        };
    return group.path("sha").asText("").equals(hash);
  }

  private static Wycheproof vector(Algorithm algorithm, JsonNode group, JsonNode test) {
    return new Wycheproof(
        test.get("tcId").asInt(),
        test.get("comment").asText(),
        test.get("result").asText(),
        publicKey(algorithm, group),
        privateKey(algorithm, group),
        hex(test.get("msg")),
        hex(test.get("sig")));
  }

  private static byte[] publicKey(Algorithm algorithm, JsonNode group) {
    return switch (algorithm.family()) {
      case RSA -> rsaKey(hex(group.get("e")), hex(group.get("n")));
      case ECDSA -> point(group.get("key").get("uncompressed").asText());
      case EDDSA -> hex(group.get("key").get("pk"));
      case GOST -> throw new IllegalArgumentException("Wycheproof has no GOST");
    };
  }

  /** RFC 3110, 2. */
  private static byte[] rsaKey(byte[] exponent, byte[] modulus) {
    byte[] e = BigIntegers.asUnsignedByteArray(new BigInteger(1, exponent));
    byte[] n = BigIntegers.asUnsignedByteArray(new BigInteger(1, modulus));
    byte[] field = new byte[1 + e.length + n.length];
    field[0] = (byte) e.length;
    System.arraycopy(e, 0, field, 1, e.length);
    System.arraycopy(n, 0, field, 1 + e.length, n.length);
    return field;
  }

  /** RFC 6605, 4: the coordinates alone. */
  private static byte[] point(String uncompressed) {
    if (!uncompressed.startsWith(FIXED_OCTETS_OF_POINT)) {
      throw new IllegalArgumentException("the point is not uncompressed");
    }
    return HexFormat.of().parseHex(uncompressed.substring(FIXED_OCTETS_OF_POINT.length()));
  }

  private static byte[] privateKey(Algorithm algorithm, JsonNode group) {
    return switch (algorithm.family()) {
      case RSA -> hex(group.path("privateKeyPkcs8"));
      case EDDSA -> hex(group.get("key").path("sk"));
      case ECDSA, GOST -> new byte[0];
    };
  }

  private static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(node.asText(""));
  }

  @Override
  public String toString() {
    return "%d (%s: %s)".formatted(id, result, comment);
  }
}
