package org.frontsigner.app.migration;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.cli.ExitCode;
import org.frontsigner.cli.Frontsigner;
import org.frontsigner.store.powerdns.BindDnssecDatabase;
import org.frontsigner.store.powerdns.PowerDnsUnreadable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code create-bind-db FILE}. */
@Command(
    name = "create-bind-db",
    header = "Makes an empty database for the keys of zones from a named.conf.",
    description =
        "A SQLite file with the tables of PowerDNS' bind backend; a file that exists is refused.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner create-bind-db /var/lib/frontsigner/bind-dnssec-db.sqlite3")
public final class CreateBindDb implements Callable<Integer> {
  @ParentCommand private Frontsigner frontsigner;

  @Parameters(index = "0", paramLabel = "FILE", description = "the file to make")
  private Path file;

  @Override
  public Integer call() {
    try {
      BindDnssecDatabase.create(file);
    } catch (PowerDnsUnreadable e) {
      throw Problem.failed(e.getMessage(), "Give a new name in a directory that you may write", e);
    }
    Done done = Done.of("Database " + file + " is made");
    if (frontsigner.wantsJson()) {
      frontsigner.output().json(done);
    } else {
      frontsigner.output().line(done.message());
    }
    return ExitCode.DONE;
  }
}
