package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.api.BindAdmin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.wire.DomainName;

/** The verbs about zones whose records are in files of a named.conf. */
final class BindVerbs implements BindAdmin {
  private final VerbTarget target;
  private final List<Discovery> discoveries;

  /** {@code discoveries}: where zones are written down. */
  BindVerbs(Keepers keepers, List<Discovery> discoveries) {
    this.target = new VerbTarget(keepers);
    this.discoveries = List.copyOf(discoveries);
  }

  @Override
  public Done bindReloadNow(String zone) {
    DomainName name = target.zone(zone).keeper().name();
    return discoveries.stream()
        .map(discovery -> discovery.reload(name))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.failed(
                    "Zone %s has no file in a named.conf".formatted(name.toText()),
                    "Use load-zone for a native zone, and retrieve for one that is pulled"));
  }
}
