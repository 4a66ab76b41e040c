package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;

class ZoneKeyTest {
  private static ZoneKey key(int flags, String algorithm, String privateKey) {
    String text =
        "Private-key-format: v1.2\nAlgorithm: " + algorithm + "\nPrivateKey: " + privateKey + "\n";
    return new ZoneKey(1, flags, true, true, KeyFile.parse(text));
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static String ds(ZoneKey key, String zone, DsDigest digest) {
    byte[] rdata = key.ds(DomainName.parse(zone), digest);
    return "%d %d %d %s"
        .formatted(
            Octets.u16(rdata, 0),
            rdata[2],
            rdata[3],
            HexFormat.of().formatHex(rdata, 4, rdata.length));
  }

  @Test
  void theDsOfRfc6605Section61ComesOut() {
    ZoneKey key = key(257, "13 (ECDSAP256SHA256)", "GU6SnQ/Ou+xC5RumuIUIuJZteXT2z0O/ok1s38Et6mQ=");
    assertThat(key.material().publicKey())
        .isEqualTo(
            base64(
                "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edb"
                    + "krSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA=="));
    assertThat(ds(key, "example.net.", DsDigest.SHA256))
        .isEqualTo("55648 13 2 b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17");
  }

  @Test
  void theDsOfRfc6605Section62ComesOut() {
    ZoneKey key =
        key(
            257,
            "14 (ECDSAP384SHA384)",
            "WURgWHCcYIYUPWgeLmiPY2DJJk02vgrmTfitxgqcL4vwW7BOrbawVmVe0d9V94SR");
    assertThat(key.material().publicKey())
        .isEqualTo(
            base64(
                "xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RC"
                    + "OpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40"));
    assertThat(ds(key, "example.net.", DsDigest.SHA384))
        .isEqualTo(
            "10771 14 4 72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0"
                + "563a9b5f4d288405c3008a946df983d6");
  }

  @Test
  void theDsOfRfc8080ComesOut() {
    ZoneKey key = key(257, "15 (ED25519)", "ODIyNjAzODQ2MjgwODAxMjI2NDUxOTAyMDQxNDIyNjI=");
    assertThat(ds(key, "example.com.", DsDigest.SHA256))
        .isEqualTo("3613 15 2 3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b");
  }

  @Test
  void thePublicKeyOfRfc8080Section62ComesOut() {
    ZoneKey key =
        key(
            257,
            "16 (ED448)",
            "xZ+5Cgm463xugtkY5B0Jx6erFTXp13rYegst0qRtNsOYnaVpMx0Z/c5EiA9x8wWbDDct/U3FhYWA");
    assertThat(key.material().publicKey())
        .isEqualTo(
            base64(
                "3kgROaDjrh0H2iuixWBrc8g2EpBBLCdGzHmn+G2MpTPh"
                    + "pj/OiBVHHSfPodx1FYYUcJKm1MDpJtIA"));
  }

  /** RFC 4509, 2.3; only the public half of its key is known. */
  @Test
  void theDsOfRfc4509ComesOut() {
    byte[] publicKey =
        base64(
            "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMz"
                + "NXxeYCmZDRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJ"
                + "BjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==");
    BigInteger modulus = new BigInteger(1, Arrays.copyOfRange(publicKey, 2, publicKey.length));
    ZoneKey key =
        new ZoneKey(
            1,
            ZoneKey.ZONE_KEY,
            true,
            true,
            new RsaMaterial(Algorithm.RSASHA1, new PublicHalf(modulus, BigInteger.valueOf(3))));
    assertThat(key.material().publicKey()).isEqualTo(publicKey);
    assertThat(ds(key, "dskey.example.com.", DsDigest.SHA256))
        .isEqualTo("60485 5 2 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a");
    assertThat(ds(key, "dskey.example.com.", DsDigest.SHA1))
        .isEqualTo("60485 5 1 2bb183af5f22588179a53b0a98631fad1a292118");
  }

  @Test
  void theOwnerOfADsCountsInLowerCase() {
    ZoneKey key = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ED25519);
    for (DsDigest digest : DsDigest.values()) {
      assertThat(ds(key, "EXAMPLE.Net.", digest)).isEqualTo(ds(key, "example.net.", digest));
    }
  }

  @Test
  void aKeyOf5ServesAs7WithAnotherTag() {
    ZoneKey five = Keys.key(1, ZoneKey.ZONE_KEY, Algorithm.RSASHA1);
    ZoneKey seven = five.withAlgorithm(Algorithm.RSASHA1_NSEC3_SHA1);
    assertThat(seven.material().publicKey()).isEqualTo(five.material().publicKey());
    assertThat(seven.keyTag()).isEqualTo((five.keyTag() + 2) & 0xffff);
    assertThat(seven).isNotEqualTo(five);
    assertThat(seven.withAlgorithm(Algorithm.RSASHA1)).isEqualTo(five);
  }

  @Test
  void keysOfTheSameMaterialAreEqual() {
    for (Algorithm algorithm : Algorithm.values()) {
      KeyMaterial made = Keys.material(1, algorithm);
      KeyMaterial read = KeyFile.parse(KeyFile.print(made));
      assertThat(read).isEqualTo(made).hasSameHashCodeAs(made);
      assertThat(Keys.material(2, algorithm)).isNotEqualTo(made);
    }
  }

  @Test
  void aLongExponentIsWrittenWithThreeOctetsOfLength() {
    BigInteger exponent = BigInteger.ONE.shiftLeft(8 * 255).add(BigInteger.ONE);
    BigInteger modulus = BigInteger.ONE.shiftLeft(2047).add(BigInteger.ONE);
    byte[] publicKey =
        new RsaMaterial(Algorithm.RSASHA256, new PublicHalf(modulus, exponent)).publicKey();
    assertThat(Arrays.copyOf(publicKey, 4)).containsExactly(0, 1, 0, 1);
    assertThat(publicKey).hasSize(3 + 256 + 256);
  }

  /** A key that can't sign. */
  private record PublicHalf(BigInteger modulus, BigInteger exponent)
      implements java.security.interfaces.RSAPrivateCrtKey {
    private static final long serialVersionUID = 1;

    @Override
    public BigInteger getModulus() {
      return modulus;
    }

    @Override
    public BigInteger getPublicExponent() {
      return exponent;
    }

    @Override
    public BigInteger getPrivateExponent() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger getPrimeP() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger getPrimeQ() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger getPrimeExponentP() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger getPrimeExponentQ() {
      throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger getCrtCoefficient() {
      throw new UnsupportedOperationException();
    }

    @Override
    public String getAlgorithm() {
      return "RSA";
    }

    @Override
    public String getFormat() {
      return null;
    }

    @Override
    public byte[] getEncoded() {
      return null;
    }
  }
}
