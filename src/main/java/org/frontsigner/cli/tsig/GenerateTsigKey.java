package org.frontsigner.cli.tsig;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.TsigKeyView;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code generate-tsig-key NAME ALGORITHM}. */
@Command(
    name = "generate-tsig-key",
    header = "Makes, stores and prints a TSIG key.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner generate-tsig-key transfer.example.org hmac-sha256")
public final class GenerateTsigKey extends Verb<TsigKeyView> {
  @Parameters(index = "0", paramLabel = "NAME", description = "name of the TSIG key")
  private String name;

  @Parameters(
      index = "1",
      paramLabel = "ALGORITHM",
      completionCandidates = TsigAlgorithms.class,
      description = "hmac-sha256, -sha512, -sha384, -sha224, -sha1, or hmac-md5 where enabled")
  private String algorithm;

  @Override
  protected Function<Admin, TsigKeyView> question() {
    return admin -> admin.generateTsigKey(name, algorithm);
  }

  @Override
  protected void show(TsigKeyView key, Output output) {
    output.line(
        "Create new TSIG key %s %s %s".formatted(key.name(), key.algorithm(), key.secret()));
  }
}
