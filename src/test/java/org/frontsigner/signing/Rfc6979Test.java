package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.util.Arrays;
import org.bouncycastle.util.BigIntegers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ECDSA that is reproducible, by RFC 6979: its test vectors, and its text done again. */
class Rfc6979Test {
  private static final List<CryptoChoice> REPRODUCIBLE =
      List.of(CryptoChoice.best(true), CryptoChoice.portable(true));

  /** Appendices A.2.5 with SHA-256, and A.2.6 with SHA-384. */
  @ParameterizedTest
  @CsvSource({
    "ECDSAP256SHA256, sample, C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721,"
        + "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    "ECDSAP256SHA256, test,   C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721,"
        + "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
        + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    "ECDSAP384SHA384, sample, 6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
        + "96D5724E4C70A825F872C9EA60D2EDF5,"
        + "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF9"
        + "6E36DD1E80FABE4699EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94F"
        + "A329C145786E679E7B82C71A38628AC8",
    "ECDSAP384SHA384, test,   6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D8"
        + "96D5724E4C70A825F872C9EA60D2EDF5,"
        + "8203B63D3C853E8D77227FB377BCF7B7B772E97892A80F36AB775D509D7A5FEB0542A7F0812998DA"
        + "8F1DD3CA3CF023DBDDD0760448D42D8A43AF45AF836FCE4DE8BE06B485E9B61B827C2F13173923E0"
        + "6A739F040649A667BF3B828246BAA5A5"
  })
  void appendixA2TheSignaturesAreThoseOfTheRfc(
      Algorithm algorithm, String message, String scalar, String signature)
      throws GeneralSecurityException {
    BigInteger secret = new BigInteger(scalar, 16);
    byte[] octets = message.getBytes(StandardCharsets.US_ASCII);
    byte[] expected = HexFormat.of().parseHex(signature);
    assertThat(signed(algorithm, secret, octets)).isEqualTo(expected);
    assertThat(sign(algorithm, secret, octets)).as("the text done again").isEqualTo(expected);
  }

  @Property(tries = 40)
  void everySignatureIsThatOfSection32(
      @ForAll boolean small, @ForAll @Size(32) byte[] seed, @ForAll @Size(max = 99) byte[] message)
      throws GeneralSecurityException {
    Algorithm algorithm = small ? Algorithm.ECDSAP256SHA256 : Algorithm.ECDSAP384SHA384;
    BigInteger secret = new BigInteger(1, seed).mod(curve(algorithm).getN()).max(BigInteger.ONE);
    assertThat(signed(algorithm, secret, message)).isEqualTo(sign(algorithm, secret, message));
  }

  /** Ours, which does not depend on what the fastest library is. */
  private static byte[] signed(Algorithm algorithm, BigInteger secret, byte[] message)
      throws GeneralSecurityException {
    KeyMaterial material = new EcMaterial(algorithm, secret);
    ZoneKey key = new ZoneKey(1, ZoneKey.ZONE_KEY, true, true, material);
    List<byte[]> all =
        REPRODUCIBLE.stream()
            .map(choice -> new Signer(key, choice).sign(message, message.length))
            .toList();
    assertThat(all.get(0)).isEqualTo(all.get(1));
    return all.get(0);
  }

  private static X9ECParameters curve(Algorithm algorithm) {
    return CustomNamedCurves.getByName(
        algorithm == Algorithm.ECDSAP256SHA256 ? "secp256r1" : "secp384r1");
  }

  /** Section 2.4, with the k of section 3.2: hash and order have as many bits as each other. */
  private static byte[] sign(Algorithm algorithm, BigInteger secret, byte[] message)
      throws GeneralSecurityException {
    String bits = algorithm == Algorithm.ECDSAP256SHA256 ? "256" : "384";
    X9ECParameters curve = curve(algorithm);
    BigInteger order = curve.getN();
    int octets = order.bitLength() / 8;
    byte[] hash = MessageDigest.getInstance("SHA-" + bits).digest(message);
    BigInteger number = new BigInteger(1, hash);
    byte[] entropy =
        Arrays.concatenate(
            BigIntegers.asUnsignedByteArray(octets, secret),
            BigIntegers.asUnsignedByteArray(octets, number.mod(order)));
    BigInteger k = firstBelow(order, "HmacSHA" + bits, entropy);
    BigInteger r = curve.getG().multiply(k).normalize().getAffineXCoord().toBigInteger().mod(order);
    BigInteger s = k.modInverse(order).multiply(number.add(r.multiply(secret))).mod(order);
    return Arrays.concatenate(
        BigIntegers.asUnsignedByteArray(octets, r), BigIntegers.asUnsignedByteArray(octets, s));
  }

  /** Section 3.2, from step b on. */
  private static BigInteger firstBelow(BigInteger order, String mac, byte[] entropy)
      throws GeneralSecurityException {
    byte[] v = new byte[order.bitLength() / 8];
    byte[] k = new byte[v.length];
    java.util.Arrays.fill(v, (byte) 1);
    for (byte round = 0; round < 2; round++) {
      k = hmac(mac, k, v, new byte[] {round}, entropy);
      v = hmac(mac, k, v);
    }
    v = hmac(mac, k, v);
    BigInteger candidate = new BigInteger(1, v);
    while (candidate.signum() == 0 || candidate.compareTo(order) >= 0) {
      k = hmac(mac, k, v, new byte[1]);
      v = hmac(mac, k, hmac(mac, k, v));
      candidate = new BigInteger(1, v);
    }
    return candidate;
  }

  private static byte[] hmac(String name, byte[] key, byte[]... data)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(name);
    mac.init(new SecretKeySpec(key, name));
    for (byte[] each : data) {
      mac.update(each);
    }
    return mac.doFinal();
  }
}
