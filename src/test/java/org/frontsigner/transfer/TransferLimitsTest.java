package org.frontsigner.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TransferLimitsTest {
  @Test
  void refusesLimitsThatLetNothingThroughByName() {
    assertThatThrownBy(() -> new TransferLimits(0, 1, 1, 1, 1, 1, 0, 1, 1, 1))
        .hasMessage("octetsMax is at least 1, not 0");
    assertThatThrownBy(() -> new TransferLimits(1, 1, 1, 1, 1, 0, 0, 1, 1, 1))
        .hasMessage("idleSeconds is at least 1, not 0");
    assertThatThrownBy(() -> new TransferLimits(1, 1, 1, 1L << 30, 1, 1, 0, 1, 1, 1))
        .hasMessage("differenceOctetsMax is at most 536870912, not 1073741824");
    assertThatThrownBy(() -> new NotifyLimits(17, 1, 1, 1))
        .hasMessage("attempts is from 1 to 16, not 17");
  }

  @Test
  void waitsTwiceAsLongAfterEachAttempt() {
    NotifyLimits limits = NotifyLimits.DEFAULT;
    assertThat(limits.waitMillis(1)).isEqualTo(1000);
    assertThat(limits.waitMillis(2)).isEqualTo(2000);
    assertThat(limits.waitMillis(5)).isEqualTo(16_000);
  }
}
