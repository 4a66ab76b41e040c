package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises and clears the alarms about secondaries that lag. Thread-safe. */
class SecondaryAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(SecondaryAlarm.class);

  private final Alarms alarms;

  SecondaryAlarm(Alarms alarms) {
    this.alarms = alarms;
  }

  private static AlarmId of(SecondaryLook look) {
    return AlarmId.of(AlarmKind.SECONDARY_LAGGING, look.zone(), subject(look.target().address()));
  }

  private static AlarmId of(InetSocketAddress peer) {
    return AlarmId.of(AlarmKind.SECONDARY_LAGGING, subject(peer));
  }

  private static String subject(InetSocketAddress peer) {
    return "secondary " + Endpoint.print(peer);
  }

  /**
   * A secondary lags.
   *
   * @param alone whether this is about it alone, and not about a peer none of whose zones it
   *     answers for, of which {@link #rests} has told
   */
  void lags(SecondaryLook look, long servedSerial, boolean alone) {
    String text =
        "it is told again until it serves serial %d: %s; see secondaries"
            .formatted(servedSerial, look.reason());
    if (alone) {
      alarms.raise(of(look), text);
    } else {
      LOG.debug("zone {}: {}: {}", look.zone().toText(), subject(look.target().address()), text);
    }
  }

  /** A secondary that lagged serves what we serve. */
  void caughtUp(SecondaryLook look) {
    alarms.clear(of(look));
    LOG.info(
        "zone {}: secondary {} has caught up, and serves serial {}",
        look.zone().toText(),
        Endpoint.print(look.target().address()),
        look.seen().map(SecondaryLook.Seen::serial).orElseThrow());
  }

  /** A secondary that takes NOTIFYs answers no question. */
  void isHidden(SecondaryLook look) {
    alarms.clear(of(look));
    LOG.info(
        "zone {}: secondary {} takes NOTIFYs and answers no question, so nobody here can tell what"
            + " it serves: {}",
        look.zone().toText(),
        Endpoint.print(look.target().address()),
        look.reason());
  }

  /** A secondary is none of the zone any more. */
  void isGone(SecondaryLook look) {
    alarms.clear(of(look));
  }

  /** A peer was silent so often that it is tried seldom. */
  void rests(InetSocketAddress peer) {
    alarms.raise(
        of(peer),
        "it answers no question of any zone and is asked seldom until it does; see secondaries for the zones");
  }

  /** A peer that rested answers. */
  void isBack(InetSocketAddress peer) {
    alarms.clear(of(peer));
  }
}
