package org.frontsigner.schedule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * Zones by the time when something is due for them, the earliest first; each zone is in it once at
 * most. A binary heap whose entries know their places, so that a plan is replaced as quickly as it
 * is made. Thread-safe.
 */
final class DueQueue {
  private static final class Entry {
    final DomainName zone;
    long dueMillis;
    int place;

    Entry(DomainName zone) {
      this.zone = zone;
    }
  }

  private final Map<DomainName, Entry> byZone = new HashMap<>();
  private final List<Entry> heap = new ArrayList<>();

  /** Plans a zone, or plans it anew; times are milliseconds since the epoch. */
  synchronized void put(DomainName zone, long dueMillis) {
    Entry entry = byZone.computeIfAbsent(zone, this::append);
    entry.dueMillis = dueMillis;
    settle(entry);
  }

  private Entry append(DomainName zone) {
    Entry entry = new Entry(zone);
    entry.place = heap.size();
    heap.add(entry);
    return entry;
  }

  synchronized void remove(DomainName zone) {
    Entry entry = byZone.remove(zone);
    if (entry == null) {
      return;
    }
    Entry last = heap.remove(heap.size() - 1);
    if (last != entry) {
      place(last, entry.place);
      settle(last);
    }
  }

  /**
   * The earliest zone if it is due. It stays, planned for {@code againMillis}, until it is planned
   * anew or removed: what was to be done may fail on the way, and a zone must not be forgotten.
   */
  synchronized Optional<DomainName> takeDue(long nowMillis, long againMillis) {
    if (heap.isEmpty() || heap.get(0).dueMillis > nowMillis) {
      return Optional.empty();
    }
    Entry entry = heap.get(0);
    entry.dueMillis = againMillis;
    sink(entry);
    return Optional.of(entry.zone);
  }

  /** Moves all plans by the same time. */
  synchronized void shift(long millis) {
    heap.forEach(entry -> entry.dueMillis += millis);
  }

  synchronized int size() {
    return heap.size();
  }

  /** When the earliest zone is due; empty when there is none. */
  synchronized Optional<Long> earliestMillis() {
    return heap.isEmpty() ? Optional.empty() : Optional.of(heap.get(0).dueMillis);
  }

  private void settle(Entry entry) {
    rise(entry);
    sink(entry);
  }

  private void rise(Entry entry) {
    int place = entry.place;
    while (place > 0 && heap.get((place - 1) / 2).dueMillis > entry.dueMillis) {
      place(heap.get((place - 1) / 2), place);
      place = (place - 1) / 2;
    }
    place(entry, place);
  }

  private void sink(Entry entry) {
    int place = entry.place;
    int child = earlierChild(place);
    while (child < heap.size() && heap.get(child).dueMillis < entry.dueMillis) {
      place(heap.get(child), place);
      place = child;
      child = earlierChild(place);
    }
    place(entry, place);
  }

  private int earlierChild(int place) {
    int left = 2 * place + 1;
    int right = left + 1;
    boolean rightIsEarlier =
        right < heap.size() && heap.get(right).dueMillis < heap.get(left).dueMillis;
    return rightIsEarlier ? right : left;
  }

  private void place(Entry entry, int place) {
    entry.place = place;
    heap.set(place, entry);
  }
}
