package org.frontsigner.cli.tsig;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code delete-tsig-key NAME}. */
@Command(
    name = "delete-tsig-key",
    header = "Deletes a TSIG key.",
    description = {"Zones that name it go on naming it: deactivate-tsig-key first."},
    footerHeading = "%nExample:%n",
    footer = "  frontsigner delete-tsig-key transfer.example.org")
public final class DeleteTsigKey extends Change {
  @Parameters(index = "0", paramLabel = "NAME", description = "name of the TSIG key")
  private String name;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.deleteTsigKey(name);
  }
}
