package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.frontsigner.answer.Served;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.SignedRecords;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;

/** Several who change one zone at once, and readers who look all the while. */
class KeeperThreadsTest {
  private static final int ROUNDS = 150;

  private final ExecutorService signers = Executors.newFixedThreadPool(2);
  private final World world = new World();

  private void pullAll() {
    for (int serial = 8; serial < 8 + ROUNDS; serial++) {
      world.upstream.at(World.PRIMARY).serves(Zones.serial(serial, "n" + serial + " 300 TXT x"));
      world.kept().refresh().run(Optional.empty(), false);
    }
  }

  private void changeKeys() {
    for (int i = 0; i < ROUNDS; i++) {
      boolean two = i % 2 == 0;
      world
          .keeper()
          .change(
              zone ->
                  zone.withKeys(two ? List.of(World.key(1), World.key(2)) : List.of(World.key(1))));
    }
  }

  private void passTime() {
    for (int i = 0; i < ROUNDS; i++) {
      world.clock.pass(Duration.ofDays(1));
      world.keepers.prepareTurnover(
          org.frontsigner.signing.SigningWindow.turnoverAfter(world.clock.instant()));
      world.keepers.turnOver();
      world.keepers.expiryDue(World.APEX);
      world.keeper().purge();
    }
  }

  /** Looks at what is served, as those do who answer questions; returns how often. */
  private int read(AtomicBoolean stop) {
    long last = world.serial();
    int looks = 0;
    while (!stop.get()) {
      if (world.served() instanceof Served.Ready ready) {
        long serial = ready.zone().soa().serial();
        assertThat(serial == last || Serial.isAfter(serial, last)).isTrue();
        last = serial;
        SignedRecords.of(ready.zone());
        looks++;
      }
    }
    return looks;
  }

  @Test
  void readersSeeSerialsThatRiseAndTheLastValueIsTheStored() throws Exception {
    world.signAhead = signers;
    world.restart();
    world.signed(Zones.serial(7));
    AtomicBoolean stop = new AtomicBoolean();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    Future<Integer> looks = pool.submit(() -> read(stop));
    List<Future<?>> writers = new ArrayList<>();
    for (Runnable work : List.<Runnable>of(this::pullAll, this::changeKeys, this::passTime)) {
      writers.add(pool.submit(work));
    }
    try {
      for (Future<?> writer : writers) {
        writer.get(120, TimeUnit.SECONDS);
      }
    } finally {
      stop.set(true);
    }
    assertThat(looks.get(60, TimeUnit.SECONDS)).isPositive();
    pool.shutdown();
    signers.shutdown();
    assertThat(signers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    lookAtTheEnd();
  }

  private void lookAtTheEnd() {
    SignedZone signed = world.keeper().signed().orElseThrow();
    Zone stored = world.store.data(world.keeper().stored()).orElseThrow();
    assertThat(stored.serial()).isEqualTo(7 + ROUNDS);
    assertThat(SignedRecords.of(signed))
        .isEqualTo(
            SignedRecords.of(
                SignedZone.first(
                    stored, signed.plan(), world.keeper().stored().state().servedSerial())));
    List<LedgerEntry> ledger = world.store.ledger(World.APEX, 10_000);
    for (int i = 1; i < ledger.size(); i++) {
      assertThat(Serial.isAfter(ledger.get(i - 1).servedSerial(), ledger.get(i).servedSerial()))
          .isTrue();
    }
    assertThat(world.downstream.serials()).endsWith(signed.soa().serial());
  }
}
