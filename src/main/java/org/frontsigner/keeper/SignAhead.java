package org.frontsigner.keeper;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningFailed;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Makes the signatures of a whole zone before they are asked for, a few chunks a task, so that
 * several zones share the workers and a zone that is served no more costs nothing further.
 */
final class SignAhead {
  private static final Logger LOG = LoggerFactory.getLogger(SignAhead.class);
  private static final int CHUNKS_A_TASK = 16;
  private static final int TASKS_AT_ONCE = 4;

  private final SignedZone zone;
  private final Predicate<SignedZone> wanted;
  private final Executor workers;
  private final boolean again;
  private final AtomicInteger nextChunk = new AtomicInteger();
  private volatile boolean stopped;

  private SignAhead(
      SignedZone zone, Predicate<SignedZone> wanted, Executor workers, boolean again) {
    this.zone = zone;
    this.wanted = wanted;
    this.workers = workers;
    this.again = again;
  }

  /** Begins, and returns at once. */
  static SignAhead begin(SignedZone zone, Predicate<SignedZone> wanted, Executor workers) {
    return new SignAhead(zone, wanted, workers, false).begun();
  }

  /** Begins once more with what is missing. */
  SignAhead beginAgain() {
    return new SignAhead(zone, wanted, workers, true).begun();
  }

  private SignAhead begun() {
    int slices = (zone.chunkCount() + CHUNKS_A_TASK - 1) / CHUNKS_A_TASK;
    for (int i = 0; i < Math.min(TASKS_AT_ONCE, slices); i++) {
      submit();
    }
    return this;
  }

  /** Whether it failed and makes no more. */
  boolean isStopped() {
    return stopped;
  }

  /** What it signs. */
  SignedZone zone() {
    return zone;
  }

  private void submit() {
    try {
      workers.execute(this::run);
    } catch (RejectedExecutionException e) {
      LOG.debug("zone {}: no more signatures are made: {}", zone.apex().toText(), e.getMessage());
    }
  }

  private void run() {
    try {
      int from = nextChunk.getAndAdd(CHUNKS_A_TASK);
      int to = Math.min(from + CHUNKS_A_TASK, zone.chunkCount());
      for (int chunk = from; chunk < to; chunk++) {
        if (stopped || !wanted.test(zone)) {
          return;
        }
        zone.signAhead(chunk, () -> !zone.usesTokens() || wanted.test(zone));
      }
      if (to < zone.chunkCount()) {
        submit();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** What fails here fails again for whoever asks for the signature, and is told to them. */
  private synchronized void fail(RuntimeException e) {
    if (!stopped) {
      stopped = true;
      if (zone.usesTokens() && e instanceof SigningFailed) {
        LOG.atLevel(again ? Level.DEBUG : Level.WARN)
            .log(
                "zone {}: signing ahead waits for its token: {}",
                zone.apex().toText(),
                e.getMessage());
      } else {
        LOG.error("zone {}: signing ahead ended: {}", zone.apex().toText(), e.getMessage(), e);
      }
    }
  }
}
