package org.frontsigner.schedule;

import java.time.Duration;
import java.time.Instant;
import org.frontsigner.keeper.Keepers;
import org.frontsigner.wire.DomainName;

/** What is done when its time has come. Thread-safe. */
interface Duties {
  /** Whether there is such a zone. */
  boolean keeps(DomainName zone);

  /** The zone's primaries are to be asked; returns before they have answered. */
  void check(DomainName zone);

  /** The zone's data expires unless it was confirmed; may wait for a change of the zone. */
  void expire(DomainName zone);

  /** Next week's signatures of all zones are to be made; may take minutes. */
  void prepareTurnover(Instant turnover);

  /** Every zone is to serve the window of now; cheap for those that do. */
  void turnOver();

  /** Zones may be what an operator has to act on; cheap. */
  void lookAtAlarms();

  /** The time of day jumped; returns at once. */
  void clockJumped(Duration jump);

  /** The parents of zones may have other DS sets; returns before they have answered. */
  void lookAtParents();

  /** The duties of the keepers. */
  static Duties of(Keepers keepers) {
    return new Duties() {
      @Override
      public boolean keeps(DomainName zone) {
        return keepers.nextCheck(zone).isPresent();
      }

      @Override
      public void check(DomainName zone) {
        keepers.checkDue(zone);
      }

      @Override
      public void expire(DomainName zone) {
        keepers.expiryDue(zone);
      }

      @Override
      public void prepareTurnover(Instant turnover) {
        keepers.prepareTurnover(turnover);
      }

      @Override
      public void turnOver() {
        keepers.turnOver();
      }

      @Override
      public void lookAtAlarms() {
        keepers.lookAtAlarms();
      }

      @Override
      public void clockJumped(Duration jump) {
        keepers.clockJumped(jump);
      }

      @Override
      public void lookAtParents() {
        keepers.lookAtParents();
      }
    };
  }
}
