package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code list-keys [ZONE]}. */
@Command(
    name = "list-keys",
    header = "Lists the keys of a zone, or of all zones.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner list-keys example.org")
public final class ListKeys extends Verb<List<KeyView>> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "ZONE",
      defaultValue = "",
      description = ZONE + " (default: all zones)")
  private String zone;

  @Override
  protected Function<Admin, List<KeyView>> question() {
    return admin -> admin.listKeys(zone);
  }

  @Override
  protected void show(List<KeyView> keys, Output output) {
    KeyLines.table(keys, output);
  }
}
