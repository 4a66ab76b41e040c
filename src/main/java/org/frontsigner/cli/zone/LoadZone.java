package org.frontsigner.cli.zone;

import java.nio.file.Path;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import org.frontsigner.cli.OperatorFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code load-zone ZONE FILE}. */
@Command(
    name = "load-zone",
    header = "Replaces the data of a zone by that of a master file.",
    description = "A zone that does not exist is made. $INCLUDE is refused.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner load-zone example.org example.org.zone")
public final class LoadZone extends Change {
  private static final int FILE_OCTETS_MAX = 256 * 1024 * 1024;

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "FILE", description = "the master file")
  private Path file;

  @Override
  protected Function<Admin, Done> question() {
    String text = OperatorFile.read(file, FILE_OCTETS_MAX);
    return admin -> admin.loadZone(zone, file.toString(), text);
  }
}
