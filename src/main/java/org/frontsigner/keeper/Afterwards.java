package org.frontsigner.keeper;

import org.frontsigner.wire.DomainName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What follows once a change is visible: it is logged when it fails, and undoes nothing. */
final class Afterwards {
  private static final Logger LOG = LoggerFactory.getLogger(Afterwards.class);

  private Afterwards() {}

  static void run(DomainName zone, String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("zone {}: {} failed: {}", zone.toText(), what, e.getMessage(), e);
    }
  }
}
