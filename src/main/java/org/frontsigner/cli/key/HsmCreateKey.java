package org.frontsigner.cli.key;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hsm create-key ZONE KEY-ID [BITS]}. */
@Command(
    name = "hsm create-key",
    header = "Makes a key in its PKCS #11 token, and prints its id.",
    description = "For a key that was assigned with 'hsm assign --create-later'.",
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner hsm create-key example.org 1",
      "  frontsigner hsm create-key example.org 1 2048"
    })
public final class HsmCreateKey extends NewKey {
  private static final long BITS_MAX = 1_000_000;

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "ID", description = ID)
  private long id;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "BITS",
      description = "size of an RSA key (default: 2048)")
  private long bits;

  @Override
  protected Function<Admin, KeyAdded> question() {
    if (bits > BITS_MAX) {
      throw wrongUse("no key has " + bits + " bits");
    }
    return admin -> admin.hsmCreateKey(zone, id, (int) bits, isForced());
  }
}
