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

  /**
   * What became of the last NOTIFY to a secondary.
   *
   * @param rcode with which it was refused; empty when it was not, or without an rcode that counts
   */
  record Outcome(
      InetSocketAddress address,
      long serial,
      Instant when,
      State state,
      int attempts,
      Optional<String> rcode) {
    /** An outcome without an rcode. */
    public Outcome(
        InetSocketAddress address, long serial, Instant when, State state, int attempts) {
      this(address, serial, when, state, attempts, Optional.empty());
    }
  }

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

  /**
   * As {@link #notify}, for one of very many zones at once: the first NOTIFY may wait, so that not
   * all secondaries come for all zones at one moment.
   */
  default void notifySpread(DomainName zone, Soa served, List<Target> targets) {
    notify(zone, served, targets);
  }

  /** As {@link #notify}, to some of the zone's secondaries: what is told to the others goes on. */
  default void notifyAgain(DomainName zone, Soa served, List<Target> targets) {
    notify(zone, served, targets);
  }

  /** The last outcome by secondary. */
  List<Outcome> outcomes(DomainName zone);

  /** What is known of each secondary of a zone; nothing where they are not looked after. */
  default List<SecondaryLook> looks(DomainName zone) {
    return List.of();
  }

  /** What is known of all secondaries that lag, of all zones. */
  default List<SecondaryLook> lagging() {
    return List.of();
  }

  /** A zone is gone: its secondaries are told and looked after no more. */
  default void forget(DomainName zone) {}
}
