package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** The hashes of TSIG by the test cases of RFC 2202 (MD5 and SHA-1) and RFC 4231 (SHA-2). */
class Rfc4231HmacTest {
  @ParameterizedTest(name = "{0}, {1}")
  @CsvFileSource(resources = "rfc/hmac.psv", delimiter = '|')
  void theMacOfTheExampleComesOut(
      String source, String algorithm, String key, String data, String hmac) {
    HexFormat hex = HexFormat.of();
    HmacVector vector =
        new HmacVector(TsigAlgorithm.parse(algorithm, true), hex.parseHex(key), hex.parseHex(data));
    byte[] expected = hex.parseHex(hmac);
    byte[] mac = vector.mac();
    assertThat(mac).hasSize(vector.algorithm().macOctets());
    assertThat(Arrays.copyOf(mac, expected.length)).as(source).isEqualTo(expected);
    assertThat(TsigDigest.matches(mac, expected)).isTrue();
  }
}
