package org.frontsigner.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/**
 * {@code completion-names zones|tsig-keys|keys [ZONE]}: what the scripts of {@link Completion} ask
 * for. Asks a daemon alone, and prints nothing where none answers.
 */
@Command(
    name = "completion-names",
    hidden = true,
    header = "Prints names for a shell to complete, if a daemon answers at once.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner completion-names zones")
final class CompletionNames implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "WHAT", description = "zones, tsig-keys or keys")
  private String what;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ZONE",
      defaultValue = "",
      description = "whose keys")
  private String zone;

  @ParentCommand private Frontsigner frontsigner;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    try {
      Optional<AdminAccess.Session> daemon = frontsigner.openDaemon();
      if (daemon.isPresent()) {
        try (AdminAccess.Session session = daemon.get()) {
          frontsigner.output().lines(names(session.admin()));
        }
      }
      return ExitCode.DONE;
    } catch (Problem nothingToOffer) {
      // Who presses TAB is not to be told of configurations.
      return ExitCode.FAILED;
    }
  }

  private List<String> names(Admin admin) {
    return switch (what) {
      case "zones" -> admin.listAllZones().stream().map(line -> bare(line.zone())).toList();
      case "tsig-keys" -> admin.listTsigKeys().stream().map(key -> bare(key.name())).toList();
      case "keys" ->
          zone.isEmpty()
              ? List.of()
              : admin.listKeys(zone).stream().map(key -> Long.toString(key.id())).toList();
      default ->
          throw new ParameterException(
              spec.commandLine(), "'" + what + "' is none of zones, tsig-keys and keys");
    };
  }

  private static String bare(String name) {
    return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }
}
