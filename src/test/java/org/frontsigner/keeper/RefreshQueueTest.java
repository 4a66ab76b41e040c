package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.keeper.fixture.QueuedExecutor;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

class RefreshQueueTest {
  private static final DomainName A = DomainName.parse("a.");
  private static final DomainName B = DomainName.parse("b");
  private static final DomainName C = DomainName.parse("c");
  private static final InetSocketAddress SENDER = Endpoint.parse("192.0.2.1");

  private final QueuedExecutor workers = new QueuedExecutor();
  private final List<String> checked = new ArrayList<>();
  private Runnable during = () -> {};
  private final RefreshQueue queue = new RefreshQueue(workers, 1000, this::check);

  private void check(DomainName zone, Optional<InetSocketAddress> sender) {
    checked.add(zone.toText() + sender.map(from -> " " + Endpoint.print(from)).orElse(""));
    Runnable now = during;
    during = () -> {};
    now.run();
  }

  @Test
  void aZoneWaitsOnceHoweverOftenItIsAskedFor() {
    for (int i = 0; i < 1000; i++) {
      queue.notified(A, Optional.empty());
      queue.due(A);
    }
    assertThat(queue.size()).isEqualTo(1);
    assertThat(workers.runAll()).isEqualTo(1);
    assertThat(checked).containsExactly("a");
    assertThat(queue.size()).isZero();
  }

  @Test
  void thoseThatANotifyCameForGoFirst() {
    queue.due(A);
    queue.due(B);
    queue.notified(C, Optional.of(SENDER));
    workers.runAll();
    assertThat(checked).containsExactly("c 192.0.2.1", "a", "b");
  }

  @Test
  void aNotifyMovesAWaitingZoneForward() {
    queue.due(A);
    queue.due(B);
    queue.notified(B, Optional.of(SENDER));
    workers.runAll();
    assertThat(checked).containsExactly("b 192.0.2.1", "a");
  }

  @Test
  void aNotifyDuringTheCheckHasTheZoneCheckedOnceMore() {
    during =
        () -> {
          queue.notified(A, Optional.of(SENDER));
          queue.notified(A, Optional.empty());
        };
    queue.due(A);
    workers.runAll();
    assertThat(checked).containsExactly("a", "a 192.0.2.1");
  }

  @Test
  void whatIsDueDuringTheCheckIsDoneByIt() {
    during = () -> queue.due(A);
    queue.due(A);
    workers.runAll();
    assertThat(checked).containsExactly("a");
    queue.due(A);
    workers.runAll();
    assertThat(checked).hasSize(2);
  }

  @Test
  void aCheckThatFailsHoldsNothingUp() {
    during =
        () -> {
          throw new IllegalStateException("a fault");
        };
    queue.due(A);
    queue.due(B);
    workers.runAll();
    queue.due(A);
    workers.runAll();
    assertThat(checked).containsExactly("a", "b", "a");
    assertThat(queue.size()).isZero();
  }

  @Test
  void workersThatTakeNoMoreLeaveNothingWaiting() {
    queue.due(A);
    workers.close();
    queue.notified(B, Optional.of(SENDER));
    queue.due(C);
    assertThat(queue.size()).isEqualTo(1);
    workers.runAll();
    assertThat(checked).hasSize(1);
    assertThat(queue.size()).isZero();
  }

  @Test
  void manyZonesAreNoMoreWorkEach() {
    List<DomainName> zones = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      zones.add(A.child("z" + i));
    }
    zones.forEach(queue::due);
    // From the last to the first: a queue that is searched would take minutes.
    for (int i = zones.size() - 1; i >= 0; i--) {
      queue.notified(zones.get(i), Optional.empty());
    }
    workers.runOne();
    assertThat(checked).containsExactly("z99999.a");
  }

  /** No zone is checked by two at once, and none that was asked for last is left unchecked. */
  @Test
  void manyThreadsLoseNoNotify() throws Exception {
    int zones = 5;
    Map<DomainName, AtomicInteger> running = new ConcurrentHashMap<>();
    Map<DomainName, Integer> told = new ConcurrentHashMap<>();
    Map<DomainName, Integer> seen = new ConcurrentHashMap<>();
    AtomicInteger collisions = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    RefreshQueue shared =
        new RefreshQueue(
            pool,
            3,
            (zone, sender) -> {
              AtomicInteger count = running.computeIfAbsent(zone, z -> new AtomicInteger());
              if (count.incrementAndGet() > 1) {
                collisions.incrementAndGet();
              }
              seen.put(zone, told.getOrDefault(zone, 0));
              Thread.onSpinWait();
              count.decrementAndGet();
            });
    CountDownLatch ready = new CountDownLatch(zones);
    ExecutorService tellers = Executors.newFixedThreadPool(zones);
    for (int i = 0; i < zones; i++) {
      DomainName zone = A.child("z" + i);
      tellers.execute(
          () -> {
            Random random = new Random(zone.hashCode());
            for (int n = 1; n <= 2000; n++) {
              told.put(zone, n);
              shared.notified(zone, Optional.empty());
              if (random.nextInt(3) == 0) {
                shared.due(zone);
              }
            }
            ready.countDown();
          });
    }
    assertThat(ready.await(60, TimeUnit.SECONDS)).isTrue();
    tellers.shutdown();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (shared.size() > 0 && System.nanoTime() < until) {
      Thread.sleep(1);
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(seen).isEqualTo(told).hasSize(zones);
    assertThat(collisions).hasValue(0);
  }

  /** As when the one primary of ten thousand zones is dead, and each check of it takes its time. */
  @Test
  void aNotifyDoesNotWaitBehindThousandsOfChecksThatHang() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    CountDownLatch revived = new CountDownLatch(1);
    CountDownLatch checkedB = new CountDownLatch(2);
    RefreshQueue shared =
        new RefreshQueue(
            pool,
            3,
            (zone, sender) -> {
              if (zone.equals(B)) {
                checkedB.countDown();
              } else {
                awaitQuietly(revived);
              }
            });
    for (int i = 0; i < 10_000; i++) {
      shared.due(A.child("z" + i));
    }
    shared.notified(B, Optional.empty());
    while (checkedB.getCount() > 1) {
      Thread.sleep(1);
    }
    shared.due(B);
    shared.notified(B, Optional.empty());
    assertThat(checkedB.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(shared.size()).isGreaterThanOrEqualTo(10_000);
    revived.countDown();
    while (shared.size() > 0) {
      Thread.sleep(1);
    }
    pool.shutdown();
    assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void noMoreThanSoManyOfThoseWhoseTimeHasComeAreGivenToTheWorkers() {
    RefreshQueue narrow = new RefreshQueue(workers, 2, this::check);
    for (DomainName zone : List.of(A, B, C)) {
      narrow.due(zone);
    }
    assertThat(workers.waiting()).isEqualTo(2);
    narrow.notified(C, Optional.empty());
    assertThat(workers.waiting()).isEqualTo(3);
    workers.runAll();
    assertThat(checked).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(narrow.size()).isZero();
  }
}
