package org.frontsigner.cli.tsig;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.Change;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code import-tsig-key NAME ALGORITHM SECRET}. */
@Command(
    name = "import-tsig-key",
    header = "Stores a TSIG key that exists.",
    description = {"The secret stands in the list of processes while this runs."},
    footerHeading = "%nExample:%n",
    footer =
        "  frontsigner import-tsig-key transfer.example.org hmac-sha256 AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
public final class ImportTsigKey extends Change {
  @Parameters(index = "0", paramLabel = "NAME", description = "name of the TSIG key")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "ALGORITHM",
      completionCandidates = TsigAlgorithms.class,
      description = "hmac-sha256, -sha512, -sha384, -sha224, -sha1, or hmac-md5 where enabled")
  private String algorithm;

  @Parameters(index = "2", paramLabel = "SECRET", description = "the secret in base64")
  private String secret;

  @Override
  protected Function<Admin, Done> question() {
    return admin -> admin.importTsigKey(name, algorithm, secret);
  }
}
