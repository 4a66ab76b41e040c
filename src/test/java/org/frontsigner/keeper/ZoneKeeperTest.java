package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.WEEKS;
import static org.frontsigner.keeper.World.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.frontsigner.answer.Served;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.fixture.Contents;
import org.frontsigner.keeper.fixture.MemoryStore.Fate;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

class ZoneKeeperTest {
  private final World world = new World();

  @Test
  void aZoneIsNotReadyUntilItHasData() {
    world.create(World.pulledFrom(World.PRIMARY));
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
    world.restart();
    assertThat(world.served()).isEqualTo(new Served.NotReady(APEX));
  }

  @Test
  void whatIsVisibleIsDurableAndWhatIsToldIsVisible() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    List<String> order = new ArrayList<>();
    world.store.setBeforeCommit(() -> order.add("durable while served " + world.serial()));
    world.downstream.setBefore(() -> order.add("told while served " + world.serial()));
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(order)
        .containsExactly("durable while served " + (7 + WEEKS), "told while served " + (8 + WEEKS));
  }

  @Test
  void aChangeThatCanNotBeWrittenChangesNothing() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    SignedZone served = world.ready();
    StoredZone stored = keeper.stored();
    int told = world.downstream.told().size();
    world.store.setFate(Fate.FAIL);
    assertThatThrownBy(() -> keeper.change(zone -> zone.withKeys(List.of(key(2)))))
        .isInstanceOf(StoreFailed.class);
    assertThatThrownBy(
            () -> {
              Zone zone = Zones.serial(9);
              keeper.accept(zone, new DataChange.Replaced(zone), null);
            })
        .isInstanceOf(StoreFailed.class);
    assertThat(world.ready()).isSameAs(served);
    assertThat(keeper.stored()).isSameAs(stored);
    assertThat(keeper.signed()).containsSame(served);
    assertThat(world.downstream.told()).hasSize(told);
    world.store.setFate(Fate.SUCCEED);
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void settingsThatMeanNothingChangeNothing() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    assertThatThrownBy(() -> world.meta(MetadataKind.NSEC3PARAM, "no parameters"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(keeper.stored().settings().metadata()).isEqualTo(Metadata.NONE);
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
  }

  @Test
  void aZoneWhoseNameLeavesNoRoomForHashesKeepsNsec() {
    String labels = ("a".repeat(63) + ".").repeat(3);
    DomainName longest = DomainName.parse(labels + "b".repeat(28) + ".");
    DomainName longer = DomainName.parse(labels + "b".repeat(29) + ".");
    ZoneSettings settings = World.pulledFrom(World.PRIMARY);
    UnaryOperator<ZoneSettings> hashed =
        zone -> zone.withMetadata(Metadata.NONE.with("NSEC3PARAM", List.of("1 0 0 -")));
    ZoneKeeper keeper = world.keepers.create(longest, settings).orElseThrow().keeper();
    keeper.change(hashed);
    assertThat(keeper.policy().denial().nsec3()).isPresent();
    ZoneKeeper other = world.keepers.create(longer, settings).orElseThrow().keeper();
    assertThatThrownBy(() -> other.change(hashed))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("too long for NSEC3");
    assertThat(other.policy().denial().nsec3()).isEmpty();
  }

  @Test
  void settingWhatIsSetIsNoChange() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    int commits = world.store.commits();
    keeper.change(zone -> zone.withKeys(List.of(key(1))));
    assertThat(world.store.commits()).isEqualTo(commits);
  }

  @Test
  void aSecondaryThatCanNotBeToldUndoesNothing() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.downstream.setBefore(
        () -> {
          throw new IllegalStateException("no socket");
        });
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
  }

  @Test
  void aBrokenAgendaUndoesNothing() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.agenda.setBroken(true);
    keeper.change(zone -> zone.withKeys(List.of(key(2))));
    assertThat(world.serial()).isEqualTo(8 + WEEKS);
    assertThat(world.downstream.serials()).endsWith(8 + WEEKS);
    world.keepers.delete(keeper);
    assertThat(world.served()).isNull();
  }

  @Test
  void workersThatTakeNoMoreUndoNothing() {
    world.signAhead =
        task -> {
          throw new java.util.concurrent.RejectedExecutionException("shut down");
        };
    world.restart();
    world.signed(Zones.serial(7));
    assertThat(world.serial()).isEqualTo(7 + WEEKS);
    assertThat(world.downstream.serials()).endsWith(7 + WEEKS);
  }

  @Test
  void aRestartServesWhatWasServed() {
    world.signed(Zones.serial(7, "www 300 A 192.0.2.7"));
    world.meta(MetadataKind.NSEC3PARAM, "1 0 0 -");
    SignedZone before = world.ready();
    world.upstream.at(World.PRIMARY).isDown("it is gone");
    world.restart();
    assertThat(Contents.of(world.ready().zone())).isEqualTo(Contents.of(before.zone()));
    assertThat(world.ready().plan().servesAs(before.plan())).isTrue();
    assertThat(world.ready().soa()).isEqualTo(before.soa());
    assertThat(world.upstream.takeAsked()).doesNotContain("axfr " + World.SECOND);
  }

  // Deletion, and data that comes late.

  @Test
  void aDeletedZoneIsGoneAndNothingIsDueForIt() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.keepers.delete(keeper);
    assertThat(world.served()).isNull();
    assertThat(world.agenda.check(APEX)).isEmpty();
    assertThat(world.agenda.expiry(APEX)).isEmpty();
    assertThat(world.store.zones()).isEmpty();
    assertThat(keeper.signed()).isEmpty();
    assertThat(world.heard).endsWith("deleted");
  }

  @Test
  void aDeletedZoneTakesNoChange() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.keepers.delete(keeper);
    Zone zone = Zones.serial(8);
    assertThatThrownBy(() -> keeper.accept(zone, new DataChange.Replaced(zone), null))
        .isInstanceOf(ZoneGone.class);
    assertThatThrownBy(() -> keeper.change(one -> one.withKeys(List.of())))
        .isInstanceOf(ZoneGone.class);
    assertThatThrownBy(keeper::confirm).isInstanceOf(ZoneGone.class);
    assertThatThrownBy(() -> world.keepers.delete(keeper)).isInstanceOf(ZoneGone.class);
    keeper.turnOver();
    keeper.expireIfDue();
    keeper.purge();
    keeper.prepare(World.THURSDAY);
    keeper.planCheck(World.NOW);
    assertThat(keeper.tellSecondaries()).isEmpty();
    assertThat(world.served()).isNull();
    assertThat(world.agenda.check(APEX)).isEmpty();
  }

  @Test
  void aZoneThatCanNotBeDeletedStays() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    world.store.setFate(Fate.FAIL);
    assertThatThrownBy(() -> world.keepers.delete(keeper)).isInstanceOf(StoreFailed.class);
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
    assertThat(world.keepers.find(APEX)).isPresent();
  }

  @Test
  void differencesToDataThatIsNoMoreAreTakenAsTheWholeZone() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    Optional<Zone> base = keeper.zone();
    Zone loaded = Zones.serial(7, "loaded 300 A 192.0.2.7");
    keeper.accept(loaded, new DataChange.Replaced(loaded), null);
    Zone pulled = Zones.serial(8, "pulled 300 A 192.0.2.7");
    DataChange patched =
        new DataChange.Patched(pulled, List.of(Zones.difference(base.orElseThrow(), pulled)));
    keeper.accept(base, pulled, patched, List.of());
    assertThat(Contents.of(world.store.data(keeper.stored()).orElseThrow()))
        .isEqualTo(Contents.of(pulled));
    assertThat(SignedRecords.of(world.ready()))
        .isEqualTo(
            SignedRecords.of(SignedZone.first(pulled, world.ready().plan(), world.serial())));
  }

  private long made() {
    return world.counts.made(Algorithm.ED25519);
  }

  @Test
  void purgingKeepsTheValueAndItsSerial() {
    ZoneKeeper keeper = world.signed(Zones.serial(7));
    List<String> before = SignedRecords.of(world.ready());
    long made = made();
    keeper.purge();
    assertThat(SignedRecords.of(world.ready())).isEqualTo(before);
    assertThat(made()).isGreaterThan(made);
  }
}
