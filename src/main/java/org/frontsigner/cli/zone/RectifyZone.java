package org.frontsigner.cli.zone;

import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.cli.EachZone;
import picocli.CommandLine.Command;

/** {@code rectify-zone ZONE…}. */
@Command(
    name = "rectify-zone",
    header = "Makes auth, ordername and empty non-terminals agree with the zone.",
    description = "It can always be run, and does no harm. Stops at the first zone that fails.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner rectify-zone example.org example.net")
public final class RectifyZone extends EachZone {
  public RectifyZone() {
    super("rectified");
  }

  @Override
  protected Done ask(Admin admin, String zone) {
    return admin.rectifyZone(zone);
  }
}
