package org.frontsigner.app;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of the daemon beside those of its sockets. Closed once. */
final class Workers implements AutoCloseable {
  private static final long IDLE_SECONDS = 60;
  private static final long STOP_SECONDS = 5;

  private final ThreadPoolExecutor signing;
  private final ThreadPoolExecutor transferSigning;
  private final ThreadPoolExecutor pulling;
  private final ThreadPoolExecutor tokenSigning;

  Workers(Configuration configuration) {
    int threads = configuration.queries().threadCount();
    int queue = configuration.limits().signingQueueMax();
    // Its tasks are few for each zone, and go on by themselves: they are never refused.
    signing = pool("sign", threads, Integer.MAX_VALUE);
    transferSigning = pool("transfer-sign", threads, queue);
    tokenSigning =
        pool("token-sign", configuration.limits().tokens().sessionsMax(), Integer.MAX_VALUE);
    pulling = pool("pull", configuration.limits().transfersIn().atOnceMax(), Integer.MAX_VALUE);
  }

  /**
   * How many of the threads that pull may be taken by checks whose time has come: of several, a
   * quarter and at least one is left for zones that a NOTIFY came for.
   */
  static int routineChecksMax(Configuration configuration) {
    int all = configuration.limits().transfersIn().atOnceMax();
    return Math.max(1, all - Math.max(1, all / 4));
  }

  private static ThreadPoolExecutor pool(String name, int threads, int queueMax) {
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(queueMax),
            task -> {
              Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** Where signatures are made before they are asked for. */
  Executor signing() {
    return task -> {
      if (!signing.isShutdown()) {
        signing.execute(task);
      }
    };
  }

  /** Where signatures of tokens are made ahead, which takes its time. */
  Executor tokenSigning() {
    return task -> {
      if (!tokenSigning.isShutdown()) {
        tokenSigning.execute(task);
      }
    };
  }

  /** Where signatures of a transfer under way are made; refuses when there is too much to do. */
  Executor transferSigning() {
    return transferSigning;
  }

  /** Where primaries are asked. */
  Executor pulling() {
    return task -> {
      if (!pulling.isShutdown()) {
        pulling.execute(task);
      }
    };
  }

  @Override
  public void close() {
    List<ThreadPoolExecutor> pools = List.of(pulling, signing, transferSigning, tokenSigning);
    pools.forEach(ThreadPoolExecutor::shutdownNow);
    try {
      for (ThreadPoolExecutor pool : pools) {
        pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
