package org.frontsigner.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * All that is going to happen, in order of time, and of planning where the time is the same. The
 * time is that of the world, in milliseconds since the epoch; it stands still while something
 * happens, unless that waits.
 */
final class Timeline implements InstantSource {
  private record Event(long millis, long number, Runnable work) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::millis).thenComparingLong(Event::number));
  private final Runnable afterEach;
  private long now;
  private long numbers;

  /** {@code afterEach} is run after each event. */
  Timeline(Instant start, Runnable afterEach) {
    this.now = start.toEpochMilli();
    this.afterEach = afterEach;
  }

  @Override
  public long millis() {
    return now;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(now);
  }

  long nanoTime() {
    return now * 1_000_000;
  }

  void at(long millis, Runnable work) {
    events.add(new Event(Math.max(now, millis), numbers++, work));
  }

  void in(long millis, Runnable work) {
    at(now + millis, work);
  }

  /** Lets everything happen that does until then. */
  void runUntil(long millis) {
    await(() -> false, millis);
  }

  /** Lets things happen until what is waited for is there, or the time is up; tells which. */
  boolean await(BooleanSupplier there, long deadlineMillis) {
    while (!there.getAsBoolean()) {
      Event next = events.peek();
      if (next == null || next.millis() > deadlineMillis) {
        now = Math.max(now, deadlineMillis);
        return false;
      }
      events.poll();
      // Who waited within an event that took long finds others overdue.
      now = Math.max(now, next.millis());
      next.work().run();
      afterEach.run();
    }
    return true;
  }

  /** Time passes, and what happens meanwhile does. */
  void pass(long millis) {
    runUntil(now + millis);
  }

  long happened() {
    return numbers - events.size();
  }
}
