package org.frontsigner.cli.server;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Rediscovered;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;

/** {@code rediscover}. */
@Command(
    name = "rediscover",
    header = "Takes up zones that others wrote into the database or a named.conf.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner rediscover")
public final class Rediscover extends Verb<Rediscovered> {
  @Override
  protected Function<Admin, Rediscovered> question() {
    return Admin::rediscover;
  }

  @Override
  protected void show(Rediscovered found, Output output) {
    list("new", found.added(), output);
    list("changed", found.changed(), output);
    list("gone", found.removed(), output);
    output.warnings(found.troubles());
  }

  @Override
  protected boolean isGood(Rediscovered found) {
    return found.troubles().isEmpty();
  }

  private static void list(String what, List<String> zones, Output output) {
    output.line(
        "%d %s%s"
            .formatted(zones.size(), what, zones.isEmpty() ? "" : ": " + String.join(" ", zones)));
  }
}
