package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.Downstream.Outcome;
import org.frontsigner.keeper.Downstream.Target;
import org.frontsigner.keeper.SecondaryAnswer.Serves;
import org.frontsigner.keeper.SecondaryAnswer.SoaSignature;
import org.frontsigner.keeper.SecondaryLook.State;
import org.frontsigner.keeper.SecondaryQuestions.Question;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Soa;
import org.junit.jupiter.api.Test;

/** Whether secondaries serve what they were told of, by a clock that tests set. */
class SecondaryWatchTest {
  private static final InetSocketAddress FIRST = Endpoint.parse("198.51.100.1");
  private static final InetSocketAddress SECOND = Endpoint.parse("198.51.100.2:5300");
  private static final SecondaryAnswer SILENCE = new SecondaryAnswer.Silence("it is silent");
  private static final SecondaryAnswer REFUSES = new SecondaryAnswer.Refuses("it refuses");

  private final World world = new World();
  private final Teller teller = new Teller();
  private final Alarms alarms = new Alarms();
  private final Map<InetSocketAddress, SecondaryAnswer> answers = new HashMap<>();
  private final List<Question> asked = new ArrayList<>();
  private long nanos = -1_000_000;
  private SecondaryWatch watch = watch(SecondarySettings.DEFAULT);

  private SecondaryWatch watch(SecondarySettings settings) {
    return new SecondaryWatch(
        teller, world.published, settings, world.clock, () -> nanos, new Random(3), alarms);
  }

  /** Tells nobody, and says of all NOTIFYs what a test sets. */
  private static final class Teller implements Downstream {
    final List<String> told = new ArrayList<>();
    Downstream.State state = Downstream.State.UNANSWERED;

    @Override
    public void notify(DomainName zone, Soa served, List<Target> targets) {
      told.add("all " + served.serial());
    }

    @Override
    public void notifyAgain(DomainName zone, Soa served, List<Target> targets) {
      told.add("again " + Endpoint.print(targets.get(0).address()));
    }

    @Override
    public List<Outcome> outcomes(DomainName zone) {
      return List.of(new Outcome(FIRST, 1, World.NOW, state, 1));
    }

    @Override
    public void forget(DomainName zone) {
      told.add("forget");
    }
  }

  private static final class Alarms extends SecondaryAlarm {
    final List<String> raised = new ArrayList<>();

    Alarms() {
      super(new org.frontsigner.keeper.Alarms(InstantSource.system(), 1000));
    }

    @Override
    void lags(SecondaryLook look, long servedSerial, boolean alone) {
      super.lags(look, servedSerial, alone);
      raised.add("lags" + (alone ? "" : " with all its zones"));
    }

    @Override
    void caughtUp(SecondaryLook look) {
      super.caughtUp(look);
      raised.add("caught up");
    }

    @Override
    void isHidden(SecondaryLook look) {
      super.isHidden(look);
      raised.add("hidden");
    }

    @Override
    void rests(InetSocketAddress peer) {
      super.rests(peer);
      raised.add("rests");
    }

    @Override
    void isBack(InetSocketAddress peer) {
      super.isBack(peer);
      raised.add("back");
    }
  }

  private static Target target(InetSocketAddress address) {
    return new Target(address, Optional.empty());
  }

  private void tell(InetSocketAddress... secondaries) {
    watch.notify(
        World.APEX,
        world.ready().soa(),
        List.of(secondaries).stream().map(SecondaryWatchTest::target).toList());
  }

  private void pass(int seconds) {
    pass(seconds, question -> answers.get(question.target().address()));
  }

  private void pass(int seconds, Function<Question, SecondaryAnswer> how) {
    for (int i = 0; i < seconds; i++) {
      nanos += 1_000_000_000L;
      world.clock.passSeconds(1);
      for (Optional<Question> next = watch.next(); next.isPresent(); next = watch.next()) {
        asked.add(next.get());
        watch.answered(next.get(), how.apply(next.get()));
      }
    }
  }

