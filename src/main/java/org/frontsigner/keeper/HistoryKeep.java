package org.frontsigner.keeper;

import java.util.List;
import org.frontsigner.zone.Difference;

/**
 * Where differences between served serials are kept over a restart. What can't be kept or read is
 * logged, and costs a whole transfer. Thread-safe.
 */
public interface HistoryKeep {
  /** Keeps nothing. */
  HistoryKeep NONE =
      new HistoryKeep() {
        @Override
        public void add(StoredZone zone, Difference difference, HistorySettings limits) {}

        @Override
        public List<Difference> upTo(StoredZone zone, long serial) {
          return List.of();
        }
      };

  /** Keeps one, and forgets the oldest that the limits leave no room for. */
  void add(StoredZone zone, Difference difference, HistorySettings limits);

  /** Differences that follow each other and lead to this serial, the oldest first. */
  List<Difference> upTo(StoredZone zone, long serial);
}
