package org.frontsigner.http.alarm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;

/**
 * What is still to be told, one notice for each alarm: a newer one takes the place of an older.
 * Alarms that are up are told however late; that one is over is dropped after an hour. Not
 * thread-safe.
 */
final class Notices {
  /** Nobody wants to hear of what is long over. */
  static final Duration RESOLVED_TIME = Duration.ofHours(1);

  /** Notices of one message: one that tells of more is read by nobody. */
  static final int BATCH_MAX = 100;

  /** Notices of what is over, beyond which the oldest are dropped. */
  static final int RESOLVED_MAX = 1000;

  private final Map<AlarmId, Notice> waiting = new LinkedHashMap<>();
  private int resolved;
  private long dropped;

  void raised(Alarm alarm) {
    put(new Notice(alarm, Optional.empty()));
  }

  void cleared(Alarm alarm, Instant end) {
    put(new Notice(alarm, Optional.of(end)));
    if (resolved > RESOLVED_MAX) {
      waiting.values().stream()
          .filter(Notice::isResolved)
          .findFirst()
          .ifPresent(oldest -> drop(oldest.alarm().id()));
    }
  }

  /** Those that are up are told once more; what is waiting of them stays where it is. */
  void repeat(Collection<Alarm> up) {
    up.forEach(alarm -> waiting.putIfAbsent(alarm.id(), new Notice(alarm, Optional.empty())));
  }

  private void put(Notice notice) {
    remove(notice.alarm().id());
    waiting.put(notice.alarm().id(), notice);
    resolved += notice.isResolved() ? 1 : 0;
  }

  private void remove(AlarmId id) {
    Notice before = waiting.remove(id);
    resolved -= before != null && before.isResolved() ? 1 : 0;
  }

  private void drop(AlarmId id) {
    remove(id);
    dropped++;
  }

  /** Drops what has been over for too long. */
  void dropOld(Instant now) {
    Instant limit = now.minus(RESOLVED_TIME);
    List<AlarmId> old =
        waiting.values().stream()
            .filter(notice -> notice.end().filter(end -> end.isBefore(limit)).isPresent())
            .map(notice -> notice.alarm().id())
            .toList();
    old.forEach(this::drop);
  }

  /**
   * The oldest notice and others of its kind, to be told in one message; empty when there are none.
   */
  List<Notice> batch() {
    List<Notice> batch = new ArrayList<>();
    AlarmKind kind = null;
    for (Notice notice : waiting.values()) {
      kind = kind == null ? notice.alarm().id().kind() : kind;
      if (notice.alarm().id().kind() == kind && batch.size() < BATCH_MAX) {
        batch.add(notice);
      }
    }
    return batch;
  }

  /** A batch was told; what came meanwhile of the same alarms is still to be. */
  void told(List<Notice> batch) {
    batch.stream()
        .filter(notice -> notice.equals(waiting.get(notice.alarm().id())))
        .forEach(notice -> remove(notice.alarm().id()));
  }

  /** A batch was not taken: others come first the next time, in case it is that one's fault. */
  void refused(List<Notice> batch) {
    batch.stream()
        .filter(notice -> notice.equals(waiting.get(notice.alarm().id())))
        .forEach(this::put);
  }

  int size() {
    return waiting.size();
  }

  long dropped() {
    return dropped;
  }
}
