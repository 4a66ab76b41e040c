package org.frontsigner.cli.tsig;

import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.TsigSide;
import picocli.CommandLine.Command;

/** {@code activate-tsig-key ZONE NAME master|slave|primary|secondary [PEER]}. */
@Command(
    name = "activate-tsig-key",
    header = "Makes transfers of a zone use a TSIG key.",
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner activate-tsig-key example.org transfer.example.org slave",
      "  frontsigner activate-tsig-key example.org secondary2.example.org master 192.0.2.3"
    })
public final class ActivateTsigKey extends TsigUseChange {
  @Override
  Done ask(Admin admin, String zoneName, String keyName, TsigSide tsigSide, String at) {
    return admin.activateTsigKey(zoneName, keyName, tsigSide, at);
  }
}
