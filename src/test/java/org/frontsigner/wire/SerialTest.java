package org.frontsigner.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Serial;

class SerialTest {
  private static final long MAX = 0xffff_ffffL;

  @Property
  void serialsAreOrderedAsDnsjavaOrdersThem(
      @ForAll @LongRange(max = MAX) long a, @ForAll @LongRange(max = MAX) long b) {
    if (((a - b) & MAX) != 0x8000_0000L) {
      assertThat(org.frontsigner.wire.Serial.isAfter(a, b)).isEqualTo(Serial.compare(a, b) > 0);
    }
  }

  @Property
  void whatIsAddedComesAfter(
      @ForAll @LongRange(max = MAX) long serial,
      @ForAll @LongRange(min = 1, max = 0x7fff_ffffL) long increment) {
    long next = org.frontsigner.wire.Serial.add(serial, increment);
    assertThat(org.frontsigner.wire.Serial.isValid(next)).isTrue();
    assertThat(org.frontsigner.wire.Serial.isAfter(next, serial)).isTrue();
    assertThat(org.frontsigner.wire.Serial.isAfter(serial, next)).isFalse();
  }

  @Test
  void serialsHalfTheCircleApartHaveNoOrder() {
    assertThat(org.frontsigner.wire.Serial.isAfter(0, 0x8000_0000L)).isFalse();
    assertThat(org.frontsigner.wire.Serial.isAfter(0x8000_0000L, 0)).isFalse();
    assertThat(org.frontsigner.wire.Serial.isAfter(5, 5)).isFalse();
    assertThat(org.frontsigner.wire.Serial.isValid(-1)).isFalse();
    assertThat(org.frontsigner.wire.Serial.isValid(MAX + 1)).isFalse();
  }
}
