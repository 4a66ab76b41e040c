package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.frontsigner.keeper.World.APEX;
import static org.frontsigner.keeper.World.PRIMARY;
import static org.frontsigner.keeper.World.SECOND;
import static org.frontsigner.keeper.World.WEEKS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.frontsigner.answer.Served;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.keeper.Upstream.Fetched;
import org.frontsigner.keeper.fixture.Contents;
import org.frontsigner.keeper.fixture.FakeUpstream;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** A round of asking the primaries, and what comes of it. */
class RefreshTest {
  private static final Zone SEVEN = Zones.serial(7);
  private static final Zone EIGHT = Zones.serial(8, "new 300 A 192.0.2.7");

  private final World world = new World();
  private final FakeUpstream.Server first = world.upstream.at(PRIMARY);
  private final FakeUpstream.Server second = world.upstream.at(SECOND);

  /** A zone of two primaries, at serial 7. */
  private Refresh twoPrimaries() {
    first.serves(SEVEN);
    second.serves(SEVEN);
    Refresh refresh = world.create(World.pulledFrom(PRIMARY, SECOND)).refresh();
    refresh.run(Optional.empty(), false);
    world.upstream.takeAsked();
    world.heard.clear();
    return refresh;
  }

  private String failure(PullOutcome outcome) {
    assertThat(outcome).isInstanceOf(PullOutcome.Failed.class);
    return ((PullOutcome.Failed) outcome).text();
  }