  private SecondaryLook look(InetSocketAddress address) {
    return watch.looks(World.APEX).stream()
        .filter(each -> each.target().address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private State state() {
    return look(FIRST).state();
  }

  private SoaSignature signature(SigningWindow window) {
    ZoneKey key = world.ready().plan().keys().signers(RrType.SOA).get(0);
    return new SoaSignature(
        key.algorithm().number(), key.keyTag(), window.inception(), window.expiration());
  }

  private Serves serves(long serial) {
    return new Serves(serial, List.of(signature(world.ready().plan().window())));
  }

  private Serves servesLastWeeks(long serial) {
    Instant lastWeek = world.clock.instant().minus(Duration.ofDays(7));
    return new Serves(
        serial, List.of(signature(SigningWindow.at(lastWeek, SigningWindow.Shape.POWERDNS))));
  }

  private void signed() {
    world.signed(Zones.serial(7));
    answers.put(FIRST, serves(world.serial()));
    answers.put(SECOND, serves(world.serial()));
  }

  @Test
  void oneThatServesOurSerialAndSignaturesIsCurrent() {
    signed();
    tell(FIRST);
    assertThat(state()).isEqualTo(State.UNKNOWN);
    pass(3);
    assertThat(asked).isEmpty();
    pass(5);
    assertThat(asked).hasSize(1);
    SecondaryLook look = look(FIRST);
    assertThat(look.state()).isEqualTo(State.CURRENT);
    assertThat(look.since()).isEmpty();
    assertThat(look.seen().orElseThrow().serial()).isEqualTo(world.serial());
    assertThat(look.seen().orElseThrow().signaturesUntil())
        .contains(world.ready().plan().window().expiration());
    assertThat(teller.told).containsExactly("all " + world.serial());
  }

  @Test
  void oneThatIsBehindIsAskedAndToldUntilItIsNotAndTheAlarmIsRaisedAndClearedOnce() {
    signed();
    answers.put(FIRST, serves(world.serial() - 1));
    tell(FIRST, SECOND);
    pass(20);
    assertThat(state()).isEqualTo(State.UPDATING);
    assertThat(look(SECOND).state()).isEqualTo(State.CURRENT);
    assertThat(teller.told).hasSize(1);
    pass(1000);
    assertThat(state()).isEqualTo(State.LAGGING);
    assertThat(look(FIRST).since()).contains(World.NOW);
    assertThat(look(FIRST).reason())
        .isEqualTo("it serves serial %d, not %d".formatted(world.serial() - 1, world.serial()));
    assertThat(watch.lagging()).extracting(SecondaryLook::state).containsExactly(State.LAGGING);
    assertThat(watch.states()).isEqualTo(Map.of(State.LAGGING, 1, State.CURRENT, 1));
    assertThat(alarms.raised).containsExactly("lags");
    assertThat(teller.told).contains("again 198.51.100.1").hasSizeBetween(4, 10);
    answers.put(FIRST, serves(world.serial()));
    pass(400);
    assertThat(state()).isEqualTo(State.CURRENT);
    assertThat(watch.lagging()).isEmpty();
    assertThat(alarms.raised).containsExactly("lags", "caught up");
  }

  @Test
  void waitsBetweenQuestionsGrow() {
    signed();
    answers.put(FIRST, serves(1));
    tell(FIRST);
    pass(3600);
    assertThat(asked).hasSizeBetween(12, 24);
  }

  @Test
  void oneThatIsBeingToldIsNotToldAgain() {
    signed();
    teller.state = Downstream.State.WAITING;
    answers.put(FIRST, serves(1));
    tell(FIRST);
    pass(1000);
    assertThat(teller.told).hasSize(1);
  }

  @Test
  void theSerialAloneIsNotEnoughWhereSignaturesAreLastWeeks() {
    signed();
    answers.put(FIRST, servesLastWeeks(world.serial()));
    tell(FIRST);
    pass(1000);
    assertThat(state()).isEqualTo(State.LAGGING);
    assertThat(look(FIRST).reason()).contains("signatures until 2026-11-26T00:00:00Z");
  }

  @Test
  void aSignatureOfAnotherKeyIsNotEnough() {
    signed();
    SoaSignature ours = signature(world.ready().plan().window());
    answers.put(
        FIRST,
        new Serves(
            world.serial(),
            List.of(
                new SoaSignature(
                    ours.algorithm(), ours.keyTag() ^ 1, ours.inception(), ours.expiration()))));
    tell(FIRST);
    pass(20);
    assertThat(state()).isEqualTo(State.UPDATING);
    answers.put(FIRST, new Serves(world.serial(), List.of()));
    pass(600);
    assertThat(look(FIRST).reason()).endsWith("without signatures");
  }

  @Test
  void oneThatIsAheadOfUsWouldNeverTakeWhatWeServe() {
    signed();
    answers.put(FIRST, serves(world.serial() + 5));
    tell(FIRST);
    pass(1000);
    assertThat(state() + look(FIRST).reason()).contains("LAGGING", "after ours", "SOA-EDIT EPOCH");
  }

  @Test
  void ofAnUnsignedZoneTheSerialCountsAlone() {
    world.pulled(Zones.serial(7));
    answers.put(FIRST, new Serves(world.serial(), List.of()));
    tell(FIRST);
    pass(20);
    assertThat(state()).isEqualTo(State.CURRENT);
  }

  @Test
  void oneThatTakesNotifiesAndNeverAnsweredAQuestionRaisesNoAlarm() {
    signed();
    teller.state = Downstream.State.ACKNOWLEDGED;
    answers.put(FIRST, REFUSES);
    tell(FIRST);
    pass(2000);
    assertThat(state()).isEqualTo(State.NOT_ANSWERING);
    answers.put(FIRST, SILENCE);
    pass(20_000);
    assertThat(state()).isEqualTo(State.NOT_ANSWERING);
    assertThat(watch.lagging()).isEmpty();
    assertThat(alarms.raised).startsWith("hidden").doesNotContain("lags");
    assertThat(teller.told).hasSize(1);
    answers.put(FIRST, serves(world.serial()));
    pass(1000);
    assertThat(state()).isEqualTo(State.CURRENT);
  }

  @Test
  void oneThatWasSeenAndDoesNotAnswerAnyMoreLags() {
    signed();
    teller.state = Downstream.State.ACKNOWLEDGED;
    tell(FIRST);
    pass(20);
    answers.put(FIRST, REFUSES);
    pass(8000);
    assertThat(state()).isEqualTo(State.LAGGING);
    assertThat(alarms.raised).containsExactly("lags");
  }

  @Test
  void oneThatNeitherTakesNotifiesNorAnswersLags() {
    signed();
    answers.put(FIRST, SILENCE);
    tell(FIRST);
    pass(1000);
    assertThat(state()).isEqualTo(State.LAGGING);
  }

  @Test
  void oneThatAnswersWithoutTheZoneLags() {
    signed();
    teller.state = Downstream.State.ACKNOWLEDGED;
    answers.put(FIRST, new SecondaryAnswer.Lacks("it answers with rcode SERVFAIL"));
    tell(FIRST);
    pass(1000);
    assertThat(state()).isEqualTo(State.LAGGING);
  }

  @Test
  void oneThatStoppedToFollowIsFoundByTheLookEachHour() {
    signed();
    tell(FIRST);
    pass(100);
    answers.put(FIRST, SILENCE);
    pass(4500 + 1000);
    assertThat(state()).isEqualTo(State.LAGGING);
  }

  @Test
  void withoutTheLookEachHourNobodyIsAskedUnlessToldAgain() {
    signed();
    watch = watch(new SecondarySettings(5, 600, 0, 600, 10));
    tell(FIRST);
    pass(20_000);
    assertThat(asked).hasSize(1);
    tell(FIRST);
    pass(20);
    assertThat(asked).hasSize(2);
  }

  @Test
  void oneThatIsAlwaysAStepBehindAndGetsOnDoesNotLag() {
    signed();
    for (int i = 0; i < 40; i++) {
      answers.put(FIRST, serves(world.serial() - 1));
      tell(FIRST);
      pass(60);
      world.upstream.at(World.PRIMARY).serves(Zones.serial(8 + i));
      world.pull();
    }
    assertThat(alarms.raised).isEmpty();
  }

  @Test
  void aNewSerialIsExpectedOfWhoWasCurrent() {
    signed();
    tell(FIRST);
    pass(20);
    world.upstream.at(World.PRIMARY).serves(Zones.serial(8));
    world.pull();
    tell(FIRST);
    assertThat(state()).isEqualTo(State.UPDATING);
    pass(1000);
    assertThat(state()).isEqualTo(State.LAGGING);
  }

  @Test
  void tellingTheSameSerialAgainTakesNothingAway() {
    signed();
    tell(FIRST);
    pass(20);
    tell(FIRST);
    assertThat(state()).isEqualTo(State.CURRENT);
  }

  @Test
  void whoIsNoSecondaryAnyMoreIsForgotten() {
    signed();
    answers.put(FIRST, serves(1));
    tell(FIRST, SECOND);
    pass(1000);
    tell(SECOND);
    assertThat(watch.lagging()).isEmpty();
    assertThat(watch.looks(World.APEX)).hasSize(1);
    watch.forget(World.APEX);
    assertThat(watch.looks(World.APEX)).isEmpty();
    asked.clear();
    pass(10_000);
    assertThat(asked).isEmpty();
    assertThat(teller.told).endsWith("forget");
  }

  @Test
  void anAnswerThatComesLateToAQuestionThatWasDroppedIsNotHeard() {
    signed();
    tell(FIRST);
    pass(20, question -> serves(1));
    nanos += 60_000_000_000L;
    Question question = watch.next().orElseThrow();
    tell(FIRST);
    watch.answered(question, serves(world.serial()));
    assertThat(state()).isEqualTo(State.UPDATING);
  }

  @Test
  void noMoreAreAskedThanTheLimitAndTheRestAreToldAllTheSame() {
    signed();
    watch = watch(new SecondarySettings(5, 600, 0, 600, 1));
    tell(FIRST, SECOND);
    pass(20);
    assertThat(List.of(asked.size(), teller.told.size())).containsOnly(1);
  }

  private List<DomainName> manyZones(int count) {
    List<DomainName> zones =
        IntStream.range(0, count).mapToObj(i -> DomainName.parse("z" + i + ".example.")).toList();
    String data = "@ 60 SOA ns root 1 3600 600 604800 300\n@ 60 NS ns\n";
    for (DomainName zone : zones) {
      SignedZone value = SignedZone.first(Zones.of(zone, data), world.ready().plan(), 9);
      world.published.put(new Served.Ready(value));
    }
    answers.put(FIRST, serves(9));
    return zones;
  }

  /** A secondary that is down must not take the questions, and the log, from the others. */
  @Test
  void aDeadSecondaryOfManyZonesIsAskedAFewTimes() {
    signed();
    List<DomainName> zones = manyZones(2000);
    answers.put(FIRST, SILENCE);
    zones.forEach(zone -> watch.notify(zone, world.ready().soa(), List.of(target(FIRST))));
    pass(1000);
    assertThat(asked).hasSizeLessThan(60);
    assertThat(watch.silentPeers()).isOne();
    assertThat(watch.states().get(State.LAGGING)).isEqualTo(2000);
    assertThat(alarms.raised).startsWith("rests").doesNotContain("lags");
    answers.put(FIRST, serves(9));
    pass(800);
    assertThat(watch.states()).isEqualTo(Map.of(State.CURRENT, 2000));
    assertThat(alarms.raised).contains("back");
  }

  @Test
  void theNotifiesOfManyZonesAreSpreadByZone() {
    signed();
    List<DomainName> zones = manyZones(2500);
    zones.forEach(zone -> watch.notifySpread(zone, world.ready().soa(), List.of(target(FIRST))));
    int at = teller.told.size();
    assertThat(watch.notifiesWaiting()).isGreaterThan(2400);
    List<Integer> bySecond = new ArrayList<>();
    for (int second = 0; second < 51; second++) {
      pass(1);
      bySecond.add(teller.told.size() - at);
      at = teller.told.size();
    }
    assertThat(watch.notifiesWaiting()).isZero();
    assertThat(bySecond).allMatch(count -> count < 100);
    assertThat(bySecond.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(2400);
    assertThat(watch.states().get(State.CURRENT)).isGreaterThan(2000);
  }

  @Test
  void theNotifiesOfFewZonesAreNotSpread() {
    signed();
    watch.notifySpread(World.APEX, world.ready().soa(), List.of(target(FIRST)));
    assertThat(teller.told).hasSize(1);
  }

  @Test
  void newsThatComeWhileTheNotifyOfATurnoverWaitsAreToldAtOnce() {
    signed();
    DomainName zone =
        manyZones(2500).stream()
            .filter(each -> SpreadNotifies.delayNanos(each, 2501, 600) > 20_000_000_000L)
            .findFirst()
            .orElseThrow();
    watch.notifySpread(zone, world.ready().soa(), List.of(target(FIRST)));
    assertThat(teller.told).isEmpty();
    watch.notify(zone, world.ready().soa(), List.of(target(FIRST)));
    pass(200);
    assertThat(teller.told).hasSize(1);
  }
}
