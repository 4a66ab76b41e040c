package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.PRIMARY;
import static org.frontsigner.keeper.World.SECOND;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.Keepers.NotifyReply;
import org.frontsigner.keeper.fixture.QueuedExecutor;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

class KeepersTest {
  private static final Zone SEVEN = Zones.serial(7);
  private static final Zone EIGHT = Zones.serial(8);

  private final World world = new World();

  private NotifyReply notify(String sender, Optional<String> key, boolean allowed, long serial) {
    InetAddress from = Endpoint.parse(sender).getAddress();
    OptionalLong told = serial < 0 ? OptionalLong.empty() : OptionalLong.of(serial);
    return world.keepers.notified(APEX, from, key.map(DomainName::parse), allowed, told);
  }

  private NotifyReply notify(String sender, long serial) {
    return notify(sender, Optional.empty(), false, serial);
  }

  // Start.

  @Test
  void everyZoneOfTheStoreIsServedWhenTheStartReturns() {
    world.signed(SEVEN);
    for (int i = 0; i < 20; i++) {
      world.keepers.create(APEX.child("z" + i), World.pulledFrom(PRIMARY));
    }
    world.restart();
    assertThat(world.published.all()).hasSize(21);
    assertThat(world.keepers.size()).isEqualTo(21);
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void damagedDataIsPulledAgainAndKeepsNoOtherZoneFromBeingServed() {
    DomainName other = DomainName.parse("other.");
    world.signed(SEVEN);
    world.keepers.create(other, World.loaded());
    world.store.damage(APEX);
    world.restart();
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
    assertThat(world.published.exact(other)).isNotNull();
    world.clock.set(world.agenda.check(APEX).orElseThrow());
    world.keepers.checkDue(APEX);
    assertThat(world.ready().zone().serial()).isEqualTo(7);
  }

  @Test
  void settingsThatMeanNothingKeepNoOtherZoneFromBeingServed() {
    DomainName other = DomainName.parse("other.");
    Keepers.Kept kept = world.keepers.create(other, World.loaded()).orElseThrow();
    Zone zone = Zones.of(other, "@ 3600 SOA a b 1 1 1 1 1\n@ NS ns\n");
    kept.keeper().accept(zone, new DataChange.Replaced(zone), null);
    world.signed(SEVEN);
    ZoneSettings good = world.keeper().stored().settings();
    Metadata bad = good.metadata().with("NSEC3PARAM", List.of("what?"));
    world.store.writeBehindTheBack(APEX, good.withMetadata(bad));
    world.restart();
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
    assertThat(world.published.exact(other)).isInstanceOf(Served.Ready.class);
  }

  @Test
  void settingsThatMeanNothingCanBeSetRight() {
    world.signed(SEVEN);
    ZoneSettings good = world.keeper().stored().settings();
    Metadata bad =
        good.metadata().with("NSEC3PARAM", List.of("what?")).with("PUBLISH-CDS", List.of("two"));
    world.store.writeBehindTheBack(APEX, good.withMetadata(bad));
    world.restart();
    world.meta(MetadataKind.NSEC3PARAM);
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
    world.meta(MetadataKind.PUBLISH_CDS);
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.ready().zone().serial()).isEqualTo(7);
  }

  @Test
  void aZoneThatCanNotBeServedIsStillPlanned() {
    world.signed(SEVEN);
    ZoneSettings good = world.keeper().stored().settings();
    Metadata bad = good.metadata().with("NSEC3PARAM", List.of("what?"));
    world.store.writeBehindTheBack(APEX, good.withMetadata(bad));
    world.restart();
    world.clock.set(world.agenda.check(APEX).orElseThrow());
    world.keepers.checkDue(APEX);
    assertThat(world.agenda.check(APEX).orElseThrow()).isAfter(world.clock.instant());
  }

  @Test
  void aLoadedZoneIsNotPlanned() {
    world.create(World.loaded());
    world.restart();
    assertThat(world.agenda.check(APEX)).isEmpty();
    world.keepers.checkDue(APEX);
    assertThat(world.upstream.takeAsked()).isEmpty();
  }

