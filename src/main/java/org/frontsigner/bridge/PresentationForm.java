package org.frontsigner.bridge;

import org.frontsigner.wire.DomainName;

/** How the rdata of a type is written; both directions fail with IllegalArgumentException. */
interface PresentationForm {
  /** One line of ASCII. */
  String print(byte[] rdata);

  /** Reads one clean line. */
  byte[] parse(String line, DomainName origin);
}
