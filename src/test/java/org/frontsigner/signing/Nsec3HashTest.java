package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Nsec3HashTest {
  private static String label(Nsec3Hash hash, String name) {
    return new String(
        Nsec3Hash.label(hash.of(DomainName.parse(name)), 0), StandardCharsets.US_ASCII);
  }

  /** RFC 5155, appendix A: salt aabbccdd, 12 iterations. */
  @ParameterizedTest
  @CsvSource({
    "example.,       0p9mhaveqvm6t7vbl5lop2u3t2rp3tom",
    "a.example.,     35mthgpgcu1qg68fab165klnsnk3dpvl",
    "ai.example.,    gjeqe526plbf1g8mklp59enfd789njgi",
    "ns1.example.,   2t7b4g4vsa5smi47k61mv5bv1a22bojr",
    "ns2.example.,   q04jkcevqvmu85r014c7dkba38o0ji5r",
    "w.example.,     k8udemvp1j2f7eg6jebps17vp3n8i58h",
    "*.w.example.,   r53bq7cc2uvmubfu5ocmm6pers9tk9en",
    "x.w.example.,   b4um86eghhds6nea196smvmlo4ors995",
    "y.w.example.,   ji6neoaepv8b5o6k4ev33abha8ht9fgc",
    "x.y.w.example., 2vptu5timamqttgl4luu9kg21e0aor3s",
    "xx.example.,    t644ebqk9bibcna874givr6joj62mlhv",
    "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example., kohar7mbb8dc2ce8a9qvl8hon4k53uhi"
  })
  void theHashesOfTheRfcComeOut(String name, String hashed) {
    Nsec3Hash hash = new Nsec3Hash(Nsec3Parameters.parse("1 1 12 aabbccdd"));
    assertThat(label(hash, name)).isEqualTo(hashed);
    assertThat(label(hash, name.toUpperCase(java.util.Locale.ROOT))).isEqualTo(hashed);
  }

  /** Salts with octets that text formats treat specially have broken others. */
  @ParameterizedTest
  @CsvSource({"00", "0a0d20", "225c27", "ff", "-"})
  void anySaltIsTakenAsItIs(String salt) throws Exception {
    byte[] octets = salt.equals("-") ? new byte[0] : HexFormat.of().parseHex(salt);
    var sha1 = java.security.MessageDigest.getInstance("SHA-1");
    byte[] name = DomainName.parse("a.example.").octets();
    sha1.update(name);
    byte[] expected = sha1.digest(octets);
    Nsec3Hash hash = new Nsec3Hash(Nsec3Parameters.parse("1 0 0 " + salt));
    assertThat(hash.of(DomainName.parse("a.example."))).isEqualTo(expected);
  }

  @Test
  void neighboursWrapRound() {
    byte[] zeros = new byte[Nsec3Hash.OCTETS];
    byte[] ones = new byte[Nsec3Hash.OCTETS];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(Nsec3Hash.neighbour(zeros, -1)).isEqualTo(ones);
    assertThat(Nsec3Hash.neighbour(ones, 1)).isEqualTo(zeros);
  }

  @Property
  void neighboursAreEachOthers(@ForAll @Size(20) byte[] hash) {
    byte[] after = Nsec3Hash.neighbour(hash, 1);
    assertThat(Nsec3Hash.neighbour(after, -1)).isEqualTo(hash);
    assertThat(new java.math.BigInteger(1, after))
        .isEqualTo(
            new java.math.BigInteger(1, hash)
                .add(java.math.BigInteger.ONE)
                .mod(java.math.BigInteger.ONE.shiftLeft(160)));
  }
}