  // Creation and deletion.

  @Test
  void aNameIsTakenOnceInWhateverLetterCase() {
    world.create(World.loaded());
    assertThat(world.keepers.create(DomainName.parse("EXAMPLE."), World.loaded())).isEmpty();
    assertThat(world.keepers.find(DomainName.parse("Example."))).isPresent();
    assertThat(world.store.zones()).hasSize(1);
  }

  @Test
  void aDeletedZoneCanBeMadeAgain() {
    ZoneKeeper old = world.signed(SEVEN);
    world.keepers.delete(old);
    assertThat(world.keepers.size()).isZero();
    ZoneKeeper fresh = world.create(World.pulledFrom(PRIMARY)).keeper();
    assertThat(fresh).isNotSameAs(old);
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
    assertThat(fresh.stored().settings().keys()).isEmpty();
  }

  // What is done with all zones.

  @Test
  void noZoneKeepsTheOthersFromTheirTurnover() {
    world.signed(SEVEN);
    DomainName other = DomainName.parse("another.");
    Keepers.Kept kept = world.keepers.create(other, World.loaded()).orElseThrow();
    Zone zone = Zones.of(other, "@ 3600 SOA a b 1 1 1 1 1\n@ NS ns\n");
    kept.keeper().accept(zone, new DataChange.Replaced(zone), null);
    kept.keeper().change(settings -> settings.withKeys(List.of(key(2))));
    world.store.setBeforeCommit(failingFor(1));
    world.clock.set(World.THURSDAY);
    world.keepers.prepareTurnover(World.THURSDAY.plusSeconds(604_800));
    world.keepers.turnOver();
    world.keepers.turnOver();
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(kept.keeper().stored().state().servedSerial()).isEqualTo(2 + WEEKS);
  }

  private static Runnable failingFor(int times) {
    int[] left = {times};
    return () -> {
      if (left[0]-- > 0) {
        throw new StoreFailed("the disk is full", null);
      }
    };
  }

  @Test
  void allSecondariesAreTold() {
    world.signed(SEVEN);
    world.keepers.create(DomainName.parse("empty."), World.loaded());
    int told = world.downstream.told().size();
    world.keepers.tellSecondaries();
    assertThat(world.downstream.told()).hasSize(told + 1);
    assertThat(world.downstream.told().get(told).zone()).isEqualTo(APEX);
  }

  // NOTIFY.

