package org.frontsigner.keeper;

/** Where a zone's data comes from. */
public enum ZoneType {
  /** Pulled from primaries. */
  SLAVE,
  /** From a file or from others who write to the database. */
  NATIVE
}
