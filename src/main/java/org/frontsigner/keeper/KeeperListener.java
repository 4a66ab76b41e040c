package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakeReport;

/** Is told what keepers do, for metrics. Calls must return at once. */
public interface KeeperListener {
  /** Records of a primary's zone were dropped. */
  void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report);

  /** A zone has a new served value. */
  void published(DomainName zone, LedgerEntry.Cause cause);

  /** A primary could not be used. */
  void primaryFailed(DomainName zone, InetSocketAddress primary);

  /** A zone is gone: nothing is to be shown of it any more. May be told more than once. */
  void deleted(DomainName zone);

  /** What became of a change of keys that would have broken a chain of trust. */
  enum KeyChange {
    REFUSED,
    FORCED
  }

  /** A change of a zone's keys would have broken its chain of trust. */
  default void keyChange(DomainName zone, KeyChange outcome) {}

  /** Nobody could tell which DS set a zone's parent has. */
  default void parentUnknown(DomainName zone) {}

  /** Listens to nothing. */
  KeeperListener NONE =
      new KeeperListener() {
        @Override
        public void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report) {}

        @Override
        public void published(DomainName zone, LedgerEntry.Cause cause) {}

        @Override
        public void primaryFailed(DomainName zone, InetSocketAddress primary) {}

        @Override
        public void deleted(DomainName zone) {}
      };
}
