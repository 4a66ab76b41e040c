package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.frontsigner.scenario.faulty.Effect;
import org.frontsigner.scenario.faulty.Fault;
import org.frontsigner.scenario.faulty.FaultyPrimary;
import org.frontsigner.scenario.peer.KnotSecondary;
import org.frontsigner.scenario.peer.SecondarySetup;
import org.frontsigner.scenario.peer.Serving;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Proves the scripted primary: Knot as the puller sees through nearly each fault, and takes what is
 * honest.
 */
class FaultyPrimaryIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final TsigSecret KEY = TsigSecret.random("transfer", new SecureRandom());
  // Where Knot 3.2 reads on though the message or the order of records is wrong.
  private static final Set<Fault> LAX =
      EnumSet.of(
          Fault.NOT_A_RESPONSE,
          Fault.WRONG_QUESTION,
          Fault.UNEQUAL_SOAS,
          Fault.SECOND_SOA_IN_THE_MIDDLE,
          Fault.RECORDS_BEFORE_SOA);

  private static ZoneData zone =
      ZoneData.of("faulty.test", 10, "www A 192.0.2.1", "a TXT a", "b TXT b", "c TXT c", "d TXT d");
  private static FaultyPrimary primary;
  private static KnotSecondary secondary;

  @BeforeAll
  static void start() throws IOException {
    primary = workspace.own(FaultyPrimary.start(zone, KEY, 1));
    secondary =
        KnotSecondary.start(
            workspace,
            "knot-secondary",
            new SecondarySetup(Endpoint.free(), primary.endpoint(), KEY, List.of(zone.zone())));
    Serving.await(secondary.daemon(), secondary.endpoint(), zone.origin(), 10);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SILENT", "SLOW_DRIBBLE", "ENDLESS"})
  void knotSeesThrough(Fault fault) {
    long old = zone.serial();
    publishNext();
    primary.behave(fault);
    secondary.refresh(zone.origin());
    long served = Ask.serial(secondary.endpoint(), zone.origin()).orElseThrow();
    Effect seen = served == old ? Effect.KEEPS_OLD : Effect.TAKES_NEW;
    becomesHonest();
    if (fault.effect() != Effect.EITHER) {
      assertThat(seen != fault.effect())
          .as("Knot is lax about " + fault)
          .isEqualTo(LAX.contains(fault));
    }
  }

  private static void publishNext() {
    zone = zone.next("n" + zone.serial() + " A 192.0.2.9");
    primary.publish(zone);
  }

  // The next fault starts from a zone that both have.
  private static void becomesHonest() {
    primary.behave(Fault.NONE);
    publishNext();
    secondary.refresh(zone.origin());
    Serving.await(secondary.daemon(), secondary.endpoint(), zone.origin(), zone.serial());
  }
}
