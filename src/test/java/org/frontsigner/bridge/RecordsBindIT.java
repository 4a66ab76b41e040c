package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.bridge.Samples.Sample;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** BIND reads the text that we write to the octets that it was written from. */
class RecordsBindIT {
  /** All but DSYNC, which BIND 9.18 does not know by name. */
  static List<Sample> samples() {
    return Samples.all().stream().filter(sample -> sample.type() != RrType.DSYNC).toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bind_reads_our_text(Sample sample) throws IOException {
    String type = RrType.name(sample.type());
    String expected =
        "CLASS1\tTYPE%d\t\\# %d %s"
            .formatted(
                sample.type(),
                sample.rdata().length,
                HexFormat.of().withUpperCase().formatHex(sample.rdata()));
    String record = "IN " + type + " " + Records.text(sample.type(), sample.rdata());
    assertThat(checked(record)).isEqualTo(expected.strip());
  }

  private static String checked(String record) throws IOException {
    Process checker = new ProcessBuilder("named-rrchecker", "-u").redirectErrorStream(true).start();
    try (var in = checker.getOutputStream()) {
      in.write((record + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return new String(checker.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
  }
}
