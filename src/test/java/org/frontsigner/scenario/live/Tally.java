package org.frontsigner.scenario.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts exchanges: how many agree, how many by which differences, and which are unexplained. */
public final class Tally {
  private final Map<Difference, Integer> explained = new EnumMap<>(Difference.class);
  private final List<Exchange> unexplained = new ArrayList<>();
  private int asked;
  private int identical;

  /** Counts these too. */
  public void add(Collection<Exchange> exchanges) {
    exchanges.forEach(this::add);
  }

  private void add(Exchange exchange) {
    asked++;
    if (exchange.isAgreed()) {
      identical++;
    } else if (exchange.withoutExplained().isAgreed()) {
      exchange.explanations().forEach(each -> explained.merge(each, 1, Integer::sum));
    } else {
      unexplained.add(exchange);
    }
  }

  public int asked() {
    return asked;
  }

  /** Those that no difference explains. */
  public List<Exchange> unexplained() {
    return unexplained;
  }

  /** One line: an exchange with two differences counts for both. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append("%d queries, %d identical".formatted(asked, identical));
    explained.forEach((each, count) -> line.append(", %s %d".formatted(each.name(), count)));
    return line.append(", unexplained %d".formatted(unexplained.size())).toString();
  }
}
