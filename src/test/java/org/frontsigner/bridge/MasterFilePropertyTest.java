package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.frontsigner.wire.DomainName;

class MasterFilePropertyTest {
  private static final DomainName ORIGIN = DomainName.parse("example.");
  private static final List<String> WORDS =
      List.of(
          " ",
          "\t",
          "\n",
          "\r\n",
          "(",
          ")",
          "\"",
          ";",
          "\\",
          "\\000",
          "\\999",
          "@",
          "a",
          "b.c.",
          "$TTL",
          "$ORIGIN",
          "$GENERATE",
          "$INCLUDE",
          "1-3",
          "${0,2,x}",
          "${",
          "$",
          "$$",
          "5",
          "1h",
          "IN",
          "CH",
          "A",
          "TXT",
          "NS",
          "SOA",
          "TYPE65280",
          "\\#",
          "4",
          "c0000201",
          "192.0.2.1",
          "x y",
          "a=b",
          "\u00e9",
          "\u0000");

  @Provide
  Arbitrary<String> zones() {
    return Arbitraries.oneOf(
        Arbitraries.of(WORDS).list().ofMaxSize(40).map(words -> String.join(" ", words)),
        Arbitraries.of(WORDS).list().ofMaxSize(60).map(words -> String.join("", words)),
        Arbitraries.strings().ofMaxLength(80));
  }

  @Property(tries = 6000)
  void any_text_gives_records_that_can_be_written_and_read_or_one_error(
      @ForAll("zones") String zone) {
    StringBuilder written = new StringBuilder();
    try {
      read(zone, written);
    } catch (MasterFileError error) {
      assertThat(error.line()).isPositive();
      assertThat(error.reason()).isNotBlank();
    }
    StringBuilder again = new StringBuilder();
    try {
      read(written.toString(), again);
    } catch (MasterFileError impossible) {
      throw new AssertionError(written.toString(), impossible);
    }
    assertThat(again.toString()).isEqualTo(written.toString());
  }

  @Property(tries = 2000)
  void any_octets_give_records_or_one_error(@ForAll byte[] octets) {
    String latin = new String(octets, StandardCharsets.ISO_8859_1);
    try {
      MasterFile.read(
          new ByteArrayInputStream(octets),
          "zone.db",
          ORIGIN,
          MasterFileRules.withoutIncludes(10),
          (owner, type, ttl, rdata) -> {});
    } catch (MasterFileError error) {
      assertThat((long) error.line()).isBetween(1L, latin.lines().count() + 1);
    }
  }

  private static void read(String zone, StringBuilder written) throws MasterFileError {
    MasterFile.read(
        new ByteArrayInputStream(zone.getBytes(StandardCharsets.UTF_8)),
        "zone.db",
        ORIGIN,
        MasterFileRules.withoutIncludes(100),
        (owner, type, ttl, rdata) -> {
          try {
            MasterFile.write(written, owner, type, ttl, rdata);
          } catch (IOException impossible) {
            throw new AssertionError(impossible);
          }
        });
  }
}
