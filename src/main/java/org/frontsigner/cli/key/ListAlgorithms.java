package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.AlgorithmView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;

/** {@code list-algorithms}. */
@Command(
    name = "list-algorithms",
    header = "Lists the algorithms that keys can have.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner list-algorithms")
public final class ListAlgorithms extends Verb<List<AlgorithmView>> {
  @Override
  protected Function<Admin, List<AlgorithmView>> question() {
    return Admin::listAlgorithms;
  }

  @Override
  protected void show(List<AlgorithmView> algorithms, Output output) {
    output.line("Algorithms of DNSKEYs that this installation signs with:");
    for (AlgorithmView each : algorithms) {
      output.line(
          "%d - %s (%s), %d bits, signed by %s%s"
              .formatted(
                  each.number(),
                  each.mnemonic(),
                  each.name(),
                  each.defaultBits(),
                  each.provider(),
                  each.deprecated() ? "; not for new zones" : ""));
    }
  }
}
