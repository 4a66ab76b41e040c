package org.frontsigner.scenario;

import java.time.Duration;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.zone.TestZones;
import org.junit.jupiter.api.Test;

/** The first command of the README. */
class DemoIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  @Test
  void demonstrationChecksItselfAndSucceeds() {
    Command.of(TestZones.project().resolve("appliance/demo").toString(), "--once")
        .within(LIMIT)
        .run()
        .succeeded();
  }
}
