package org.frontsigner.keeper;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.frontsigner.signing.SignedZone;

/**
 * Makes the signatures of a whole zone before they are asked for, a few chunks a task, so that
 * several zones share the workers and a zone that is served no more costs nothing further.
 */
final class SignAhead {
  private static final int CHUNKS_A_TASK = 16;
  private static final int TASKS_AT_ONCE = 4;

  private final SignedZone zone;
  private final Predicate<SignedZone> wanted;
  private final Executor workers;
  private final AtomicInteger nextChunk = new AtomicInteger();

  private SignAhead(SignedZone zone, Predicate<SignedZone> wanted, Executor workers) {
    this.zone = zone;
    this.wanted = wanted;
    this.workers = workers;
  }

  static void begin(SignedZone zone, Predicate<SignedZone> wanted, Executor workers) {
    SignAhead ahead = new SignAhead(zone, wanted, workers);
    int tasks = Math.min(TASKS_AT_ONCE, zone.chunkCount());
    for (int i = 0; i < tasks; i++) {
      workers.execute(ahead::run);
    }
  }

  private void run() {
    int from = nextChunk.getAndAdd(CHUNKS_A_TASK);
    int to = Math.min(from + CHUNKS_A_TASK, zone.chunkCount());
    for (int chunk = from; chunk < to; chunk++) {
      if (!wanted.test(zone)) {
        return;
      }
      zone.sign(chunk);
    }
    if (to < zone.chunkCount()) {
      workers.execute(this::run);
    }
  }
}
