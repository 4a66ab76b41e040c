package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.keeper.Downstream.Outcome;
import org.frontsigner.keeper.Downstream.State;
import org.junit.jupiter.api.Test;

class NotifyOutcomesTest {
  private static final InetSocketAddress FIRST =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
  private static final InetSocketAddress SECOND =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 2);

  private final NotifyOutcomes outcomes = new NotifyOutcomes();

  private static Outcome outcome(InetSocketAddress address, State state, int attempts) {
    return new Outcome(address, 42, Script.NOW, state, attempts);
  }

  private void begin(long round) {
    outcomes.begin(
        Rr.ZONE,
        round,
        List.of(outcome(FIRST, State.WAITING, 0), outcome(SECOND, State.WAITING, 0)));
  }

  @Test
  void keepsTheLastStateOfEachSecondary() {
    begin(1);
    outcomes.set(Rr.ZONE, 1, outcome(SECOND, State.ACKNOWLEDGED, 2));
    assertThat(outcomes.of(Rr.ZONE))
        .containsExactly(outcome(FIRST, State.WAITING, 0), outcome(SECOND, State.ACKNOWLEDGED, 2));
  }

  @Test
  void hearsNothingOfARoundThatWasReplaced() {
    begin(1);
    begin(2);
    outcomes.set(Rr.ZONE, 1, outcome(FIRST, State.UNANSWERED, 5));
    assertThat(outcomes.of(Rr.ZONE)).contains(outcome(FIRST, State.WAITING, 0));
  }

  @Test
  void hearsNothingOfAZoneThatWasForgotten() {
    begin(1);
    outcomes.begin(Rr.ZONE, 2, List.of());
    outcomes.set(Rr.ZONE, 1, outcome(FIRST, State.UNANSWERED, 5));
    assertThat(outcomes.of(Rr.ZONE)).isEmpty();
  }

  @Test
  void whoIsToldAgainLeavesWhatIsKnownOfTheOthers() {
    begin(1);
    outcomes.set(Rr.ZONE, 1, outcome(SECOND, State.ACKNOWLEDGED, 2));
    assertThat(outcomes.again(Rr.ZONE, 9, List.of(outcome(FIRST, State.WAITING, 0)))).isOne();
    assertThat(outcomes.of(Rr.ZONE))
        .containsExactlyInAnyOrder(
            outcome(FIRST, State.WAITING, 0), outcome(SECOND, State.ACKNOWLEDGED, 2));
  }

  @Test
  void whoIsToldAgainWithoutARoundBeginsOne() {
    assertThat(outcomes.again(Rr.ZONE, 9, List.of(outcome(FIRST, State.WAITING, 0)))).isEqualTo(9);
    outcomes.set(Rr.ZONE, 9, outcome(FIRST, State.REFUSED, 1));
    assertThat(outcomes.of(Rr.ZONE)).containsExactly(outcome(FIRST, State.REFUSED, 1));
    outcomes.forget(Rr.ZONE);
    assertThat(outcomes.of(Rr.ZONE)).isEmpty();
  }
}
