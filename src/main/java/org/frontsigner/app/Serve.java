package org.frontsigner.app;

import java.util.concurrent.Callable;
import org.frontsigner.cli.Frontsigner;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code serve}: the daemon, in the foreground. */
@Command(
    name = "serve",
    header = "Runs the daemon in the foreground; it logs to standard error.",
    description = {
      "Prints 'frontsigner ready' when every stored zone that has data is served.",
      "SIGTERM ends it in order."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner -c /etc/frontsigner/frontsigner.yaml serve")
final class Serve implements Callable<Integer> {
  @ParentCommand private Frontsigner frontsigner;

  private final Daemon daemon;

  Serve(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public Integer call() {
    return daemon.run(ConfigurationFile.read(frontsigner.configuration()));
  }
}
