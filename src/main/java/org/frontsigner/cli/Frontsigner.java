package org.frontsigner.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Tools;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The whole command line: what stands before, after and beside the verbs. */
@Command(
    name = "frontsigner",
    header = "A bump in the wire that signs DNS zones.",
    synopsisHeading = "Usage: ",
    customSynopsis = "frontsigner [-c FILE] [--json] [--verbose] VERB ...",
    versionProvider = Version.class)
public final class Frontsigner implements Runnable {
  static final String CONFIGURATION = "/etc/frontsigner/frontsigner.yaml";
  private static final int HELP_COLUMNS = 100;

  @Option(
      names = {"-c", "--config"},
      scope = ScopeType.INHERIT,
      paramLabel = "FILE",
      defaultValue = CONFIGURATION,
      description = "the configuration file (default: " + CONFIGURATION + ")")
  private Path configuration;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "print the result, or why there is none, as JSON")
  private boolean json;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "say more, and show a stack trace with an error")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      scope = ScopeType.INHERIT,
      usageHelp = true,
      description = "show this text")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "print the version")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Spec private CommandSpec spec;

  private final AdminAccess access;
  private final Tools tools;
  private final Output output;

  /**
   * A command line.
   *
   * @param access where zones are asked for
   * @param tools what concerns no zone
   */
  public Frontsigner(AdminAccess access, Tools tools, Output output) {
    this.access = access;
    this.tools = tools;
    this.output = output;
  }

  /** A command line with all verbs of {@link Verbs}; others may be added to it. */
  public CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(this);
    Verbs.all().forEach(commandLine::addSubcommand);
    commandLine.addSubcommand(new Help());
    commandLine.addSubcommand(new Completion());
    commandLine.addSubcommand(new CompletionNames());
    commandLine.addSubcommand(new Manual());
    return commandLine;
  }

  /** Runs a command line that {@link #commandLine} gave, and returns its exit code. */
  public int run(CommandLine commandLine, String... words) {
    commandLine.setExpandAtFiles(false);
    commandLine.setUsageHelpWidth(HELP_COLUMNS);
    commandLine.registerConverter(long.class, Frontsigner::number);
    commandLine.setParameterExceptionHandler(new WrongUse(output));
    commandLine.setExecutionStrategy(Frontsigner::execute);
    commandLine.setExecutionExceptionHandler(this::failed);
    commandLine.setOut(output.result());
    commandLine.setErr(output.remarks());
    int code = commandLine.execute(TwoWords.joined(words, commandLine.getSubcommands().keySet()));
    return output.flush() || code != ExitCode.DONE ? code : ExitCode.FAILED;
  }

  /** One before the verb and one behind it are two, of which one would be ignored. */
  private static int execute(ParseResult parsed) {
    List<String> files = new ArrayList<>();
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      if (at.hasMatchedOption("--config")) {
        files.add("'" + at.matchedOption("--config").stringValues().get(0) + "'");
      }
    }
    if (files.size() > 1) {
      throw new ParameterException(
          parsed.subcommand().commandSpec().commandLine(),
          "--config is given twice, as " + String.join(" and ", files) + "; give it once");
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  private static long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new TypeConversionException(
          "'" + text + "' is no whole number from 0 to 999999999999999999");
    }
    return Long.parseLong(text);
  }

  private int failed(Exception cause, CommandLine at, CommandLine.ParseResult parsed) {
    Problem problem =
        cause instanceof Problem known
            ? known
            : Problem.failed(
                "Something unforeseen: " + cause, "Run it with --verbose, and report what it says");
    output.problem(problem, json);
    if (verbose) {
      output.stackTrace(cause);
    }
    return ExitCode.of(problem);
  }

  /** Reached where no verb is given. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "No verb is given");
  }

  /** What verbs ask: the daemon, or else the database. */
  public AdminAccess.Session open() {
    return access.open(configuration, verbose);
  }

  Optional<AdminAccess.Session> openDaemon() {
    return access.openDaemon(configuration);
  }

  Tools tools() {
    return tools;
  }

  /** The configuration file that was named, or the usual one. */
  public Path configuration() {
    return configuration;
  }

  public Output output() {
    return output;
  }

  /** Whether the result is to be JSON. */
  public boolean wantsJson() {
    return json;
  }
}
