package org.frontsigner.api;

import java.util.List;

/**
 * What was found where zones are written down by others. Immutable.
 *
 * @param added zones that are new here
 * @param changed zones whose data, settings or keys were others
 * @param removed zones that are served no more
 * @param troubles what could not be taken, and why; sentences without a full stop
 */
public record Rediscovered(
    List<String> added, List<String> changed, List<String> removed, List<String> troubles) {
  public Rediscovered {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
    troubles = List.copyOf(troubles);
  }
}
