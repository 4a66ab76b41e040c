package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The MACs of TSIG match those that Wycheproof calls valid, and none that it calls invalid. */
class WycheproofHmacTest {
  @ParameterizedTest
  @CsvSource({
    "HMAC_SHA1, 46, 52",
    "HMAC_SHA224, 46, 53",
    "HMAC_SHA256, 46, 54",
    "HMAC_SHA384, 46, 54",
    "HMAC_SHA512, 46, 54"
  })
  void whatIsValidMatchesAndWhatIsInvalidDoesNot(
      TsigAlgorithm algorithm, int validCount, int invalidCount) throws IOException {
    int valid = 0;
    int invalid = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode test : tests(algorithm)) {
      HmacVector vector = new HmacVector(algorithm, hex(test.get("key")), hex(test.get("msg")));
      if (!vector.fits()) {
        continue;
      }
      boolean expected = test.get("result").asText().equals("valid");
      valid += expected ? 1 : 0;
      invalid += expected ? 0 : 1;
      if (TsigDigest.matches(vector.mac(), hex(test.get("tag"))) != expected) {
        wrong.add(test.get("tcId") + " " + test.get("comment"));
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(List.of(valid, invalid)).containsExactly(validCount, invalidCount);
  }

  private static List<JsonNode> tests(TsigAlgorithm algorithm) throws IOException {
    String file = algorithm.text().replace('-', '_') + "_test.json";
    List<JsonNode> tests = new ArrayList<>();
    try (InputStream in = WycheproofHmacTest.class.getResourceAsStream("wycheproof/" + file)) {
      for (JsonNode group : new ObjectMapper().readTree(in).get("testGroups")) {
        group.get("tests").forEach(tests::add);
      }
    }
    return tests;
  }

  private static byte[] hex(JsonNode node) {
    return HexFormat.of().parseHex(node.asText());
  }
}
