package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.keeper.fixture.QueuedExecutor;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** What is signed before anybody asks for it. */
class SignAheadTest {
  private final SignatureCounts counts = new SignatureCounts();
  private final QueuedExecutor workers = new QueuedExecutor();

  private SigningPlan plan(Instant when) {
    return new SigningPlan(
        KeySet.of(List.of(World.key(1))),
        new Denial.Nsec3(Nsec3Parameters.DEFAULT),
        SigningWindow.at(when, SigningWindow.Shape.POWERDNS),
        new PublishPolicy(List.of(), false, false, OptionalLong.empty(), false),
        CryptoChoice.best(false),
        true,
        counts);
  }

  /** A zone of many chunks. */
  private static Zone large(int names) {
    String[] lines = new String[names];
    for (int i = 0; i < names; i++) {
      lines[i] = "n%d 300 TXT \"%s\"".formatted(i, "x".repeat(200));
    }
    return Zones.serial(7, lines);
  }

  private SignedZone signed(int names) {
    return SignedZone.first(large(names), plan(World.NOW), 7);
  }

  private long made() {
    return counts.made(Algorithm.ED25519);
  }

  @Test
  void everySignatureOfTheZoneIsMade() {
    SignedZone zone = signed(2000);
    assertThat(zone.chunkCount()).isGreaterThan(40);
    SignAhead.begin(zone, one -> true, workers);
    workers.runAll();
    long made = made();
    SignedRecords.of(zone);
    assertThat(made()).isEqualTo(made);
  }

  @Test
  void aZoneThatIsWantedNoMoreCostsNothingFurther() {
    SignedZone zone = signed(2000);
    AtomicInteger asked = new AtomicInteger();
    SignAhead.begin(zone, one -> asked.incrementAndGet() <= 3, workers);
    workers.runAll();
    long three = made();
    SignedRecords.of(zone);
    assertThat(three).isPositive().isLessThan(made() / 4);
  }

  @Test
  void fewTasksOfAZoneWaitAtOnce() {
    SignAhead.begin(signed(2000), one -> true, workers);
    assertThat(workers.waiting()).isLessThanOrEqualTo(4);
    while (workers.runOne()) {
      assertThat(workers.waiting()).isLessThanOrEqualTo(4);
    }
  }

  @Test
  void aSmallZoneIsOneTask() {
    SignAhead.begin(signed(1), one -> true, workers);
    assertThat(workers.waiting()).isEqualTo(1);
  }

  @Test
  void anUnsignedZoneIsNone() {
    SigningPlan given = plan(World.NOW);
    SigningPlan unsigned =
        new SigningPlan(
            KeySet.EMPTY,
            given.denial(),
            given.window(),
            given.publish(),
            given.choice(),
            true,
            counts);
    SignAhead.begin(SignedZone.first(large(10), unsigned, 7), one -> true, workers);
    assertThat(workers.waiting()).isZero();
  }

  /** A pool loses a thread to an exception that leaves its task. */
  @Test
  void aFaultEndsTheWorkAndNotTheWorkers() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger escaped = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(1);
    SignAhead.begin(
        signed(2000),
        one -> {
          if (asked.incrementAndGet() == 5) {
            throw new IllegalStateException("a fault");
          }
          return true;
        },
        task ->
            pool.execute(
                () -> {
                  try {
                    task.run();
                  } catch (RuntimeException e) {
                    escaped.incrementAndGet();
                  }
                }));
    pool.execute(done::countDown);
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    pool.shutdown();
    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(escaped).hasValue(0);
    assertThat(asked.get()).isLessThan(40);
  }

  @Test
  void workersThatTakeNoMoreAreLeftAlone() {
    workers.close();
    SignAhead.begin(signed(1), one -> true, workers);
    assertThat(made()).isZero();
  }

  // A zone's own: Ahead.

  @Test
  void whatIsServedIsSignedOnce() {
    SignedZone zone = signed(1);
    Ahead ahead = new Ahead(workers, workers);
    ahead.serve(zone);
    ahead.serve(zone);
    assertThat(workers.runAll()).isEqualTo(1);
  }

  @Test
  void whatIsServedNoMoreIsNotSigned() {
    Ahead ahead = new Ahead(workers, workers);
    ahead.serve(signed(1000));
    ahead.release();
    workers.runAll();
    assertThat(made()).isZero();
  }

  @Test
  void whatWasReplacedIsNotSigned() {
    SignedZone zone = signed(1);
    Ahead ahead = new Ahead(workers, workers);
    ahead.serve(signed(2000));
    ahead.serve(zone);
    workers.runAll();
    long made = made();
    SignedRecords.of(zone);
    assertThat(made()).isEqualTo(made);
  }

  @Test
  void whatIsReadyIsForThatDataAndPlanAlone() {
    SignedZone zone = signed(1);
    SigningPlan next = plan(World.THURSDAY);
    Ahead ahead = new Ahead(workers, workers);
    ahead.prepare(zone, next, World.THURSDAY);
    assertThat(ahead.ready(zone.zone(), next)).isPresent();
    assertThat(ahead.ready(zone.zone(), plan(World.NOW))).isEmpty();
    assertThat(ahead.ready(large(1), next)).isEmpty();
    assertThat(ahead.turnover()).contains(World.THURSDAY);
  }

  @Test
  void nothingIsReadyForTheWindowThatIsServed() {
    Ahead ahead = new Ahead(workers, workers);
    ahead.prepare(signed(1), plan(World.NOW), World.NOW);
    assertThat(ahead.turnover()).isEmpty();
  }

  @Test
  void afterTheTurnoverNothingIsKept() {
    SignedZone zone = signed(1);
    SigningPlan next = plan(World.THURSDAY);
    Ahead ahead = new Ahead(workers, workers);
    ahead.prepare(zone, next, World.THURSDAY);
    SignedZone turned =
        ahead.ready(zone.zone(), next).orElseThrow().next(zone.zone(), List.of(), next, 8);
    ahead.follow(turned, List.of(), next);
    assertThat(ahead.turnover()).isEmpty();
    assertThat(ahead.ready(zone.zone(), next)).isEmpty();
  }

  /** What was served before is not held by what came of it. */
  @Test
  void theMemoryOfOldValuesIsReleased() throws Exception {
    World world = new World();
    world.signed(Zones.serial(7));
    world.keepers.prepareTurnover(World.THURSDAY);
    WeakReference<SignedZone> old = new WeakReference<>(world.ready());
    world.clock.set(World.THURSDAY);
    world.keepers.turnOver();
    for (int i = 0; i < 50 && old.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(old.get()).isNull();
    assertThat(world.serial()).isEqualTo(8 + World.WEEKS);
  }
}
