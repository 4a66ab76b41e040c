package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
  /** Near the largest number, so that time passes over into the negative ones. */
  private long nanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(3);

  private Pace pace(int totalSeconds, int idleSeconds, int octetsPerMinuteMin) {
    return new Pace(totalSeconds, idleSeconds, octetsPerMinuteMin, () -> nanos);
  }

  private void pass(long millis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
  }

  @Test
  void waitsNoLongerThanUntilTheFirstLimit() throws TooSlow {
    Pace pace = pace(100, 10, 0);
    assertThat(pace.waitMillis()).isBetween(10_000, 10_001);
    pass(4000);
    assertThat(pace.waitMillis()).isBetween(6000, 6001);
    pass(5999);
    assertThat(pace.waitMillis()).isBetween(1, 2);
    pass(1);
    assertThatThrownBy(pace::waitMillis).isInstanceOf(TooSlow.class);
  }

  @Test
  void onlyAWholeMessageBeginsTheIdleTimeAnew() throws TooSlow {
    Pace pace = pace(100, 10, 0);
    pass(9000);
    pace.received(500);
    assertThat(pace.waitMillis()).isBetween(1000, 1001);
    pace.receivedMessage();
    assertThat(pace.waitMillis()).isBetween(10_000, 10_001);
  }

  @Test
  void theTotalTimeIsNotPutOffByAnything() throws TooSlow {
    Pace pace = pace(20, 10, 0);
    pass(9000);
    pace.receivedMessage();
    pass(9000);
    pace.receivedMessage();
    assertThat(pace.waitMillis()).isBetween(2000, 2001);
    pass(2000);
    pace.receivedMessage();
    assertThatThrownBy(pace::waitMillis).hasMessage("it takes longer than 20 seconds");
    assertThat(pace.seconds()).isEqualTo(20);
  }

  @Test
  void eachMinuteMustBringItsOctets() throws TooSlow {
    Pace pace = pace(1000, 500, 100);
    pace.received(100);
    pass(60_000);
    assertThat(pace.waitMillis()).isBetween(60_000, 60_001);
    pace.received(99);
    pass(59_999);
    assertThat(pace.waitMillis()).isBetween(1, 2);
    pass(1);
    assertThatThrownBy(pace::waitMillis).hasMessage("only 99 octets in a minute, less than 100");
  }
}
