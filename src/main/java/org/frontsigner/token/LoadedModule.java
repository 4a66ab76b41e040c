package org.frontsigner.token;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/**
 * A module of this process. All sessions of all its tokens end when it is restarted: who keeps one
 * looks at {@link #generation} first. Thread-safe.
 */
final class LoadedModule {
  private static final long RESTART_WAIT_SECONDS = 1;

  private final Cryptoki cryptoki;
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private final AtomicLong generation = new AtomicLong();

  LoadedModule(Cryptoki cryptoki) {
    this.cryptoki = cryptoki;
  }

  /** How often it was restarted. */
  long generation() {
    return generation.get();
  }

  /** Uses the module; it is not restarted meanwhile. */
  <T> T use(Function<Cryptoki, T> work) {
    use.readLock().lock();
    try {
      return work.apply(cryptoki);
    } finally {
      use.readLock().unlock();
    }
  }

  /**
   * Restarts it, so that it looks for tokens anew.
   *
   * @return false when that is not possible, since a call is under way that does not end
   */
  boolean restart() throws InterruptedException {
    if (!use.writeLock().tryLock(RESTART_WAIT_SECONDS, TimeUnit.SECONDS)) {
      return false;
    }
    try {
      generation.incrementAndGet();
      cryptoki.restart();
      return true;
    } finally {
      use.writeLock().unlock();
    }
  }
}
