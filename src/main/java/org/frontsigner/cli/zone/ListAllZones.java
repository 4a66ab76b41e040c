package org.frontsigner.cli.zone;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.ZoneLine;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list-all-zones}. */
@Command(
    name = "list-all-zones",
    header = "Lists the names of all zones, or of those of a kind.",
    footerHeading = "%nExample:%n",
    footer = {"  frontsigner list-all-zones", "  frontsigner list-all-zones secondary"})
public final class ListAllZones extends Verb<List<ZoneLine>> {
  private static final Map<String, String> KINDS =
      Map.of(
          "primary", "master",
          "master", "master",
          "secondary", "slave",
          "slave", "slave",
          "native", "native");

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      completionCandidates = Kinds.class,
      description = "secondary or slave, native, primary or master (default: all zones)")
  private String kind;

  /** What completion offers. */
  static final class Kinds extends Words {
    Kinds() {
      super("primary", "secondary", "native");
    }
  }

  @Override
  protected Function<Admin, List<ZoneLine>> question() {
    if (kind == null) {
      return Admin::listAllZones;
    }
    String wanted = KINDS.get(kind.toLowerCase(Locale.ROOT));
    if (wanted == null) {
      throw wrongUse("'" + kind + "' is none of primary, secondary and native");
    }
    return admin ->
        admin.listAllZones().stream().filter(line -> line.kind().equals(wanted)).toList();
  }

  @Override
  protected void show(List<ZoneLine> zones, Output output) {
    for (ZoneLine each : zones) {
      String name = each.zone();
      output.line(name.length() > 1 ? name.substring(0, name.length() - 1) : name);
    }
  }
}
