package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.SigningSpeed;
import org.frontsigner.api.Tools;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Tool;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code test-speed [ALGORITHM…]}. */
@Command(
    name = "test-speed",
    header = "Measures how fast one core of this machine signs and verifies.",
    description = {
      "Shows which library signs. Takes less than three seconds for each algorithm.",
      "ECDSA is shown as it is, and with reproducible-signing. Needs no configuration."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner test-speed ecdsa256")
public final class TestSpeed extends Tool<List<SigningSpeed>> {
  private static final String LINE = "%-34s %5s  %-8s %12s %16s";

  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "ALGORITHM",
      completionCandidates = KeyWords.Algorithms.class,
      description = "by name or number (default: all)")
  private List<String> algorithms = List.of();

  @Override
  protected Function<Tools, List<SigningSpeed>> work() {
    return tools -> tools.testSpeed(algorithms);
  }

  @Override
  protected void show(List<SigningSpeed> speeds, Output output) {
    output.line(LINE.formatted("Algorithm", "Bits", "Library", "Signatures/s", "Verifications/s"));
    for (SigningSpeed speed : speeds) {
      String reproducible = speed.reproducible() ? ", reproducible" : "";
      output.line(
          LINE.formatted(
              "%d - %s%s".formatted(speed.number(), speed.mnemonic(), reproducible),
              speed.bits(),
              library(speed.provider()),
              speed.signaturesPerSecond(),
              speed.verificationsPerSecond()));
    }
  }

  /** Its full name is long. */
  private static String library(String provider) {
    return provider.replace("AmazonCorrettoCryptoProvider", "Corretto");
  }
}
