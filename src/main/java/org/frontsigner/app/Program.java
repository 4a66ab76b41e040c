package org.frontsigner.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.frontsigner.app.migration.CreateBindDb;
import org.frontsigner.app.migration.ImportPowerDns;
import org.frontsigner.app.migration.ZoneToSql;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.cli.DaemonClient;
import org.frontsigner.cli.Frontsigner;
import org.frontsigner.cli.Output;
import picocli.CommandLine;

/** The program from its words to its exit code. */
public final class Program {
  /** The level of our log, which logback.xml takes from here; that of the daemon where not set. */
  private static final String LOG_LEVEL = "frontsigner.log";

  /** The verb that is the daemon. */
  private static final String SERVE = "serve";

  /** Who presses TAB does not wait longer. */
  private static final int COMPLETION_SECONDS_MAX = 1;

  private final Daemon daemon;
  private final OfflineAdmin offline;
  private final Output output;

  public Program(Daemon daemon, OfflineAdmin offline, Output output) {
    this.daemon = daemon;
    this.offline = offline;
    this.output = output;
  }

  /**
   * Verbs that act without a daemon tell what went wrong, and no more unless asked to. To be called
   * before the first logger is made, which takes up the level of all.
   */
  static void setLogLevel(String... words) {
    List<String> all = List.of(words);
    boolean isQuiet =
        !all.contains(SERVE) && !all.contains("--verbose") && System.getProperty(LOG_LEVEL) == null;
    if (isQuiet) {
      System.setProperty(LOG_LEVEL, "warn");
    }
  }

  /** Does what the words say, and returns the exit code: 0, 1 failed, 2 usage. */
  public int run(String... words) {
    Frontsigner frontsigner = new Frontsigner(new Access(), new Workbench(), output);
    CommandLine commandLine = frontsigner.commandLine();
    commandLine.addSubcommand(new Serve(daemon));
    commandLine.addSubcommand(new ImportPowerDns());
    commandLine.addSubcommand(new ZoneToSql());
    commandLine.addSubcommand(new CreateBindDb());
    return frontsigner.run(commandLine, words);
  }

  /** The daemon, where one answers at the data directory's socket; else the database. */
  private final class Access implements AdminAccess {
    @Override
    public Session open(Path file, boolean verbose) {
      Configuration configuration = ConfigurationFile.read(file);
      return DaemonClient.find(configuration.controlSocket())
          .orElseGet(() -> offline.open(configuration));
    }

    @Override
    public Optional<Session> openDaemon(Path file) {
      return DaemonClient.find(
          ConfigurationFile.read(file).controlSocket(), COMPLETION_SECONDS_MAX);
    }
  }
}
