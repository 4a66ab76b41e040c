package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.frontsigner.scenario.faulty.Effect;
import org.frontsigner.scenario.faulty.Fault;
import org.frontsigner.scenario.faulty.FaultyPrimary;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.tool.WireTransfer;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Type;

/**
 * A primary that misbehaves in every way we could think of: the last good zone is served, whatever
 * arrives.
 */
class BadPrimaryIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final long SEED = Long.getLong("frontsigner.seed", 1);
  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final String LIMITS =
      "limits: { transfer-octets-max: 1048576, transfer-total-seconds: 6, transfer-idle-seconds: 2,"
          + " probe-seconds: 2 }";
  private static ZoneData zone =
      ZoneData.of(
          "faulty.example", 10, "www A 192.0.2.1", "a TXT a", "b TXT b", "c TXT c", "d TXT d");
  private static FaultyPrimary primary;
  private static Frontsigner frontsigner;

  @BeforeAll
  static void start() throws IOException {
    primary = workspace.own(FaultyPrimary.start(zone, PULL, SEED));
    frontsigner =
        Frontsigner.configured(workspace, "frontsigner", Settings.open().with(LIMITS)).start();
    frontsigner.know(PULL);
    frontsigner.pull(zone.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", zone.zone());
  }

  // Each fault starts from a version that both have; and what went before has no after-effect.
  @BeforeEach
  void nextGoodVersionIsTaken() {
    primary.behave(Fault.NONE);
    publishNext();
    frontsigner.verb("retrieve", zone.zone());
    assertThat(hasNewest()).as("takes the next good version").isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  void lastGoodZoneIsServedWhateverArrives(Fault fault) {
    ZoneData old = zone;
    long serial = served();
    publishNext();
    primary.behave(fault);
    Output retrieve = frontsigner.attempt("retrieve", zone.zone());
    boolean taken = hasNewest();
    if (fault.effect() == Effect.TAKES_NEW) {
      assertThat(retrieve.exit()).as(retrieve.toString()).isZero();
      assertThat(taken).as("takes the new version").isTrue();
    } else if (fault.effect() != Effect.EITHER) {
      assertRefused(retrieve);
      assertThat(taken).as("keeps the old version").isFalse();
    }
    assertServedWhole(taken ? zone : old);
    if (!taken) {
      assertThat(served()).isEqualTo(serial);
    }
  }

  @Test
  void primaryThatIsDownIsNamed() {
    String name = "down.example";
    Endpoint nobody = Endpoint.free();
    frontsigner.create(name, nobody);
    Output retrieve = frontsigner.attempt("retrieve", name);
    assertThat(retrieve.exit()).isEqualTo(1);
    assertThat(retrieve.err()).contains(name, nobody.withColon()).doesNotContain("\tat ");
    assertThat(Dig.at(frontsigner.dns()).status(name, "SOA")).contains("SERVFAIL");
  }

  @Test
  void slowPrimaryHoldsNoOtherZoneBack() throws IOException {
    ZoneData other = ZoneData.of("quick.example", 10, "www A 192.0.2.1");
    FaultyPrimary quick = workspace.own(FaultyPrimary.start(other, PULL, SEED));
    frontsigner.pull(other.zone(), PULL, quick.endpoint());
    publishNext();
    primary.behave(Fault.SLOW_DRIBBLE);
    CompletableFuture<Output> slow =
        CompletableFuture.supplyAsync(() -> frontsigner.attempt("retrieve", zone.zone()));
    quick.publish(other.next("added A 192.0.2.2"));
    frontsigner.verb("retrieve", other.zone());
    assertThat(Dig.at(frontsigner.dns()).data("added." + other.zone(), "A")).hasSize(1);
    assertThat(slow.join().exit()).isEqualTo(1);
  }

  private static void assertRefused(Output retrieve) {
    assertThat(retrieve.exit()).as(retrieve.toString()).isEqualTo(1);
    assertThat(retrieve.err())
        .contains(zone.zone(), primary.endpoint().withColon())
        .doesNotContain("\tat ", PULL.secret());
  }

  // Nothing missing, and nothing there that the primary's zone does not have.
  private static void assertServedWhole(ZoneData version) {
    ZoneData signed = WireTransfer.from(frontsigner.dns(), zone.origin());
    ZoneData unsigned = signed.without(record -> isOurs(record.getType()));
    assertThat(unsigned.records())
        .containsExactlyInAnyOrderElementsOf(version.withSerial(signed.serial()).records());
  }

  private static boolean isOurs(int type) {
    return List.of(Type.RRSIG, Type.NSEC, Type.DNSKEY).contains(type);
  }

  private static boolean hasNewest() {
    String newest = zone.records().get(zone.records().size() - 1).getName().toString();
    return !Dig.at(frontsigner.dns()).data(newest, "A").isEmpty();
  }

  private static void publishNext() {
    zone = zone.next("n" + zone.serial() + " A 192.0.2.9");
    primary.publish(zone);
  }

  private static long served() {
    return Ask.serial(frontsigner.dns(), zone.origin()).orElseThrow();
  }
}
