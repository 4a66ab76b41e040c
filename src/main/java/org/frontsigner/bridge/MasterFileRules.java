package org.frontsigner.bridge;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a master file may do.
 *
 * @param recordsMax the most records that are taken from it, those of $GENERATE and $INCLUDE too
 * @param includeBase the directory that $INCLUDE may read below, and that its paths start at; none:
 *     $INCLUDE is refused
 * @param alsoBelow further directories that $INCLUDE may read below, and where what is not below
 *     the first is looked for
 * @param included is told of each file that an $INCLUDE names, whether it is there or not
 */
public record MasterFileRules(
    long recordsMax, Optional<Path> includeBase, List<Path> alsoBelow, Consumer<Path> included) {
  /** How deep files may include files. */
  public static final int INCLUDE_DEPTH_MAX = 8;

  public MasterFileRules {
    alsoBelow = List.copyOf(alsoBelow);
    if (recordsMax < 1) {
      throw new IllegalArgumentException("a master file of at most " + recordsMax + " records");
    }
  }

  /** So many records, and $INCLUDE below one directory. */
  public MasterFileRules(long recordsMax, Optional<Path> includeBase) {
    this(recordsMax, includeBase, List.of(), file -> {});
  }

  /** So many records, and no $INCLUDE. */
  public static MasterFileRules withoutIncludes(long recordsMax) {
    return new MasterFileRules(recordsMax, Optional.empty());
  }
}
