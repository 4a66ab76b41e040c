package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;

class ZoneKeyTest {
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
}
