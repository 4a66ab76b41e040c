package org.frontsigner.cli.tsig;

import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.TsigSide;
import org.frontsigner.cli.Change;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Parameters;

/** A verb that begins or ends the use of a TSIG key by a zone. */
abstract class TsigUseChange extends Change {
  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(index = "1", paramLabel = "NAME", description = "name of the TSIG key")
  private String name;

  @Parameters(
      index = "2",
      paramLabel = "SIDE",
      completionCandidates = Sides.class,
      description = {
        "what we are to the peer:",
        "master or primary: we hand the zone on; the key allows to pull it and signs NOTIFY",
        "slave or secondary: we pull the zone and sign with the key"
      })
  private String side;

  @Parameters(
      index = "3",
      arity = "0..1",
      paramLabel = "PEER",
      defaultValue = "",
      description = "address of the one peer that it is for (default: all of that side)")
  private String peer;

  /** What completion offers. */
  static final class Sides extends Words {
    Sides() {
      super("primary", "secondary", "master", "slave");
    }
  }

  /** What is asked, all words being read. */
  abstract Done ask(Admin admin, String zoneName, String keyName, TsigSide tsigSide, String at);

  @Override
  protected final Function<Admin, Done> question() {
    TsigSide tsigSide = side();
    return admin -> ask(admin, zone, name, tsigSide, peer);
  }

  private TsigSide side() {
    return switch (side.toLowerCase(Locale.ROOT)) {
      case "master", "primary" -> TsigSide.PRIMARY;
      case "slave", "secondary" -> TsigSide.SECONDARY;
      default -> throw wrongUse("'" + side + "' is none of master, slave, primary and secondary");
    };
  }
}
