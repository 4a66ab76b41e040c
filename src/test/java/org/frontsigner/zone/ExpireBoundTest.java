package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpireBoundTest {
  private static final long WEEK = 604_800;

  private static Soa soa(long refresh, long retry, long expire) {
    DomainName name = DomainName.parse("example.");
    return new Soa(3600, name, name, 1, refresh, retry, expire, 300);
  }

  @ParameterizedTest
  @CsvSource({
    "2419200, 3600, 601200",
    "601201, 3600, 601200",
    "601200, 3600, 601200",
    "86400, 3600, 86400",
    "2419200, 604800, 15600",
    "2419200, 2147483647, 15600",
    "4294967295, 0, 604800",
  })
  void expireIsLoweredToWhatSignaturesOutlast(long expire, long ttl, long served) {
    Soa soa = soa(10_800, 2_400, expire);
    assertThat(ExpireBound.clamped(soa, ttl)).isEqualTo(soa.withExpireSeconds(served));
  }

  @Test
  void theExcessIsWhatALowerExpireWouldTakeAway() {
    assertThat(ExpireBound.excessSeconds(soa(1, 1, WEEK), 3600)).isEqualTo(3600);
    assertThat(ExpireBound.excessSeconds(soa(1, 1, WEEK - 3600), 3600)).isZero();
    assertThat(ExpireBound.excessSeconds(soa(1, 1, 0), 0)).isZero();
  }

  @Property
  void itIsNeverRaisedAndLeavesTimeForTwoRetries(
      @ForAll @LongRange(max = 0xffff_ffffL) long refresh,
      @ForAll @LongRange(max = 0xffff_ffffL) long retry,
      @ForAll @LongRange(max = 0xffff_ffffL) long expire,
      @ForAll @LongRange(max = 0x7fff_ffffL) long ttl) {
    Soa soa = soa(refresh, retry, expire);
    long served = ExpireBound.clamped(soa, ttl).expireSeconds();
    assertThat(served).isLessThanOrEqualTo(expire);
    assertThat(served == expire || served >= refresh + 2 * retry).isTrue();
    assertThat(served == expire || served + ttl <= WEEK || served == refresh + 2 * retry).isTrue();
  }
}
