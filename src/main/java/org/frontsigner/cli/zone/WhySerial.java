package org.frontsigner.cli.zone;

import java.time.Instant;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.frontsigner.api.Admin;
import org.frontsigner.api.SerialLedger;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code why-serial ZONE}. */
@Command(
    name = "why-serial",
    header = "Tells why a zone was given its served serials.",
    description = {
      "Each served serial has a line in a ledger: when and why it came to be, the primary's serial, the window of the"
          + " signatures and the keys. The newest comes first.",
      "The ledger outlives the zone, so that one that is made again goes on above its last serial."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner why-serial example.org",
      "  frontsigner why-serial example.org --lines 100"
    })
public final class WhySerial extends Verb<SerialLedger> {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Option(
      names = "--lines",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many lines, 1 to 10000; ${DEFAULT-VALUE} if not given.")
  private int lines;

  @Override
  protected Function<Admin, SerialLedger> question() {
    return admin -> admin.whySerial(zone, lines);
  }

  @Override
  protected void show(SerialLedger ledger, Output output) {
    if (!ledger.exists()) {
      output.line("%s does not exist any more; its ledger is kept".formatted(ledger.zone()));
    }
    for (SerialLedger.Line line : ledger.lines()) {
      output.line(
          "%d  %s  %s  primary %d%s"
              .formatted(
                  line.servedSerial(),
                  line.when(),
                  line.cause(),
                  line.primarySerial(),
                  signed(line)));
      indented(line.what(), output);
      indented(line.rule(), output);
    }
  }

  private static String signed(SerialLedger.Line line) {
    if (line.windowInception().equals(Instant.EPOCH)) {
      return "  not signed here";
    }
    String keys = line.keyTags().stream().map(String::valueOf).collect(Collectors.joining(" "));
    return "  signed from %s by %s".formatted(line.windowInception(), keys);
  }

  private static void indented(String text, Output output) {
    if (!text.isEmpty()) {
      output.line("    " + text);
    }
  }
}
