package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

/** The records that RFC 3597, 5 has as examples, in the class that we serve and in theirs. */
class Rfc3597ExamplesTest {
  private static String read(String line) throws MasterFileError {
    List<String> records = new ArrayList<>();
    MasterFile.read(
        new ByteArrayInputStream(("$TTL 5\n" + line).getBytes(StandardCharsets.US_ASCII)),
        "zone.db",
        DomainName.ROOT,
        MasterFileRules.withoutIncludes(10),
        (owner, type, ttlSeconds, rdata) ->
            records.add(owner + " " + type + " " + HexFormat.of().formatHex(rdata)));
    return String.join("\n", records);
  }

  @Test
  void anUnknownTypeIsReadOverSeveralLines() throws MasterFileError {
    assertThat(read("a.example.   IN   TYPE731         \\# 6 abcd (\n  ef 01 23 45 )"))
        .isEqualTo("a.example. 731 abcdef012345");
  }

  @Test
  void rdataMayBeEmpty() throws MasterFileError {
    assertThat(read("b.example.   IN          TYPE62347       \\# 0"))
        .isEqualTo("b.example. 62347 ");
  }

  @Test
  void aKnownTypeMayHaveItsRdataInHexadecimal() throws MasterFileError {
    assertThat(read("e.example.   IN          A               \\# 4 0A000001"))
        .isEqualTo("e.example. 1 0a000001");
  }

  @Test
  void aKnownClassAndAKnownTypeMayBeNumbers() throws MasterFileError {
    assertThat(read("e.example.   CLASS1      TYPE1           10.0.0.2"))
        .isEqualTo("e.example. 1 0a000002");
  }

  @Test
  void theClassesOfTheExamplesThatWeDoNotServeAreRefused() {
    for (String line :
        new String[] {
          "a.example.   CLASS32     TYPE731         \\# 6 abcd (\n ef 01 23 45 )",
          "b.example.   HS          TYPE62347       \\# 0"
        }) {
      assertThatExceptionOfType(MasterFileError.class)
          .isThrownBy(() -> read(line))
          .withMessageContaining("class");
    }
  }
}
