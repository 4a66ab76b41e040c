package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that a secondary lags, and once that it does no longer. Thread-safe. */
class SecondaryAlarm {
  private static final Logger LOG = LoggerFactory.getLogger(SecondaryAlarm.class);

  /**
   * A secondary lags.
   *
   * @param alone whether this is about it alone, and not about a peer none of whose zones it
   *     answers for, of which {@link #rests} has told
   */
  void lags(SecondaryLook look, long servedSerial, boolean alone) {
    String text =
        "zone %s: secondary %s lags, and is told again until it serves serial %d: %s; see"
                .formatted(
                    look.zone().toText(),
                    Endpoint.print(look.target().address()),
                    servedSerial,
                    look.reason())
            + " secondaries";
    if (alone) {
      LOG.warn("{}", text);
    } else {
      LOG.debug("{}", text);
    }
  }

  /** A secondary that lagged serves what we serve. */
  void caughtUp(SecondaryLook look) {
    LOG.info(
        "zone {}: secondary {} has caught up, and serves serial {}",
        look.zone().toText(),
        Endpoint.print(look.target().address()),
        look.seen().map(SecondaryLook.Seen::serial).orElseThrow());
  }

  /** A secondary that takes NOTIFYs answers no question. */
  void isHidden(SecondaryLook look) {
    LOG.info(
        "zone {}: secondary {} takes NOTIFYs and answers no question, so nobody here can tell what"
            + " it serves: {}",
        look.zone().toText(),
        Endpoint.print(look.target().address()),
        look.reason());
  }

  /** A peer was silent so often that it is tried seldom. */
  void rests(InetSocketAddress peer) {
    LOG.warn(
        "secondary {} answers no question of any zone and is asked seldom until it does; see"
            + " secondaries for the zones",
        Endpoint.print(peer));
  }

  /** A peer that rested answers. */
  void isBack(InetSocketAddress peer) {
    LOG.info("secondary {} answers again", Endpoint.print(peer));
  }
}
