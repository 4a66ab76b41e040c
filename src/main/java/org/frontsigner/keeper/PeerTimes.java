package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;

/** Is told what time it is elsewhere. Calls return at once. */
@FunctionalInterface
public interface PeerTimes {
  /** Tells nobody. */
  PeerTimes NONE = (peer, theirs) -> {};

  /** By the clock of a peer it is now, or was a moment ago, this time; its TSIG has verified. */
  void observed(InetSocketAddress peer, Instant theirs);
}