  @Test
  void aNotifyOfAPrimaryHasTheZoneCheckedThere() {
    world.pulled(SEVEN);
    world.upstream.at(PRIMARY).serves(EIGHT);
    assertThat(notify(PRIMARY, 8)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void aNotifyWithoutSerialIsHeeded() {
    world.pulled(SEVEN);
    world.upstream.at(PRIMARY).serves(EIGHT);
    assertThat(notify(PRIMARY, -1)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void aNotifyOfWhatWeHaveIsAcceptedAndAsksNobody() {
    world.pulled(SEVEN);
    world.upstream.takeAsked();
    assertThat(notify(PRIMARY, 7)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(notify(PRIMARY, 6)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.upstream.takeAsked()).isEmpty();
  }

  @Test
  void aNotifyOfWhatHasExpiredIsNews() {
    world.pulled(SEVEN);
    world.clock.passSeconds(604_800);
    world.keepers.expiryDue(APEX);
    assertThat(notify(PRIMARY, 7)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.serial()).isEqualTo(7);
  }

  @Test
  void aNotifyOfAZoneThatWasNeverPulledIsNews() {
    world.create(World.pulledFrom(PRIMARY));
    world.upstream.at(PRIMARY).serves(SEVEN);
    notify(PRIMARY, 0);
    assertThat(world.serial()).isEqualTo(7);
  }

  @Test
  void aNotifyOfAStrangerIsRefused() {
    world.pulled(SEVEN);
    world.upstream.takeAsked();
    assertThat(notify("203.0.113.9", 8)).isEqualTo(NotifyReply.REFUSED);
    assertThat(notify("203.0.113.9", Optional.of("unknown."), false, 8))
        .isEqualTo(NotifyReply.REFUSED);
    assertThat(world.upstream.takeAsked()).isEmpty();
  }

  @Test
  void aNotifyFromAnAllowedNetworkIsHeeded() {
    world.pulled(SEVEN);
    world.upstream.at(PRIMARY).serves(EIGHT);
    assertThat(notify("203.0.113.9", Optional.empty(), true, 8)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void aNotifyWithAKeyOfThePrimariesIsHeededFromAnywhere() {
    world.pulled(SEVEN);
    world.meta(MetadataKind.AXFR_MASTER_TSIG, "key.");
    assertThat(notify("203.0.113.9", Optional.of("KEY."), false, 8))
        .isEqualTo(NotifyReply.ACCEPTED);
  }

  @Test
  void aNotifyWithTheKeyOfOnePrimaryIsHeededFromThatOneAlone() {
    world.pulled(SEVEN);
    world.meta(MetadataKind.AXFR_MASTER_TSIG, "key. 203.0.113.9:5300");
    assertThat(notify("203.0.113.9", Optional.of("key."), false, 8))
        .isEqualTo(NotifyReply.ACCEPTED);
    assertThat(notify("203.0.113.8", Optional.of("key."), false, 8)).isEqualTo(NotifyReply.REFUSED);
  }

  @Test
  void aKeyOfSecondariesIsNoneOfPrimaries() {
    world.pulled(SEVEN);
    world.meta(MetadataKind.TSIG_ALLOW_AXFR, "key.");
    assertThat(notify("203.0.113.9", Optional.of("key."), false, 8)).isEqualTo(NotifyReply.REFUSED);
  }

  @Test
  void aNotifyOfAZoneThatIsNotHereIsNotAuthoritative() {
    assertThat(notify(PRIMARY, 8)).isEqualTo(NotifyReply.NOT_AUTHORITATIVE);
    world.pulled(SEVEN);
    InetAddress sender = Endpoint.parse(PRIMARY).getAddress();
    assertThat(
            world.keepers.notified(
                APEX.child("sub"), sender, Optional.empty(), true, OptionalLong.empty()))
        .isEqualTo(NotifyReply.NOT_AUTHORITATIVE);
  }

  @Test
  void aNotifyOfALoadedZoneAsksNobody() {
    world.create(World.loaded());
    assertThat(notify(PRIMARY, 8)).isEqualTo(NotifyReply.REFUSED);
    assertThat(notify(PRIMARY, Optional.empty(), true, 8)).isEqualTo(NotifyReply.ACCEPTED);
    assertThat(world.upstream.takeAsked()).isEmpty();
  }

  @Test
  void manyNotifiesBecomeOneCheckOfTheSender() {
    QueuedExecutor workers = new QueuedExecutor();
    world.pullers = workers;
    world.restart();
    world.upstream.at(SECOND).serves(EIGHT);
    world.create(World.pulledFrom(PRIMARY, SECOND));
    for (int i = 0; i < 100; i++) {
      notify(SECOND, 8);
    }
    assertThat(world.keepers.checksWaiting()).isEqualTo(1);
    assertThat(workers.runAll()).isEqualTo(1);
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + SECOND, "axfr " + SECOND);
  }

  @Test
  void aZoneThatIsDeletedWhileItWaitsIsNotAskedFor() {
    QueuedExecutor workers = new QueuedExecutor();
    world.pullers = workers;
    world.restart();
    ZoneKeeper keeper = world.create(World.pulledFrom(PRIMARY)).keeper();
    world.keepers.checkNow(APEX);
    world.keepers.delete(keeper);
    workers.runAll();
    assertThat(world.upstream.takeAsked()).isEmpty();
    assertThat(world.keepers.checksWaiting()).isZero();
  }

  @Test
  void whatIsDueForAZoneThatIsNoMoreIsNothing() {
    world.keepers.checkDue(APEX);
    world.keepers.expiryDue(APEX);
    assertThat(world.keepers.checksWaiting()).isZero();
    assertThat(world.keepers.nextCheck(APEX)).isEmpty();
    assertThat(world.served()).isNull();
  }
}
