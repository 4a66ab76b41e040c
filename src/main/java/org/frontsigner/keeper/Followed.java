package org.frontsigner.keeper;

/**
 * A database that another instance writes, and this one only reads. Thread-safe; every method
 * throws {@link StoreFailed} when it can't be read.
 */
public interface Followed {
  /** Why nothing can be changed here, as a sentence without a full stop. */
  String reason();

  /** A text that differs where anything may have been written since it was asked for before. */
  String position();

  /** A text that differs where the data of the zone differs. */
  String dataVersion(int zoneId);
}
