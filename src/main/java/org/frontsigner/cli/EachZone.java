package org.frontsigner.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import picocli.CommandLine.Parameters;

/** A verb for one zone after the other, that stops at the first that fails. */
public abstract class EachZone extends Verb<List<Done>> {
  @Parameters(index = "0..*", arity = "1..*", paramLabel = "ZONE", description = ZONE)
  private List<String> zones;

  private final String participle;

  /**
   * A verb.
   *
   * @param participle what has happened to the zones that are done
   */
  protected EachZone(String participle) {
    this.participle = participle;
  }

  /** Does it to a zone. */
  protected abstract Done ask(Admin admin, String zone);

  @Override
  protected Function<Admin, List<Done>> question() {
    return this::each;
  }

  private List<Done> each(Admin admin) {
    List<Done> done = new ArrayList<>();
    for (String zone : zones) {
      try {
        done.add(ask(admin, zone));
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
        problem.getMessage() + "; " + participle + " before it: " + before,
        problem.remedy(),
        problem);
  }

  @Override
  protected final void show(List<Done> done, Output output) {
    for (Done each : done) {
      output.line(each.message());
      output.warnings(each.warnings());
    }
  }
}
