package org.frontsigner.cli.tsig;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.TsigKeyView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;

/** {@code list-tsig-keys}. */
@Command(
    name = "list-tsig-keys",
    header = "Lists all TSIG keys, with their secrets.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner list-tsig-keys")
public final class ListTsigKeys extends Verb<List<TsigKeyView>> {
  @Override
  protected Function<Admin, List<TsigKeyView>> question() {
    return Admin::listTsigKeys;
  }

  @Override
  protected void show(List<TsigKeyView> keys, Output output) {
    for (TsigKeyView key : keys) {
      output.line("%s %s. %s".formatted(key.name(), key.algorithm(), key.secret()));
    }
  }
}
