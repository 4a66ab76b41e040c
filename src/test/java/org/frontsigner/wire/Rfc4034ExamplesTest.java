package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names and types as DNSSEC writes and orders them, by the examples of RFC 4034. */
class Rfc4034ExamplesTest {
  /** The NSEC record of alfa.example.com., in octets. */
  @Test
  void section43TheTypesOfAnNsecRecordHaveTheirOctets() {
    byte[] next = DomainName.parse("host.example.com.").octets();
    byte[] types = TypeBitmap.of(RrType.A, RrType.MX, RrType.RRSIG, RrType.NSEC, 1234);
    assertThat(HexFormat.of().formatHex(next) + HexFormat.of().formatHex(types))
        .isEqualTo(
            "04686f7374"
                + "076578616d706c65"
                + "03636f6d00"
                + "0006400100000003"
                + "041b"
                + "00".repeat(26)
                + "20");
    assertThat(TypeBitmap.types(types, 0, types.length)).containsExactly(1, 15, 46, 47, 1234);
  }

  @Test
  void section61TheNamesAreInCanonicalOrder() {
    List<DomainName> ordered =
        Stream.of(
                "example",
                "a.example",
                "yljkjljk.a.example",
                "Z.a.example",
                "zABC.a.EXAMPLE",
                "z.example",
                "\\001.z.example",
                "*.z.example",
                "\\200.z.example")
            .map(DomainName::parse)
            .toList();
    for (DomainName apex : new DomainName[] {DomainName.ROOT, DomainName.parse("example")}) {
      for (int seed = 0; seed < 20; seed++) {
        List<DomainName> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.sort((a, b) -> Arrays.compareUnsigned(NameKey.of(a, apex), NameKey.of(b, apex)));
        assertThat(shuffled).isEqualTo(ordered);
      }
    }
  }
}
