package org.frontsigner.app.migration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import org.frontsigner.api.ZoneLine;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.cli.ExitCode;
import org.frontsigner.cli.Frontsigner;
import org.frontsigner.cli.Output;
import org.frontsigner.store.powerdns.PowerDnsDatabase;
import org.frontsigner.store.powerdns.PowerDnsTsigKey;
import org.frontsigner.store.powerdns.PowerDnsUnreadable;
import org.frontsigner.store.powerdns.PowerDnsZone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code import-powerdns FILE [ZONE…]}. */
@Command(
    name = "import-powerdns",
    header = "Moves zones, keys, settings and TSIG keys of a PowerDNS database here.",
    description = {
      "Reads a SQLite file of the gsqlite3 backend, or an SQL dump with INSERT statements of any.",
      "MASTER and NATIVE zones are loaded, SLAVE zones are pulled from their primaries.",
      "A zone that exists here is refused, and so is one that can't be moved whole."
    },
    footerHeading = "%nExample:%n",
    footer = "  frontsigner import-powerdns --dry-run /var/lib/powerdns/pdns.sqlite3 example.org")
public final class ImportPowerDns implements Callable<Integer> {
  private static final Set<String> TSIG_KINDS = Set.of("AXFR-MASTER-TSIG", "TSIG-ALLOW-AXFR");

  @ParentCommand private Frontsigner frontsigner;

  @Option(names = "--dry-run", description = "say what would be done, and change nothing")
  private boolean dryRun;

  @Parameters(index = "0", paramLabel = "FILE", description = "the SQLite file, or the dump")
  private Path file;

  @Parameters(
      index = "1..*",
      paramLabel = "ZONE",
      description = "only these zones, and the TSIG keys that they use (default: everything)")
  private List<String> zones = List.of();

  @Override
  public Integer call() {
    try (PowerDnsDatabase source = PowerDnsDatabase.open(file)) {
      Set<String> named = named(source);
      try (AdminAccess.Session session = frontsigner.open()) {
        List<Move> moves = moves(source, named, session.admin());
        show(moves);
        return moves.stream().anyMatch(Move::isRefused) ? ExitCode.FAILED : ExitCode.DONE;
      }
    } catch (PowerDnsUnreadable e) {
      throw Problem.failed(
          e.getMessage(),
          "Give the file of gsqlite3-database, or what 'sqlite3 FILE .dump', 'mysqldump' or"
              + " 'pg_dump --inserts' wrote",
          e);
    }
  }

  /** The zones that are wanted, in lower case; empty for all. */
  private Set<String> named(PowerDnsDatabase source) {
    Set<String> wanted =
        zones.stream()
            .map(ImportPowerDns::normal)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> missing = new LinkedHashSet<>(wanted);
    source.zones().forEach(zone -> missing.remove(normal(zone.name())));
    if (!missing.isEmpty()) {
      throw Problem.failed(
          "%s has no zone %s".formatted(file, String.join(", ", missing)),
          "Name zones as the table domains has them; without a name all are moved");
    }
    return wanted;
  }

  private static String normal(String zone) {
    String lower = zone.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") && lower.length() > 1
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  private List<Move> moves(PowerDnsDatabase source, Set<String> named, Admin admin) {
    Set<String> here =
        admin.listAllZones().stream()
            .map(ZoneLine::zone)
            .map(ImportPowerDns::normal)
            .collect(Collectors.toSet());
    List<PowerDnsZone> wanted =
        source.zones().stream()
            .filter(zone -> named.isEmpty() || named.contains(normal(zone.name())))
            .toList();
    List<Move> moves = new ArrayList<>(tsigKeys(source, wanted, !named.isEmpty(), admin));
    for (PowerDnsZone zone : wanted) {
      moves.add(move(source, zone, here.contains(normal(zone.name())), admin));
    }
    return moves;
  }

  private Move move(PowerDnsDatabase source, PowerDnsZone zone, boolean isHere, Admin admin) {
    if (isHere) {
      return Move.refused(zone.name(), "it exists here already; nothing of it was changed");
    }
    ZoneMove move = new ZoneMove(source, zone);
    return dryRun ? move.plan() : move.run(admin);
  }

  private List<Move> tsigKeys(
      PowerDnsDatabase source, List<PowerDnsZone> wanted, boolean usedOnly, Admin admin) {
    Set<String> used =
        wanted.stream()
            .flatMap(zone -> source.metadata(zone).entrySet().stream())
            .filter(entry -> TSIG_KINDS.contains(entry.getKey()))
            .flatMap(entry -> entry.getValue().stream())
            .map(ImportPowerDns::normal)
            .collect(Collectors.toSet());
    return source.tsigKeys().stream()
        .filter(key -> !usedOnly || used.contains(normal(key.name())))
        .map(key -> tsigKey(key, admin))
        .toList();
  }

  private Move tsigKey(PowerDnsTsigKey key, Admin admin) {
    String what = "TSIG key " + key.name();
    List<String> details = List.of(key.algorithm());
    if (dryRun) {
      return new Move(what, Move.Outcome.PLANNED, details, List.of(), "");
    }
    try {
      admin.importTsigKey(key.name(), key.algorithm(), key.secret());
      return new Move(what, Move.Outcome.MOVED, details, List.of(), "");
    } catch (Problem e) {
      return Move.refused(what, e.getMessage());
    }
  }

  private void show(List<Move> moves) {
    Output output = frontsigner.output();
    if (frontsigner.wantsJson()) {
      output.json(new Moves(moves));
      return;
    }
    moves.forEach(move -> show(move, output));
    long refused = moves.stream().filter(Move::isRefused).count();
    output.line(
        "%d %s, %d refused"
            .formatted(moves.size() - refused, dryRun ? "would be moved" : "moved", refused));
  }

  private static void show(Move move, Output output) {
    if (move.isRefused()) {
      output.remark(move.what() + ": refused: " + move.reason());
    } else {
      boolean isPlan = move.outcome() == Move.Outcome.PLANNED;
      output.line(move.what() + (isPlan ? " would be moved:" : " is moved:"));
      move.details().forEach(detail -> output.line("  " + detail));
    }
    output.warnings(move.warnings().stream().map(text -> move.what() + ": " + text).toList());
  }

  /** What JSON has as one document. */
  private record Moves(List<Move> moves) {}
}
