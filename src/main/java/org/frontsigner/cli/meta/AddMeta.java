package org.frontsigner.cli.meta;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.GuardedChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code add-meta ZONE KIND VALUE…}. */
@Command(
    name = "add-meta",
    header = "Adds values to a setting of a zone.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner add-meta example.org ALSO-NOTIFY 192.0.2.5")
public final class AddMeta extends GuardedChange {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "KIND",
      description = "what to set, such as ALSO-NOTIFY, SOA-EDIT or X-anything")
  private String kind;

  @Parameters(index = "2..*", arity = "1..*", paramLabel = "VALUE", description = "a value to add")
  private List<String> values;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.addMeta(zone, kind, values, isForced());
  }
}
