package org.frontsigner.app.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.frontsigner.api.Problem;
import org.frontsigner.bridge.MasterFileError;
import org.frontsigner.bridge.named.ConfFiles;
import org.frontsigner.bridge.named.ConfFolder;
import org.frontsigner.bridge.named.ConfLimits;
import org.frontsigner.bridge.named.NamedConf;
import org.frontsigner.bridge.named.NamedConfError;
import org.frontsigner.cli.ExitCode;
import org.frontsigner.cli.Frontsigner;
import org.frontsigner.cli.Output;
import org.frontsigner.store.ZoneSql;
import org.frontsigner.wire.DomainName;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code zone2sql}. */
@Command(
    name = "zone2sql",
    header = "Writes zones of a named.conf, or of a master file, as SQL.",
    description = {
      "Prints INSERT statements for the tables domains and records of PowerDNS' schema; needs no daemon.",
      "Of a signed zone the signatures and keys are kept, but NSEC and NSEC3 are left out."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner zone2sql --dnssec --transactions --gsqlite --named-conf=/etc/bind/named.conf",
      "  frontsigner zone2sql --dnssec --gpgsql --zone=example.org.zone --zone-name=example.org"
    })
public final class ZoneToSql implements Callable<Integer> {
  private static final String YES_NO = "yes|no";

