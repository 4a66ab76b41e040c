package org.frontsigner.store;

import java.util.concurrent.locks.ReentrantLock;
import org.frontsigner.zone.Zone;

/** What the store has in memory of a zone beside the database. */
final class ZonePlace {
  /** What the rows of a zone in the table records show. */
  record Shown(Zone zone, Ordering ordering) {}

  private final ReentrantLock writer = new ReentrantLock();
  private final ReentrantLock shower = new ReentrantLock();
  private long generation;
  private long version;
  private boolean written;
  private Shown shown;
  private Zone target;
  private ZoneData.Changed unsettled;

  /** Held by whoever changes the zone in the database. */
  ReentrantLock writer() {
    return writer;
  }

  /** Does what nobody else may do with the zone in the database at the same time. */
  void alone(Runnable work) {
    writer.lock();
    try {
      work.run();
    } finally {
      writer.unlock();
    }
  }

  /** Held by whoever changes its rows in the table records; taken before {@link #writer}. */
  ReentrantLock shower() {
    return shower;
  }

  /**
   * The greatest generation of chunks that was begun; 0 when not known. Needs the writer's lock.
   */
  long generation() {
    return generation;
  }

  /** Notes that this generation of chunks was begun. Needs the writer's lock. */
  void setGeneration(long begun) {
    generation = begun;
  }

  /** Counts what the table records should show. Needs the writer's lock. */
  long version() {
    return version;
  }

  /** Notes that the table records should show something else from now on. Needs the lock. */
  void setVersion(long newVersion) {
    version = newVersion;
  }

  /** What the table shows; null when that is not known. Needs the writer's lock. */
  Shown shown() {
    return shown;
  }

  void setShown(Shown newShown) {
    shown = newShown;
  }

  /** What the table should show; null when only the database knows. Needs the writer's lock. */
  Zone target() {
    return target;
  }

  void setTarget(Zone newTarget) {
    target = newTarget;
  }

  /** What a commit made of the data that word was lost of; needs the writer's lock. */
  ZoneData.Changed unsettled() {
    return unsettled;
  }

  void setUnsettled(ZoneData.Changed changed) {
    unsettled = changed;
  }

  /** Whether this process has written the zone's settings. Needs the writer's lock. */
  boolean isWritten() {
    return written;
  }

  void setWritten() {
    written = true;
  }
}
