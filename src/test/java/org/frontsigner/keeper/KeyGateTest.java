package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.DsDigest;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.signing.ZoneKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Verbs that would leave resolvers without a chain of trust are refused, with the reason. */
class KeyGateTest {
  private static final String ZONE = "example";
  private static final Duration AGES = Duration.ofDays(20);
  private static final long DS_TTL = 7200;
  private static final KeyRole ZSK = new KeyRole(false, false, true);
  private static final KeyRole KSK = new KeyRole(true, false, true);

  private final World world = new World();
  private final SortedSet<String> atParent = new TreeSet<>();
  private Admin admin;
  private long first;

  @BeforeEach
  void aZoneSignedForAges() {
    world.parent = zone -> new Parent.Answer.Found(new TreeSet<>(atParent), DS_TTL);
    world.restart();
    admin = Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());
    world.pulled(Zones.serial(7));
    first = admin.addZoneKey(ZONE, new KeyRole(true, true, true), 0, "", false).id();
    giveToParent(first);
    later(AGES);
  }

  private void later(Duration time) {
    world.clock.pass(time);
    world.keeper().confirm();
    world.keeper().turnOver();
  }

  private void giveToParent(long id) {
    ZoneKey key = VerbTarget.key(world.keeper().name(), world.keeper().policy().keys().all(), id);
    atParent.add(ParentDs.text(key.ds(world.keeper().name(), DsDigest.SHA256)));
  }

  private static void refused(ThrowingCallable verb, String... reasons) {
    assertThatThrownBy(verb)
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem)
                  .hasMessageContainingAll(reasons)
                  .hasMessageContaining("Zone example");
              assertThat(problem.remedy()).contains("--force");
            });
  }

  private void resolverIsGone() {
    world.parent = zone -> new Parent.Answer.Unknown("nobody answers");
    admin = Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());
  }

  @Test
  void aZoneIsNotMadeUnsignedWhileItsParentHasADs() {
    refused(() -> admin.disableDnssec(ZONE, false), "unsigned", "parent's DS");
    assertThat(world.ready().isSigned()).isTrue();
    refused(() -> admin.deactivateZoneKey(ZONE, first, false), "unsigned");
    refused(() -> admin.removeZoneKey(ZONE, first, false), "unsigned");
    assertThat(world.keeper().stored().settings().keys()).hasSize(1);
  }

  @Test
  void whatIsForcedIsDoneAndTold() {
    assertThat(admin.disableDnssec(ZONE, true).warnings())
        .anyMatch(warning -> warning.startsWith("Forced, though "));
    assertThat(world.ready().isSigned()).isFalse();
  }

  @Test
  void aZoneIsMadeUnsignedWhenTheDsHasLeftTheCaches() {
    refused(() -> admin.disableDnssec(ZONE, false), "parent's DS");
    atParent.clear();
    refused(() -> admin.disableDnssec(ZONE, false), "may hold until");
    later(Duration.ofSeconds(DS_TTL - 1));
    refused(() -> admin.disableDnssec(ZONE, false), "may hold until");
    later(Duration.ofSeconds(1));
    assertThat(admin.disableDnssec(ZONE, false).next())
        .singleElement()
        .asString()
        .contains("remove");
    assertThat(world.ready().isSigned()).isFalse();
  }

  @Test
  void withoutAResolverADsIsTakenToBeThere() {
    resolverIsGone();
    refused(() -> admin.disableDnssec(ZONE, false), "nobody answers");
    refused(() -> admin.removeZoneKey(ZONE, first, false), "nobody answers");
  }

  @Test
  void aZoneThatWasUnsignedLatelyNeedsNoResolver() {
    admin.disableDnssec(ZONE, true);
    later(AGES);
    resolverIsGone();
    admin.activateZoneKey(ZONE, first, false);
    assertThatCode(() -> admin.disableDnssec(ZONE, false)).doesNotThrowAnyException();
  }

  @Test
  void zoneSigningKeysAreRolledInTheStepsThatTheVerbsTell() {
    resolverIsGone();
    long early = admin.addZoneKey(ZONE, ZSK, 0, "", false).id();
    refused(() -> admin.activateZoneKey(ZONE, early, false), "may hold a DNSKEY set with key");
    later(AGES);
    admin.activateZoneKey(ZONE, early, false);
    later(AGES);
    var added = admin.addZoneKey(ZONE, ZSK, 0, "", false);
    assertThat(added.next()).singleElement().asString().contains("activate-zone-key", "in ");
    var activated = admin.activateZoneKey(ZONE, added.id(), false);
    assertThat(activated.next()).singleElement().asString().contains("deactivate-zone-key", "in ");
    refused(() -> admin.deactivateZoneKey(ZONE, early, false), "may hold a DNSKEY set");
    later(AGES);
    assertThat(admin.activateZoneKey(ZONE, added.id(), false).next().get(0)).contains("now");
    assertThat(admin.deactivateZoneKey(ZONE, early, false).next().get(0)).contains("remove", "now");
    later(AGES);
    assertThatCode(() -> admin.removeZoneKey(ZONE, early, false)).doesNotThrowAnyException();
  }

  @Test
  void aKeyIsNotRemovedWhileRecordsOfItsAreHeld() {
    long old = admin.addZoneKey(ZONE, ZSK, 0, "", false).id();
    long fresh = admin.addZoneKey(ZONE, ZSK, 0, "", false).id();
    later(AGES);
    admin.activateZoneKey(ZONE, old, false);
    later(AGES);
    admin.activateZoneKey(ZONE, fresh, false);
    admin.deactivateZoneKey(ZONE, old, false);
    refused(() -> admin.removeZoneKey(ZONE, old, false), "may hold records signed by");
    refused(() -> admin.unpublishZoneKey(ZONE, old, false), "may hold records signed by");
  }

  @Test
  void keySigningKeysAreRolledWhenTheParentHasHadBothForItsTtl() {
    long next = admin.addZoneKey(ZONE, KSK, 0, "", false).id();
    assertThat(next).isNotEqualTo(first);
    later(AGES);
    admin.activateZoneKey(ZONE, next, false);
    later(AGES);
    refused(() -> admin.deactivateZoneKey(ZONE, first, false), "points to key", "no other key");
    giveToParent(next);
    refused(() -> admin.deactivateZoneKey(ZONE, first, false), "may hold until");
    later(Duration.ofSeconds(DS_TTL));
    admin.deactivateZoneKey(ZONE, first, false);
    later(AGES);
    admin.removeZoneKey(ZONE, first, false);
    assertThat(world.ready().isSigned()).isTrue();
  }

  @Test
  void aDsSetThatIsSeenForTheFirstTimeMayHaveHadAnotherBefore() {
    long next = admin.addZoneKey(ZONE, new KeyRole(true, true, true), 0, "", false).id();
    giveToParent(next);
    later(AGES);
    world.store.forgetParents();
    refused(() -> admin.deactivateZoneKey(ZONE, first, false), "seen first at");
    later(Duration.ofSeconds(DS_TTL));
    assertThatCode(() -> admin.deactivateZoneKey(ZONE, first, false)).doesNotThrowAnyException();
  }

  @Test
  void keysOfRsasha1AreNotRenumberedWhileTheParentHasTheirDs() {
    atParent.clear();
    admin.disableDnssec(ZONE, true);
    var material = new KeyMaker(new SecureRandom()).make(Algorithm.RSASHA1, 2048);
    KeyText text = new KeyText("", KeyFile.print(material), "");
    long id = admin.importZoneKey(ZONE, text, new KeyRole(true, true, true), false).id();
    giveToParent(id);
    later(AGES);
    refused(() -> admin.setNsec3(ZONE, "1 0 0 -", false, false), "parent's DS");
    refused(() -> admin.setMeta(ZONE, "NSEC3PARAM", List.of("1 0 0 -"), false), "parent's DS");
    assertThat(world.ready().usesNsec()).isTrue();
    admin.setNsec3(ZONE, "1 0 0 -", false, true);
    assertThat(world.ready().usesNsec()).isFalse();
  }

  @Test
  void denialIsChangedFreelyWhereNoKeyIsRenumbered() {
    assertThatCode(() -> admin.setNsec3(ZONE, "1 0 0 -", false, false)).doesNotThrowAnyException();
    assertThatCode(() -> admin.unsetNsec3(ZONE, false)).doesNotThrowAnyException();
  }

  private static String remedy(ThrowingCallable verb) {
    Problem[] caught = new Problem[1];
    assertThatThrownBy(verb).isInstanceOfSatisfying(Problem.class, each -> caught[0] = each);
    return caught[0].remedy();
  }

  @Test
  void whatIsToBeDoneFirstIsSaidWhereWaitingAloneHelpsNothing() {
    KeyRole activeZsk = new KeyRole(false, true, true);
    assertThat(remedy(() -> admin.addZoneKey(ZONE, activeZsk, 0, "", false)))
        .startsWith("First have the key that is to sign in the DNSKEY set, published and inactive")
        .contains("wait 3900 s; then do this");
    assertThat(remedy(() -> admin.disableDnssec(ZONE, false)))
        .startsWith("First have the parent remove its DS set, and wait 7200 s, its TTL; then do");
    atParent.clear();
    assertThat(remedy(() -> admin.disableDnssec(ZONE, false)))
        .isEqualTo(
            "Do it after %s; --force does it now all the same"
                .formatted(world.clock.instant().plusSeconds(DS_TTL)));
    giveToParent(first);
    long next = admin.addZoneKey(ZONE, new KeyRole(true, true, true), 0, "", false).id();
    later(AGES);
    assertThat(remedy(() -> admin.deactivateZoneKey(ZONE, first, false)))
        .startsWith("First give the parent the DS of a key that stays")
        .contains("export-zone-ds example", "wait 7200 s, the TTL of its DS set; then do this");
    assertThat(next).isPositive();
    resolverIsGone();
    assertThat(remedy(() -> admin.disableDnssec(ZONE, false)))
        .startsWith("First have the parent remove its DS set, and wait for its TTL");
  }

  @Test
  void aDsThatTheDaemonSawAndThatIsGoneSinceIsKnownToBeInCaches() {
    world.store.forgetParents();
    world.keepers.lookAtParents();
    atParent.clear();
    later(Duration.ofDays(1).plusSeconds(1));
    world.keepers.lookAtParents();
    refused(() -> admin.disableDnssec(ZONE, false), "may hold until");
    later(Duration.ofSeconds(DS_TTL));
    assertThatCode(() -> admin.disableDnssec(ZONE, false)).doesNotThrowAnyException();
  }

  @Test
  void parentsAreAskedDailyAndAfterAFailureEachHour() {
    int[] asked = new int[1];
    boolean[] answers = {true};
    world.parent =
        zone -> {
          asked[0]++;
          return answers[0]
              ? new Parent.Answer.Found(new TreeSet<>(atParent), DS_TTL)
              : new Parent.Answer.Unknown("nobody answers");
        };
    world.restart();
    world.keepers.lookAtParents();
    world.keepers.lookAtParents();
    assertThat(asked[0]).isEqualTo(1);
    answers[0] = false;
    world.clock.pass(Duration.ofDays(1));
    world.keepers.lookAtParents();
    world.clock.pass(Duration.ofMinutes(59));
    world.keepers.lookAtParents();
    assertThat(asked[0]).isEqualTo(2);
    world.clock.pass(Duration.ofMinutes(1));
    world.keepers.lookAtParents();
    assertThat(asked[0]).isEqualTo(3);
    assertThat(world.heard).contains("parent unknown");
  }

  @Test
  void silentResolversAreNotAskedForEveryZoneInTurn() {
    int[] asked = new int[1];
    world.parent =
        zone -> {
          asked[0]++;
          return new Parent.Answer.Unknown("nobody answers");
        };
    world.restart();
    for (int i = 0; i < 10; i++) {
      world.create(World.loaded().withKeys(List.of(World.key(2))), "zone" + i + ".example");
    }
    world.keepers.lookAtParents();
    assertThat(asked[0]).isEqualTo(ParentWatch.FAILURES_MAX);
  }

  @Test
  void theGreatestTtlThatADsSetWasSeenWithCounts() {
    long[] left = {60};
    world.parent = zone -> new Parent.Answer.Found(new TreeSet<>(atParent), left[0]);
    world.store.forgetParents();
    world.restart();
    admin = Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());
    admin.checkZone(ZONE);
    left[0] = 5000;
    admin.checkZone(ZONE);
    left[0] = 7;
    atParent.clear();
    later(Duration.ofDays(2));
    refused(() -> admin.disableDnssec(ZONE, false), "may hold until");
    later(Duration.ofSeconds(4999));
    refused(() -> admin.disableDnssec(ZONE, false), "may hold until");
    later(Duration.ofSeconds(1));
    assertThatCode(() -> admin.disableDnssec(ZONE, false)).doesNotThrowAnyException();
  }

  @Test
  void aZoneThatWasUnsignedByForceForAMomentIsNoFreeOne() {
    long next = admin.addZoneKey(ZONE, new KeyRole(true, true, true), 0, "", false).id();
    later(AGES);
    admin.disableDnssec(ZONE, true);
    resolverIsGone();
    admin.activateZoneKey(ZONE, first, false);
    admin.activateZoneKey(ZONE, next, false);
    refused(() -> admin.removeZoneKey(ZONE, first, false), "nobody answers");
  }

  @Test
  void refusalsAndForcedChangesAndFailedQuestionsAreToldToThoseWhoCount() {
    resolverIsGone();
    world.heard.clear();
    refused(() -> admin.disableDnssec(ZONE, false), "unsigned");
    admin.disableDnssec(ZONE, true);
    assertThat(world.heard)
        .contains(
            "parent unknown", "key change REFUSED", "key change FORCED", "published SETTINGS");
  }

  private List<String> found() {
    return admin.checkZone(ZONE).findings().stream()
        .filter(finding -> finding.type().equals("DS"))
        .map(finding -> finding.severity() + " " + finding.message())
        .toList();
  }

  @Test
  void checkZoneComparesTheParentsDsWithTheKeys() {
    assertThat(found()).isEmpty();
    atParent.add("1 13 2 AB");
    assertThat(found()).singleElement().asString().startsWith("WARNING the parent's DS 1 13 2 AB");
    atParent.removeIf(record -> !record.startsWith("1 13 2 AB"));
    assertThat(found().get(0)).startsWith("ERROR no DS of the parent points to a key");
    atParent.clear();
    assertThat(found()).singleElement().asString().startsWith("WARNING the zone has keys");
    atParent.add("1 13 2 AB");
    admin.disableDnssec(ZONE, true);
    assertThat(found()).singleElement().asString().startsWith("ERROR the parent has a DS, and");
    resolverIsGone();
    admin.activateZoneKey(ZONE, first, true);
    assertThat(found()).singleElement().asString().contains("not known: nobody answers");
  }

  @Test
  void aZoneWithoutADsIsFree() {
    atParent.clear();
    assertThatCode(() -> admin.removeZoneKey(ZONE, first, false)).doesNotThrowAnyException();
  }

  @Test
  void aZoneWithoutDataIsFree() {
    world.create(World.pulledFrom(World.PRIMARY), "new.example");
    resolverIsGone();
    long id = admin.addZoneKey("new.example", new KeyRole(true, true, true), 0, "", false).id();
    assertThatCode(() -> admin.removeZoneKey("new.example", id, false)).doesNotThrowAnyException();
  }
}
