package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.PRIMARY;
import static org.frontsigner.keeper.World.WEEKS;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.api.ZoneStatus;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.Presigning;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.IntakeReport;
import org.frontsigner.zone.IntakeRule;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** How a zone comes to be served with the signatures of others, and no more. */
class PresignedZoneTest {
  private static final String ZONE = "example";
  private static final Denial NSEC3 = new Denial.Nsec3(Nsec3Parameters.DEFAULT);

  private final World world = new World();
  private final Admin admin =
      Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private final Logger log = (Logger) LoggerFactory.getLogger("org.frontsigner.keeper");

  @BeforeEach
  void listen() {
    log.setLevel(Level.INFO);
    logged.start();
    log.addAppender(logged);
  }

  @AfterEach
  void listenNoMore() {
    log.detachAppender(logged);
    log.setLevel(null);
  }

  private long loggedOf(String words) {
    return logged.list.stream()
        .filter(event -> event.getFormattedMessage().contains(words))
        .count();
  }

  private static SignedZone byOther(long serial, Instant when, String... lines) {
    SigningPlan plan =
        new SigningPlan(
            KeySet.of(List.of(World.key(3))),
            NSEC3,
            SigningWindow.at(when, SigningWindow.Shape.POWERDNS),
            PublishPolicy.DEFAULT,
            CryptoChoice.best(true),
            true,
            new SignatureCounts());
    return SignedZone.first(Zones.serial(serial, lines), plan, serial);
  }

  private static Zone presigned(long serial, String... lines) {
    return Presigning.of(byOther(serial, World.NOW, lines));
  }

  private ZoneStatus.Mode mode() {
    return admin.showZone(ZONE).mode();
  }

  private ZoneKeeper pulledPresigned() {
    ZoneKeeper keeper = world.pulled(Zones.serial(7, "www 60 A 192.0.2.1"));
    world.upstream.at(PRIMARY).serves(presigned(7, "www 60 A 192.0.2.1"));
    admin.setPresigned(ZONE, false);
    return keeper;
  }