  @Test
  void theFirstPullTakesTheWholeZone() {
    first.serves(SEVEN);
    PullOutcome outcome = world.create(World.pulledFrom(PRIMARY)).refresh().run(none(), false);
    assertThat(outcome).isInstanceOf(PullOutcome.Fresh.class);
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY, "axfr " + PRIMARY);
    assertThat(world.serial()).isEqualTo(7);
  }

  private static Optional<java.net.InetSocketAddress> none() {
    return Optional.empty();
  }

  @Test
  void aCurrentZoneIsNotTransferred() {
    twoPrimaries();
    world.clock.passSeconds(100);
    assertThat(world.pull()).isEqualTo(new PullOutcome.Current(Endpoint.parse(PRIMARY), 7));
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY);
    assertThat(world.keeper().stored().state().confirmed()).isEqualTo(world.clock.instant());
  }

  @Test
  void differencesAreAskedForAndApplied() {
    twoPrimaries();
    first.serves(EIGHT, List.of(Zones.difference(SEVEN, EIGHT)));
    PullOutcome.Fresh fresh = (PullOutcome.Fresh) world.pull();
    assertThat(fresh.differences()).hasSize(1);
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY, "ixfr " + PRIMARY);
    assertThat(Contents.of(world.ready().zone())).isEqualTo(Contents.of(EIGHT));
  }

  @Test
  void severalDifferencesAreAppliedOneAfterTheOther() {
    twoPrimaries();
    Zone nine = Zones.serial(9, "newer 300 A 192.0.2.7");
    first.serves(nine, List.of(Zones.difference(SEVEN, EIGHT), Zones.difference(EIGHT, nine)));
    world.pull();
    assertThat(Contents.of(world.ready().zone())).isEqualTo(Contents.of(nine));
    assertThat(Contents.of(world.store.data(world.keeper().stored()).orElseThrow()))
        .isEqualTo(Contents.of(nine));
  }

  @Test
  void whereIxfrIsOffTheWholeZoneIsAskedFor() {
    twoPrimaries();
    world.meta(MetadataKind.IXFR, "0");
    first.serves(EIGHT, List.of(Zones.difference(SEVEN, EIGHT)));
    world.pull();
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY, "axfr " + PRIMARY);
  }

  @Test
  void whoGivesNoDifferencesIsAskedForTheWholeZoneOnce() {
    twoPrimaries();
    first.serves(EIGHT).givesDifferences(new Fetched.NotIncremental("NOTIMP"));
    PullOutcome.Fresh fresh = (PullOutcome.Fresh) world.pull();
    assertThat(fresh.whyWhole()).contains("NOTIMP");
    assertThat(world.upstream.takeAsked())
        .containsExactly("probe " + PRIMARY, "ixfr " + PRIMARY, "axfr " + PRIMARY);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void differencesThatDoNotApplyAreFollowedByTheWholeZoneOnce() {
    twoPrimaries();
    Zone other = Zones.serial(7, "strange 300 A 192.0.2.7");
    first
        .serves(EIGHT)
        .givesDifferences(new Fetched.Incremental(List.of(Zones.difference(other, EIGHT))))
        .givesWhole(new Fetched.Failed("cut off"));
    assertThat(world.pull()).isInstanceOf(PullOutcome.Current.class);
    assertThat(world.upstream.takeAsked())
        .containsExactly(
            "probe " + PRIMARY, "ixfr " + PRIMARY, "axfr " + PRIMARY, "probe " + SECOND);
    assertThat(world.serial()).isEqualTo(7);
    assertThat(world.ready().zone()).isSameAs(SEVEN);
  }

  @Test
  void whoseDifferencesFailIsAskedForTheWholeZoneTheNextTime() {
    twoPrimaries();
    first.serves(EIGHT).givesDifferences(new Fetched.Failed("garbage"));
    second.isDown("down");
    assertThat(failure(world.pull())).contains("garbage");
    world.upstream.takeAsked();
    assertThat(world.pull()).isInstanceOf(PullOutcome.Fresh.class);
    assertThat(world.upstream.takeAsked()).contains("axfr " + PRIMARY);
    Zone nine = Zones.serial(9);
    first.serves(nine, List.of(Zones.difference(EIGHT, nine)));
    assertThat(((PullOutcome.Fresh) world.pull()).differences()).hasSize(1);
  }

  @Test
  void aChangeThatWouldSpoilTheZoneIsRefusedWithItsRule() {
    twoPrimaries();
    RecordList.Builder added = new RecordList.Builder();
    added.add(APEX, 6, 3600, EIGHT.soa().rdata());
    added.add(APEX.child("ns"), 5, 300, DomainName.parse("else.example.").octets());
    RecordList.Builder removed = new RecordList.Builder();
    removed.add(APEX, 6, 3600, SEVEN.soa().rdata());
    Difference spoils = new Difference(7, 8, removed.build(), added.build());
    first.serves(EIGHT).givesDifferences(new Fetched.Incremental(List.of(spoils)));
    assertThat(world.pull()).isInstanceOf(PullOutcome.Current.class);
    assertThat(
            world.kept().refresh().health().of(Endpoint.parse(PRIMARY)).orElseThrow().lastError())
        .hasValueSatisfying(error -> assertThat(error).contains("cname-and-other-data"));
    assertThat(world.serial()).isEqualTo(7);
  }

  @Test
  void noDifferencesAreNoNews() {
    twoPrimaries();
    first.serves(EIGHT).givesDifferences(new Fetched.Incremental(List.of()));
    second.isDown("down");
    assertThat(failure(world.pull())).contains("serial 7");
  }

  /** As when several servers, of which some lag, stand behind one address. */
  @Test
  void aWholeZoneThatIsNotNewerIsNotTaken() {
    for (Zone lagging : List.of(Zones.serial(7, "new 300 A 192.0.2.7"), Zones.serial(6))) {
      World other = new World();
      other.signed(SEVEN);
      other
          .upstream
          .at(PRIMARY)
          .serves(lagging)
          .tells(EIGHT)
          .givesDifferences(new Fetched.NotIncremental("NOTIMP"));
      assertThat(failure(other.pull())).contains("serial " + lagging.serial());
      other.upstream.at(PRIMARY).serves(lagging).tells(EIGHT);
      assertThat(failure(other.pull())).contains("serial " + lagging.serial());
      assertThat(other.serial()).isEqualTo(7 + WEEKS);
      assertThat(other.ready().zone()).isSameAs(SEVEN);
    }
  }

  @Test
  void whoTellsOfNewsAndHasNoneIsNoConfirmation() {
    twoPrimaries();
    second.isDown("down");
    first.serves(EIGHT).givesDifferences(new Fetched.UpToDate(7));
    world.clock.passSeconds(100);
    assertThat(failure(world.pull())).contains("nothing newer than 7");
    assertThat(world.keeper().stored().state().confirmed()).isEqualTo(World.NOW);
  }

  @Test
  void aWholeZoneAskedForWithForceIsTakenWhateverItsSerial() {
    twoPrimaries();
    first.serves(Zones.serial(3));
    assertThat(world.retrieve()).isInstanceOf(PullOutcome.Fresh.class);
    assertThat(world.upstream.takeAsked()).containsExactly("axfr " + PRIMARY);
    assertThat(world.serial()).isEqualTo(3);
  }

  @Test
  void upToDateIsNoAnswerToTheWholeZone() {
    twoPrimaries();
    second.isDown("down");
    first.givesWhole(new Fetched.UpToDate(7));
    assertThat(failure(world.retrieve())).contains("something else");
  }

  @Test
  void aLowerSerialIsAFailureThatSaysWhatToDo() {
    twoPrimaries();
    first.serves(Zones.serial(6));
    second.serves(Zones.serial(5));
    assertThat(failure(world.pull()))
        .contains("primary 192.0.2.1: its serial 6 is lower than ours, 7", "retrieve")
        .contains("primary 192.0.2.2: its serial 5");
    assertThat(world.keeper().stored().state().confirmed()).isEqualTo(World.NOW);
  }

  @Test
  void aSerialHalfTheCircleAwayIsNotNewer() {
    twoPrimaries();
    first.serves(Zones.serial(7 + 0x8000_0000L));
    second.isDown("down");
    assertThat(world.pull()).isInstanceOf(PullOutcome.Failed.class);
    first.serves(Zones.serial(6 + 0x8000_0000L));
    assertThat(world.pull()).isInstanceOf(PullOutcome.Fresh.class);
  }

  // Several primaries.

  @Test
  void whoIsDownIsFollowedByTheNext() {
    twoPrimaries();
    first.isDown("no connection");
    second.serves(EIGHT);
    assertThat(((PullOutcome.Fresh) world.pull()).primary()).isEqualTo(Endpoint.parse(SECOND));
    assertThat(world.heard).contains("failed " + PRIMARY);
    world.upstream.takeAsked();
    world.pull();
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + SECOND);
  }

  @Test
  void whoWasDownIsPreferredAgainAfterAWhile() {
    twoPrimaries();
    first.isDown("no connection");
    world.pull();
    first.serves(SEVEN);
    world.clock.passSeconds(61);
    world.upstream.takeAsked();
    world.pull();
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY);
  }

  /** The other confirms what we have, and still there is more to be had. */
  @Test
  void newsThatCouldNotBeFetchedAreTriedForAgainSoon() {
    twoPrimaries();
    first.serves(EIGHT).givesDifferences(new Fetched.Failed("cut off"));
    world.clock.passSeconds(100);
    assertThat(world.pull()).isInstanceOf(PullOutcome.Current.class);
    assertThat(world.keeper().stored().state().confirmed()).isEqualTo(world.clock.instant());
    assertThat(untilNext()).isBetween(Duration.ofSeconds(540), Duration.ofSeconds(600));
  }

  @Test
  void whenAllFailTheReasonsStandInTheirOrder() {
    twoPrimaries();
    first.isDown("no route");
    second.isDown("no answer");
    assertThat(failure(world.pull()))
        .isEqualTo("primary 192.0.2.1: no route; primary 192.0.2.2: no answer");
    assertThat(world.served()).isInstanceOf(Served.Ready.class);
  }

  @Test
  void whoSentANotifyIsAskedFirst() {
    Refresh refresh = twoPrimaries();
    second.serves(EIGHT);
    refresh.run(Optional.of(Endpoint.parse(SECOND)), false);
    assertThat(world.upstream.takeAsked()).startsWith("probe " + SECOND);
    assertThat(world.serial()).isEqualTo(8);
  }

  /** The other may lag behind: its word must not end the search for what was announced. */
  @Test
  void anotherThatHasNoNewsDoesNotStandForWhoSentTheNotify() {
    String third = "192.0.2.3";
    Refresh refresh = twoPrimaries();
    world
        .keeper()
        .change(
            zone ->
                zone.withPrimaries(
                    List.of(
                        Endpoint.parse(PRIMARY), Endpoint.parse(SECOND), Endpoint.parse(third))));
    second.isDown("busy");
    world.upstream.at(third).serves(EIGHT);
    refresh.run(Optional.of(Endpoint.parse(SECOND)), false);
    assertThat(world.upstream.takeAsked())
        .startsWith("probe " + SECOND, "probe " + PRIMARY, "probe " + third);
    assertThat(world.serial()).isEqualTo(8);
  }

  @Test
  void whenNobodyHasTheNewsTheDataIsConfirmedAllTheSame() {
    Refresh refresh = twoPrimaries();
    second.isDown("busy");
    PullOutcome outcome = refresh.run(Optional.of(Endpoint.parse(SECOND)), false);
    assertThat(outcome).isInstanceOf(PullOutcome.Current.class);
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + SECOND, "probe " + PRIMARY);
  }

  @Test
  void whoSentANotifyAndIsNoPrimaryIsNotAsked() {
    Refresh refresh = twoPrimaries();
    refresh.run(Optional.of(Endpoint.parse("203.0.113.9")), false);
    assertThat(world.upstream.takeAsked()).containsExactly("probe " + PRIMARY);
  }

  @Test
  void aZoneWithoutPrimariesSaysSo() {
    world.create(World.pulledFrom());
    assertThat(failure(world.pull())).isEqualTo("the zone has no primaries");
  }

  @Test
  void requestsAreSignedWithTheKeyOfThePrimary() {
    twoPrimaries();
    world.ring.put(tsig("one."));
    world.ring.put(tsig("all."));
    world.meta(MetadataKind.AXFR_MASTER_TSIG, "all.", "one. " + SECOND);
    world.pull();
    assertThat(world.upstream.lastPrimary().key()).contains(tsig("all."));
    first.isDown("down");
    world.pull();
    assertThat(world.upstream.lastPrimary().key()).contains(tsig("one."));
  }

  private static TsigKey tsig(String name) {
    return new TsigKey(
        DomainName.parse(name), TsigAlgorithm.parse("hmac-sha256", false), new byte[32]);
  }

  @Test
  void aPrimaryWhoseKeyIsNotHereIsNotAskedUnsigned() {
    twoPrimaries();
    world.meta(MetadataKind.AXFR_MASTER_TSIG, "gone.");
    assertThat(failure(world.pull())).contains("TSIG key gone is not here");
    assertThat(world.upstream.takeAsked()).isEmpty();
  }

  @Test
  void theSourceAddressIsThatOfTheSetting() {
    twoPrimaries();
    world.meta(MetadataKind.AXFR_SOURCE, "192.0.2.77");
    world.pull();
    assertThat(world.upstream.lastPrimary().source())
        .contains(Endpoint.parse("192.0.2.77").getAddress());
  }

  private Duration untilNext() {
    return Duration.between(world.clock.instant(), world.agenda.check(APEX).orElseThrow());
  }
}
