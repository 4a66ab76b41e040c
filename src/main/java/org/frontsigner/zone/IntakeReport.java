package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was dropped on the way in: how often by each rule, and the first case of it. Immutable. */
public record IntakeReport(List<Entry> entries) {
  public static final IntakeReport NONE = new IntakeReport(List.of());

  /** Records dropped by one rule, with the first of them in text. */
  public record Entry(IntakeRule rule, long count, String firstCase) {}

  public IntakeReport {
    entries = List.copyOf(entries);
  }

  /** Counts on the way. Not thread-safe. */
  static final class Tally {
    private final Map<IntakeRule, Entry> byRule = new EnumMap<>(IntakeRule.class);

    void count(IntakeRule rule, String what) {
      byRule.merge(
          rule,
          new Entry(rule, 1, what),
          (old, one) -> new Entry(rule, old.count() + 1, old.firstCase()));
    }

    IntakeReport report() {
      return byRule.isEmpty() ? NONE : new IntakeReport(new ArrayList<>(byRule.values()));
    }
  }
}
