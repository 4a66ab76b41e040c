package org.frontsigner.answer;

import org.frontsigner.signing.Rrsigs;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;

/** What a transfer consists of, set by set. Not thread-safe; for one transfer. */
sealed interface TransferWalk permits ZoneWalk, DifferenceWalk {
  /** Goes on to the next set; false behind the last. */
  boolean advance();

  DomainName owner();

  RrSet set();

  /** The signatures over the set; null when it has none. */
  Rrsigs rrsigs();
}
