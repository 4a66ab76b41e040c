package org.frontsigner.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import org.frontsigner.wire.DomainName;

/** What happened last, to be told with a failure. */
final class Chronicle {
  private static final int LINES_MAX = 4000;
  private static final int SHOWN_MAX = 60;

  private record Line(long millis, String zone, String what) {
    @Override
    public String toString() {
      return java.time.Instant.ofEpochMilli(millis) + " " + zone + " " + what;
    }
  }

  private final Timeline timeline;
  private final Deque<Line> lines = new ArrayDeque<>();

  Chronicle(Timeline timeline) {
    this.timeline = timeline;
  }

  void tell(String what) {
    add("-", what);
  }

  void tell(DomainName zone, String what) {
    add(zone.toText(), what);
  }

  private void add(String zone, String what) {
    lines.addLast(new Line(timeline.millis(), zone, what));
    if (lines.size() > LINES_MAX) {
      lines.removeFirst();
    }
  }

  /** The last lines that concern a zone or all of them. */
  String of(DomainName zone) {
    StringBuilder text = new StringBuilder();
    var shown = lines.stream().filter(each -> isOf(each, zone)).toList();
    shown
        .subList(Math.max(0, shown.size() - SHOWN_MAX), shown.size())
        .forEach(each -> text.append("\n  ").append(each));
    return text.toString();
  }

  private static boolean isOf(Line line, DomainName zone) {
    return line.zone().equals("-") || zone == null || line.zone().equals(zone.toText());
  }
}
