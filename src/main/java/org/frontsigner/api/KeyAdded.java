package org.frontsigner.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A key was made or imported. Immutable.
 *
 * @param id by which the other verbs know it
 * @param warnings what the operator is to know of it; sentences without a full stop
 * @param next what is to follow, and when; sentences without a full stop
 */
public record KeyAdded(String zone, long id, int keyTag, List<String> warnings, List<String> next) {
  public KeyAdded {
    warnings = List.copyOf(warnings);
    next = List.copyOf(next);
  }

  /** Likewise, with more to know. */
  public KeyAdded withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new KeyAdded(zone, id, keyTag, all, next);
  }
}
