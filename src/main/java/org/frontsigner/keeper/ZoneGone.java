package org.frontsigner.keeper;

import org.frontsigner.wire.DomainName;

/** The zone was deleted while something was done with it. */
public final class ZoneGone extends RuntimeException {
  private static final long serialVersionUID = 1;

  ZoneGone(DomainName name) {
    super("zone " + name.toText() + " was deleted");
  }
}
