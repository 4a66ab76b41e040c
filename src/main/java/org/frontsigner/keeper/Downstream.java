package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Soa;

/** The public secondaries, who are told of new serials (RFC 1996). */
public interface Downstream {
  /** Who is told, and the key that signs what is said. */
  record Target(InetSocketAddress address, Optional<TsigKey> key) {}

  /** What became of the last NOTIFY to a secondary. */
  record Outcome(InetSocketAddress address, long serial, Instant when, State state, int attempts) {}

  enum State {
    WAITING,
    ACKNOWLEDGED,
    REFUSED,
    UNANSWERED
  }

  /**
   * Tells the targets, at once and again until each has answered or the attempts are used up;
   * returns at once. What is still being told of an older serial of the zone is dropped.
   */
  void notify(DomainName zone, Soa served, List<Target> targets);

  /** The last outcome by secondary. */
  List<Outcome> outcomes(DomainName zone);
}
