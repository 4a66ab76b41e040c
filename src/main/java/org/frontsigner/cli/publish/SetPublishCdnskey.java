package org.frontsigner.cli.publish;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code set-publish-cdnskey ZONE [delete]}. */
@Command(
    name = "set-publish-cdnskey",
    header = "Gives a zone a CDNSKEY set, for the parent to read.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner set-publish-cdnskey example.org")
public final class SetPublishCdnskey extends Change {
  private static final String DELETE = "delete";

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = DELETE,
      completionCandidates = Delete.class,
      description = "publish the record that asks the parent to remove the DS")
  private String delete;

  /** What completion offers. */
  static final class Delete extends Words {
    Delete() {
      super("delete");
    }
  }

  @Override
  protected Function<Admin, Done> question() {
    if (delete != null && !delete.equalsIgnoreCase(DELETE)) {
      throw wrongUse("'" + delete + "' is not '" + DELETE + "', which alone may follow the zone");
    }
    return admin -> admin.setPublishCdnskey(zone, delete != null);
  }
}
