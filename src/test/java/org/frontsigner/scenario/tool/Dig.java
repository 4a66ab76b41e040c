package org.frontsigner.scenario.tool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;

/** BIND's dig, asking one server, with or without a TSIG key. */
public final class Dig {
  private static final Duration TRANSFER_MAX = Duration.ofMinutes(10);

  private final Endpoint server;
  private final Optional<TsigSecret> key;

  private Dig(Endpoint server, Optional<TsigSecret> key) {
    this.server = server;
    this.key = key;
  }

  public static Dig at(Endpoint server) {
    return new Dig(server, Optional.empty());
  }

  public static Dig at(Endpoint server, TsigSecret key) {
    return new Dig(server, Optional.of(key));
  }

  /** The whole output for a question; the words are dig's own: name, type, flags. */
  public Output ask(Object... words) {
    return command().with("+tries=2", "+time=5").with(words).run();
  }

  /** The data of the answer, one record a line, as {@code +short} gives it. */
  public List<String> data(Object... words) {
    return command().with("+tries=2", "+time=5", "+short").with(words).run().succeeded().lines();
  }

  /** The code in the header's {@code status:}, such as NOERROR; empty when no answer came. */
  public Optional<String> status(Object... words) {
    String text = ask(words).out();
    int at = text.indexOf("status: ");
    return at < 0 ? Optional.empty() : Optional.of(text.substring(at + 8, text.indexOf(',', at)));
  }

  /**
   * A whole transfer into a file, its last SOA record left out, in the form of RFC 3597 that every
   * reader takes for every type; an error when it was refused or broken off.
   */
  public Path transfer(String zone, Path file) {
    Output output =
        command()
            .with(zone, "AXFR", "+onesoa", "+unknownformat", "+noall", "+answer", "+time=30")
            .within(TRANSFER_MAX)
            .into(file)
            .run()
            .succeeded();
    if (!Transfers.isWhole(file)) {
      throw new AssertionError(
          "no transfer of " + zone + " from " + server.withAt() + ": see " + file + output);
    }
    Transfers.nameTheClass(file);
    return file;
  }

  /** What an attempt at a transfer prints. */
  public String transferOutcome(String zone) {
    Output output = command().with(zone, "AXFR", "+time=10").run();
    return output.out() + output.err();
  }

  /** How many records an incremental transfer from this serial has. */
  public long incrementRecords(String zone, long serial) {
    return command()
        .with(zone, "IXFR=" + serial, "+noall", "+answer")
        .run()
        .succeeded()
        .lines()
        .stream()
        .filter(line -> !line.startsWith(";"))
        .count();
  }

  private Command command() {
    Command command = Command.of("dig", "@" + server.host(), "-p", server.port(), "-4");
    key.ifPresent(secret -> command.with("-y", secret.forDig()));
    return command;
  }
}
