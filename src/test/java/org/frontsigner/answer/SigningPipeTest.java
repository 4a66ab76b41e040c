package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/** Signing ahead of a reader. */
class SigningPipeTest {
  private final SignedZone zone = zone();

  private static SignedZone zone() {
    StringBuilder text = new StringBuilder("@ 3600 SOA ns m 7 1 1 1 300\n@ NS ns.elsewhere.\n");
    for (int i = 0; i < 1500; i++) {
      text.append("h%d A 10.0.0.1%n".formatted(i));
    }
    Name apex = Name.fromConstantString("example.");
    java.util.List<Record> records = TestServer.parse("example.", text.toString());
    Zone zone = TestServer.zone(apex, records);
    return SignedZone.first(
        zone, TestServer.plan(TestServer.NSEC3, TestServer.KSK, TestServer.ZSK), 7);
  }

  private long made() {
    return zone.plan().counts().made(Algorithm.ED25519);
  }

  @Test
  void neverMoreThanSoManyChunksAreBegunAhead() {
    Deque<Runnable> given = new ArrayDeque<>();
    try (SigningPipe pipe = new SigningPipe(zone, given::add, 3)) {
      pipe.await(0);
      assertThat(given).hasSize(3);
      pipe.await(4);
      assertThat(given).hasSize(7);
    }
  }

  @Test
  void theReaderSignsWhatNobodyElseDoes() {
    try (SigningPipe pipe =
        new SigningPipe(
            zone,
            task -> {
              throw new RejectedExecutionException("busy");
            },
            3)) {
      pipe.awaitAll();
    }
    assertEverythingIsSigned();
  }

  @Test
  void threadsOfTheExecutorSignAhead() throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(2);
    try (SigningPipe pipe = new SigningPipe(zone, workers, 8)) {
      pipe.awaitAll();
    } finally {
      workers.shutdownNow();
    }
    assertEverythingIsSigned();
  }

  private void assertEverythingIsSigned() {
    long before = made();
    for (int chunk = 0; chunk < zone.chunkCount(); chunk++) {
      zone.sign(chunk);
    }
    assertThat(zone.chunkCount()).isGreaterThan(10);
    assertThat(made()).isEqualTo(before);
  }

  @Test
  void whatWasBegunButNotReachedIsNotSignedAfterTheEnd() {
    Deque<Runnable> given = new ArrayDeque<>();
    SigningPipe pipe = new SigningPipe(zone, given::add, 4);
    pipe.await(0);
    pipe.close();
    long before = made();
    given.forEach(Runnable::run);
    assertThat(made()).isEqualTo(before);
  }
}
