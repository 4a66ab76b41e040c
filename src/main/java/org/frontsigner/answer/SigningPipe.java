package org.frontsigner.answer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningFailed;

/**
 * Signs the chunks of a zone ahead of one who reads them in order, on the threads of an executor,
 * never more than a fixed number of chunks ahead. Who waits for a chunk that nobody has begun signs
 * it himself: so it goes on, if slower, when the executor is busy or refuses. For one reader.
 */
public final class SigningPipe implements AutoCloseable {
  private final SignedZone zone;
  private final Executor executor;
  private final int aheadMax;
  private final Deque<FutureTask<Void>> ahead = new ArrayDeque<>();
  private int begun;
  private int delivered;

  /**
   * A pipe that has not begun.
   *
   * @param chunksAheadMax how many chunks are signed ahead of the reader; at least 1, and more than
   *     the executor has threads keeps them busy
   */
  public SigningPipe(SignedZone zone, Executor executor, int chunksAheadMax) {
    if (chunksAheadMax < 1) {
      throw new IllegalArgumentException("at least one chunk is signed ahead");
    }
    this.zone = zone;
    this.executor = executor;
    this.aheadMax = chunksAheadMax;
  }

  /**
   * Returns once all signatures of the chunks up to this one are made; chunks are counted as in
   * {@link SignedZone#sign}.
   *
   * @throws SigningFailed when a key does not sign
   */
  public void await(int chunk) {
    while (delivered <= chunk) {
      fill();
      finish(ahead.remove());
      delivered++;
    }
  }

  /** Returns once all signatures of the zone are made. */
  public void awaitAll() {
    await(zone.chunkCount() - 1);
  }

  private void fill() {
    while (begun < zone.chunkCount() && begun - delivered < aheadMax) {
      int chunk = begun++;
      FutureTask<Void> task = new FutureTask<>(() -> zone.sign(chunk), null);
      ahead.add(task);
      try {
        executor.execute(task);
      } catch (RejectedExecutionException e) {
        // The reader runs it when it gets there.
        return;
      }
    }
  }

  private static void finish(FutureTask<Void> task) {
    task.run();
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SigningFailed("interrupted while signatures are made", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SigningFailed failed
          ? failed
          : new SigningFailed("signatures could not be made", e.getCause());
    }
  }

  /** Signs no further chunk. */
  @Override
  public void close() {
    ahead.forEach(task -> task.cancel(false));
    ahead.clear();
    begun = zone.chunkCount();
  }
}