  @Test
  void what_came_without_signatures_is_pulled_whole_although_the_serial_is_the_same() {
    world.pulled(Zones.serial(7));
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.UNSIGNED);
    world.upstream.takeAsked();
    world.upstream.at(PRIMARY).serves(presigned(7));
    admin.setPresigned(ZONE, false);
    assertThat(world.upstream.takeAsked()).containsExactly("axfr " + PRIMARY);
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.PRESIGNED);
    assertThat(world.ready().isPresigned()).isTrue();
    assertThat(world.serial()).isEqualTo(7);
    assertThat(admin.showZone(ZONE).denial().kind()).isEqualTo("nsec3");
    assertThat(admin.checkZone(ZONE).count(CheckReport.Finding.Severity.ERROR)).isZero();
    world.upstream.at(PRIMARY).serves(presigned(8));
    world.pull();
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY, "ixfr " + PRIMARY);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void until_it_comes_signed_it_is_served_as_before_and_said_so() {
    world.signed(Zones.serial(7));
    assertThatThrownBy(() -> admin.setPresigned(ZONE, false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("active keys");
    assertThatThrownBy(() -> admin.setMeta(ZONE, "PRESIGNED", List.of("1"), false))
        .isInstanceOf(Problem.class);
    assertThat(admin.getMeta(ZONE, List.of("PRESIGNED")).get(0).values()).isEmpty();
    assertThat(admin.setPresigned(ZONE, true).warnings()).hasSize(1);
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.SIGNED);
    assertThat(admin.showZone(ZONE).presigned().orElseThrow().inForce()).isFalse();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    world.upstream.at(PRIMARY).serves(Zones.serial(8));
    world.pull();
    assertThat(world.ready().zone().serial()).as("unsigned data is not taken").isEqualTo(7);
    world.restart();
    assertThat(world.ready().plan().signs()).isTrue();
    world.upstream.at(PRIMARY).serves(presigned(9));
    world.pull();
    assertThat(world.ready().isPresigned()).isTrue();
    assertThat(world.ready().plan().signs()).isFalse();
    assertThat(world.serial()).isEqualTo(9);
    assertThat(world.keeper().stored().settings().keys()).hasSize(1);
  }

  @Test
  void set_meta_says_and_logs_what_set_presigned_does() {
    world.signed(Zones.serial(7));
    assertThat(admin.setMeta(ZONE, "PRESIGNED", List.of("1"), true).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("own keys sign until"));
    assertThat(loggedOf("presigned by force")).isEqualTo(1);
  }

  @Test
  void a_key_that_is_active_does_not_join_while_the_signatures_of_others_are_waited_for() {
    world.pulled(Zones.serial(7));
    admin.setPresigned(ZONE, false);
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.UNSIGNED);
    KeyRole active = new KeyRole(true, true, true);
    assertThatThrownBy(() -> admin.addZoneKey(ZONE, active, 0, "", false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("Zone example waits for the primary's signatures");
    var added = admin.addZoneKey(ZONE, new KeyRole(true, false, true), 0, "", false);
    assertThat(added.warnings()).anyMatch(warning -> warning.contains("until they come"));
    assertThatThrownBy(() -> admin.activateZoneKey(ZONE, added.id(), false))
        .isInstanceOf(Problem.class);
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.UNSIGNED);
    admin.activateZoneKey(ZONE, added.id(), true);
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.SIGNED);
  }

  @Test
  void it_is_the_same_after_a_restart() {
    pulledPresigned();
    world.restart();
    assertThat(world.ready().isPresigned()).isTrue();
    assertThat(world.serial()).isEqualTo(7);
    world.upstream.takeAsked();
    world.pull();
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY);
  }

  @Test
  void unset_presigned_drops_the_signatures_in_the_same_moment_and_its_own_keys_sign() {
    ZoneKeeper keeper = pulledPresigned();
    keeper.change(settings -> settings.withKeys(List.of(World.key(1))));
    assertThat(world.ready().isPresigned()).isTrue();
    admin.unsetPresigned(ZONE, false);
    assertThat(world.ready().isPresigned()).isFalse();
    assertThat(world.ready().plan().signs()).isTrue();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.ready().zone().node(org.frontsigner.wire.NameKey.APEX).has(RrType.DNSKEY))
        .isFalse();
    assertThat(admin.checkZone(ZONE).count(CheckReport.Finding.Severity.ERROR)).isZero();
    world.restart();
    assertThat(world.ready().plan().signs()).isTrue();
    assertThat(world.ready().zone().isPresigned()).isFalse();
  }

  @Test
  void disable_dnssec_unsets_it_and_warns_of_the_ds() {
    pulledPresigned();
    assertThat(admin.disableDnssec(ZONE, false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("DS"));
    assertThat(mode()).isEqualTo(ZoneStatus.Mode.UNSIGNED);
    assertThat(world.ready().isSigned()).isFalse();
    assertThat(world.ready().zone().isPresigned()).isFalse();
    assertThat(admin.getMeta(ZONE, List.of("PRESIGNED")).get(0).values()).isEmpty();
  }

  @Test
  void a_zone_that_comes_with_faults_is_not_taken_while_what_is_there_is_good() {
    pulledPresigned();
    SignedZone next = byOther(8, World.NOW, "www 60 A 192.0.2.1", "new 60 A 192.0.2.2");
    DomainName lost = DomainName.parse("new.example.");
    Zone faulty = Presigning.of(next, rr -> !(rr.covered() == RrType.A && rr.owner().equals(lost)));
    world.upstream.at(PRIMARY).serves(faulty);
    assertThat(world.pull()).isInstanceOf(PullOutcome.Failed.class);
    assertThat(world.serial()).isEqualTo(7);
    assertThat(loggedOf("new.example. A: it has no signature")).isEqualTo(1);
    world.clock.set(SigningWindow.at(World.NOW, SigningWindow.Shape.POWERDNS).expiration());
    world.keeper().confirm();
    world.pull();
    assertThat(world.serial()).as("what was there is no better any more").isEqualTo(8);
    assertThat(loggedOf("is served although")).isEqualTo(1);
  }

  @Test
  void a_zone_that_comes_unsigned_or_without_a_chain_is_never_taken() {
    pulledPresigned();
    world.upstream.at(PRIMARY).serves(Zones.serial(8));
    assertThat(world.pull()).isInstanceOf(PullOutcome.Failed.class);
    Zone open = Presigning.of(byOther(9, World.NOW), rr -> rr.type() != RrType.NSEC3PARAM);
    world.upstream.at(PRIMARY).serves(open);
    assertThat(world.pull()).isInstanceOf(PullOutcome.Failed.class);
    assertThat(world.serial()).isEqualTo(7);
    assertThat(world.ready().isPresigned()).isTrue();
  }

  @Test
  void the_alarm_of_expiring_signatures_is_raised_once_and_cleared_once() {
    pulledPresigned();
    Instant end = SigningWindow.at(World.NOW, SigningWindow.Shape.POWERDNS).expiration();
    assertThat(world.ready().earliestExpiration()).contains(end);
    world.keepers.lookAtAlarms();
    assertThat(loggedOf("first signature")).isZero();
    world.clock.set(end.minus(Duration.ofDays(3)));
    world.keepers.lookAtAlarms();
    world.keepers.lookAtAlarms();
    assertThat(
            loggedOf(
                "ALARM: signatures-near-end: zone example: the first signature of the pre-signed zone expires"))
        .isEqualTo(1);
    world.clock.set(end);
    world.keepers.lookAtAlarms();
    world.keepers.lookAtAlarms();
    assertThat(
            loggedOf(
                "ALARM: signatures-expired: zone example: the first signature of the pre-signed zone expired"))
        .isEqualTo(1);
    assertThat(admin.checkZone(ZONE).findings())
        .anySatisfy(
            finding -> assertThat(finding.message()).contains("the first signature expired"));
    world.upstream.at(PRIMARY).serves(Presigning.of(byOther(8, end)));
    world.pull();
    world.keepers.lookAtAlarms();
    world.keepers.lookAtAlarms();
    assertThat(loggedOf("alarm over: signatures-near-end: zone example")).isEqualTo(1);
    assertThat(loggedOf("alarm over: signatures-expired: zone example")).isEqualTo(1);
    assertThat(world.alarms.active()).isEmpty();
    assertThat(world.ready().isPresigned()).isTrue();
  }

  @Test
  void a_primary_that_begins_to_sign_changes_no_mode_and_is_told_of_once() {
    world.signed(Zones.serial(7));
    IntakeReport dropped =
        new IntakeReport(
            List.of(new IntakeReport.Entry(IntakeRule.DNSSEC_RECORD, 3, "example. RRSIG")));
    for (long serial = 8; serial < 10; serial++) {
      Zone next = Zones.serial(serial);
      world.upstream.at(PRIMARY).serves(next).givesWhole(new Upstream.Fetched.Whole(next, dropped));
      world.upstream.at(PRIMARY).givesDifferences(new Upstream.Fetched.Whole(next, dropped));
      world.pull();
      assertThat(mode()).isEqualTo(ZoneStatus.Mode.SIGNED);
    }
    assertThat(loggedOf("the primary signs it;")).isEqualTo(1);
    assertThat(world.keepers.primarySigns(World.APEX)).contains(true);
    assertThat(admin.checkZone(ZONE).findings())
        .anySatisfy(finding -> assertThat(finding.message()).contains("the primary signs"));
    world.upstream.at(PRIMARY).serves(Zones.serial(10));
    world.pull();
    assertThat(loggedOf("the primary signs it no more")).isEqualTo(1);
    assertThat(world.keepers.primarySigns(World.APEX)).contains(false);
  }

  @Test
  void verbs_about_keys_say_that_others_sign() {
    pulledPresigned();
    assertThatThrownBy(() -> admin.secureZone(ZONE, Keying.DEFAULTS))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("presigned");
    assertThat(admin.setNsec3(ZONE, "", false, false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("presigned"));
    assertThat(admin.setPublishCds(ZONE, List.of()).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("presigned"));
    assertThat(world.ready().isPresigned()).isTrue();
    assertThat(world.serial()).isEqualTo(7);
  }

  @Test
  void keys_that_were_added_before_the_first_pull_sign_the_first_answer() {
    world.upstream.at(PRIMARY).isDown("no connection");
    ZoneKeeper keeper = world.create(World.pulledFrom(PRIMARY)).keeper();
    keeper.change(settings -> settings.withKeys(List.of(World.key(1))));
    world.upstream.at(PRIMARY).serves(Zones.serial(7));
    world.kept().refresh().run(Optional.empty(), false);
    assertThat(world.ready().plan().signs()).isTrue();
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }
}
