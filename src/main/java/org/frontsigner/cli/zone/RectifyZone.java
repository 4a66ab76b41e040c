package org.frontsigner.cli.zone;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rectify-zone ZONE…}. */
@Command(
    name = "rectify-zone",
    header = "Makes auth, ordername and empty non-terminals agree with the zone.",
    description = "It can always be run, and does no harm. Stops at the first zone that fails.",
    footerHeading = "%nExample:%n",
    footer = "  frontsigner rectify-zone example.org example.net")
public final class RectifyZone extends Verb<List<Done>> {
  @Parameters(index = "0..*", arity = "1..*", paramLabel = "ZONE", description = ZONE)
  private List<String> zones;

  @Override
  protected Function<Admin, List<Done>> question() {
    return this::rectified;
  }

  private List<Done> rectified(Admin admin) {
    List<Done> done = new ArrayList<>();
    for (String zone : zones) {
      try {
        done.add(admin.rectifyZone(zone));
      } catch (Problem problem) {
        throw done.isEmpty() ? problem : after(done.size(), problem);
      }
    }
    return done;
  }

  private Problem after(int doneZones, Problem problem) {
    String before = String.join(", ", zones.subList(0, doneZones));
    return new Problem(
        problem.kind(),
        problem.getMessage() + "; rectified before it: " + before,
        problem.remedy(),
        problem);
  }

  @Override
  protected void show(List<Done> done, Output output) {
    for (Done each : done) {
      output.line(each.message());
      output.warnings(each.warnings());
    }
  }
}