  @ParentCommand private Frontsigner frontsigner;
  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "1")
  private Source source;

  /** Where zones are. */
  private static final class Source {
    @Option(names = "--named-conf", paramLabel = "FILE", description = "all zones of a named.conf")
    private Path namedConf;

    @Option(
        names = {"--zone", "--zone-file"},
        paramLabel = "FILE",
        description = "the zone of one master file")
    private Path zone;
  }

  @Option(
      names = "--zone-name",
      paramLabel = "NAME",
      description = "name of the zone of --zone (default: where its SOA is)")
  private String zoneName;

  @ArgGroup private Dialect dialect = new Dialect();

  /** For which database. */
  private static final class Dialect {
    @Option(names = "--gsqlite", description = "for SQLite (this is the default)")
    @SuppressWarnings("UnusedVariable") // what is not the others is this
    private boolean sqlite;

    @Option(names = "--gpgsql", description = "for PostgreSQL")
    private boolean postgresql;

    @Option(names = "--gmysql", description = "for MySQL and MariaDB")
    private boolean mysql;

    ZoneSql.SqlKind kind() {
      if (postgresql) {
        return ZoneSql.SqlKind.POSTGRESQL;
      }
      return mysql ? ZoneSql.SqlKind.MYSQL : ZoneSql.SqlKind.SQLITE;
    }
  }

  @Option(
      names = "--dnssec",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "fill auth and ordername, and add rows for empty non-terminals")
  private String dnssec;

  @Option(
      names = "--slave",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "keep slave zones of a named.conf as slaves, without records")
  private String slave;

  @Option(
      names = "--transactions",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "make each zone a transaction")
  private String transactions;

  @Option(
      names = "--filter-duplicate-soa",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "leave out SOA records after the first, as a transfer ends with one")
  private String filterDuplicateSoa;

  @Option(
      names = "--on-error-resume-next",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "go on with the next zone where one can't be read; it still ends with 1")
  private String onErrorResumeNext;

  @Option(
      names = "--json-comments",
      arity = "0..1",
      fallbackValue = "yes",
      defaultValue = "no",
      paramLabel = YES_NO,
      description = "only no: comments of master files are not read")
  private String jsonComments;

  @Override
  public Integer call() {
    if (isOn("--json-comments", jsonComments)) {
      throw new ParameterException(
          spec.commandLine(), "--json-comments can only be no: comments are not read");
    }
    if (frontsigner.wantsJson()) {
      throw new ParameterException(spec.commandLine(), "zone2sql prints SQL, and has no --json");
    }
    return source.namedConf != null ? ofNamedConf() : ofZone();
  }

  private boolean isOn(String option, String value) {
    return switch (value) {
      case "yes" -> true;
      case "no" -> false;
      default ->
          throw new ParameterException(
              spec.commandLine(), option + " is yes or no, not '" + value + "'");
    };
  }

  private int ofZone() {
    if (isOn("--slave", slave)) {
      throw new ParameterException(spec.commandLine(), "--slave needs --named-conf");
    }
    Optional<DomainName> name = Optional.ofNullable(zoneName).map(this::name);
    write(source.zone, name);
    return ExitCode.DONE;
  }

  private DomainName name(String text) {
    try {
      return DomainName.parse(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + text + "' is no name of a zone: " + e.getMessage(), e);
    }
  }

  private void write(Path file, Optional<DomainName> name) {
    ZoneFile read;
    try {
      read = ZoneFile.read(file, name, isOn("--filter-duplicate-soa", filterDuplicateSoa));
    } catch (MasterFileError e) {
      throw Problem.failed(e.getMessage(), "No SQL was written of this zone", e);
    } catch (IllegalArgumentException e) {
      throw Problem.failed(file + ": " + e.getMessage(), "No SQL was written of this zone", e);
    }
    Output output = frontsigner.output();
    ZoneSql.Form form =
        new ZoneSql.Form(
            dialect.kind(),
            isOn("--transactions", transactions),
            isOn("--dnssec", dnssec),
            read.nsec3());
    new ZoneSql(form, output::line).zone(read.zone(), read.signatures());
    String zone = read.zone().apex().toText();
    output.warnings(read.remarks().stream().map(remark -> "Zone " + zone + ": " + remark).toList());
  }

  private int ofNamedConf() {
    if (zoneName != null) {
      throw new ParameterException(spec.commandLine(), "--zone-name needs --zone");
    }
    ConfFolder folder = new ConfFolder(source.namedConf.toAbsolutePath().getParent());
    NamedConf conf = read(source.namedConf, folder);
    frontsigner.output().warnings(conf.warnings());
    int code = ExitCode.DONE;
    for (NamedConf.NamedZone zone : conf.zones()) {
      try {
        write(zone, conf, folder);
      } catch (Problem e) {
        if (!isOn("--on-error-resume-next", onErrorResumeNext)) {
          throw e;
        }
        frontsigner.output().remark(e.getMessage());
        code = ExitCode.FAILED;
      }
    }
    return code;
  }

  private static NamedConf read(Path file, ConfFolder folder) {
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      return NamedConf.read(
          new ConfFiles.Source(file.toString(), text), folder, ConfLimits.DEFAULT);
    } catch (NamedConfError e) {
      throw Problem.failed(e.getMessage(), "No SQL was written", e);
    } catch (IOException e) {
      throw Problem.failed(
          "File '" + file + "' can't be read: " + e, "Give the path of a named.conf", e);
    }
  }

  private void write(NamedConf.NamedZone zone, NamedConf conf, ConfFolder folder) {
    DomainName name;
    try {
      name = DomainName.parse(zone.name()).lowerCase();
    } catch (IllegalArgumentException e) {
      throw Problem.failed(
          "%s: '%s' is no name of a zone: %s".formatted(zone.place(), zone.name(), e.getMessage()),
          "No SQL was written of this zone",
          e);
    }
    boolean isPulled = zone.kind() == NamedConf.ZoneKind.SECONDARY;
    if (isPulled && isOn("--slave", slave)) {
      List<String> primaries = zone.primaries().stream().map(NamedConf.Server::text).toList();
      ZoneSql.Form form =
          new ZoneSql.Form(
              dialect.kind(), isOn("--transactions", transactions), false, Optional.empty());
      new ZoneSql(form, frontsigner.output()::line).secondary(name, primaries);
      return;
    }
    String file =
        zone.file()
            .orElseThrow(
                () ->
                    Problem.failed(
                        "%s: the slave zone '%s' has no file to read"
                            .formatted(zone.place(), zone.name()),
                        "Keep it as a slave with --slave"));
    write(folder.resolve(conf.directory(), file), Optional.of(name));
  }
}
