package org.frontsigner.cli.key;

import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Keying;
import org.frontsigner.cli.EachZone;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code secure-zone ZONE…}. */
@Command(
    name = "secure-zone",
    header = "Gives zones keys and what else they need to be signed.",
    description = {
      "Keys and denial are as defaults in the configuration say: as a rule one ECDSA P-256 key.",
      "Afterwards show-zone has the DS to give to the parent. Stops at the first zone that fails."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner secure-zone example.org",
      "  frontsigner secure-zone --classic example.org example.net"
    })
public final class SecureZone extends EachZone {
  @Option(
      names = "--classic",
      description = "RSASHA256: a KSK and an active ZSK of 2048 bits, as pdnssec makes them")
  private boolean classic;

  @Option(
      names = "--force",
      description = "with --classic: a ZSK of 1024 bits, which is weak, as pdnssec made it")
  private boolean force;

  public SecureZone() {
    super("secured");
  }

  @Override
  protected Function<Admin, List<Done>> question() {
    if (force && !classic) {
      throw wrongUse("--force is for the weak key of --classic, which is not given");
    }
    return super.question();
  }

  @Override
  protected Done ask(Admin admin, String zone) {
    return admin.secureZone(zone, keying());
  }

  private Keying keying() {
    if (!classic) {
      return Keying.DEFAULTS;
    }
    return force ? Keying.CLASSIC_1024 : Keying.CLASSIC;
  }
}
