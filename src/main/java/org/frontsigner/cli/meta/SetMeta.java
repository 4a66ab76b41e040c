package org.frontsigner.cli.meta;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code set-meta ZONE KIND [VALUE…]}. */
@Command(
    name = "set-meta",
    header = "Replaces the values of a setting of a zone.",
    description = {"No value: the setting is unset."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner set-meta example.org ALSO-NOTIFY 192.0.2.3 192.0.2.4:5300")
public final class SetMeta extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "KIND",
      description = "what to set, such as ALSO-NOTIFY, SOA-EDIT or X-anything")
  private String kind;

  @Parameters(
      index = "2..*",
      arity = "0..*",
      paramLabel = "VALUE",
      description = "a value; several for kinds that have several")
  private List<String> values = List.of();

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.setMeta(zone, kind, values, isForced());
  }
}
