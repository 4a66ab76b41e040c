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

  /** What both reports say together. */
  public IntakeReport and(IntakeReport other) {
    Tally tally = new Tally();
    entries.forEach(tally::add);
    other.entries.forEach(tally::add);
    return tally.report();
  }

  /** What was dropped, a sentence without a full stop for each rule. */
  public List<String> sentences() {
    return entries.stream()
        .map(
            entry ->
                "%d records were dropped by rule %s, the first: %s"
                    .formatted(entry.count(), entry.rule().label(), entry.firstCase()))
        .toList();
  }

  /** Counts on the way. Not thread-safe. */
  static final class Tally {
    private final Map<IntakeRule, Entry> byRule = new EnumMap<>(IntakeRule.class);

    void count(IntakeRule rule, String what) {
      add(new Entry(rule, 1, what));
    }

    void add(Entry entry) {
      byRule.merge(
          entry.rule(),
          entry,
          (old, more) -> new Entry(old.rule(), old.count() + more.count(), old.firstCase()));
    }

    IntakeReport report() {
      return byRule.isEmpty() ? NONE : new IntakeReport(new ArrayList<>(byRule.values()));
    }
  }
}
