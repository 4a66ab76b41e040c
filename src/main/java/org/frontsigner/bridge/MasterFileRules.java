package org.frontsigner.bridge;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a master file may do.
 *
 * @param recordsMax the most records that are taken from it, those of $GENERATE and $INCLUDE too
 * @param includeBase the directory that $INCLUDE may read below, and that its paths start at; none:
 *     $INCLUDE is refused
 */
public record MasterFileRules(long recordsMax, Optional<Path> includeBase) {
  /** How deep files may include files. */
  public static final int INCLUDE_DEPTH_MAX = 8;

  public MasterFileRules {
    if (recordsMax < 1) {
      throw new IllegalArgumentException("a master file of at most " + recordsMax + " records");
    }
  }

  /** So many records, and no $INCLUDE. */
  public static MasterFileRules withoutIncludes(long recordsMax) {
    return new MasterFileRules(recordsMax, Optional.empty());
  }
}
