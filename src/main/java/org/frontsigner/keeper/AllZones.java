package org.frontsigner.keeper;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.api.ZonesReport;
import org.frontsigner.api.ZonesReport.State;
import org.frontsigner.api.ZonesReport.ZoneOutcome;

/** Does something to one zone after the other; one that fails does not keep the others from it. */
final class AllZones {
  private final Keepers keepers;

  AllZones(Keepers keepers) {
    this.keepers = keepers;
  }

  /** The zones as they are now, in order of their names. */
  List<ZoneKeeper> inOrder() {
    return keepers.all().stream()
        .sorted(Comparator.comparing(keeper -> keeper.name().toText()))
        .toList();
  }

  /** What became of each zone. A zone that is deleted meanwhile has failed. */
  ZonesReport each(Function<ZoneKeeper, ZoneOutcome> work) {
    return new ZonesReport(inOrder().stream().map(keeper -> attempt(keeper, work)).toList());
  }

  private static ZoneOutcome attempt(ZoneKeeper keeper, Function<ZoneKeeper, ZoneOutcome> work) {
    try {
      return work.apply(keeper);
    } catch (Problem | StoreFailed | ZoneGone e) {
      return outcome(keeper, State.FAILED, Done.of(e.getMessage()));
    }
  }

  static ZoneOutcome outcome(ZoneKeeper keeper, State state, Done done) {
    return new ZoneOutcome(keeper.name().toString(), state, done.message(), done.warnings());
  }
}
