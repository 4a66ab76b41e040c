package org.frontsigner.bridge;

import java.math.BigInteger;
import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/**
 * A published HMAC, computed as TSIG computes its own. What TSIG takes last into the MAC, in all
 * messages of a stream but the first, are the timers (RFC 8945, 5.3.1), which may have any value:
 * so the last eight octets of the data are given as timers.
 */
record HmacVector(TsigAlgorithm algorithm, byte[] key, byte[] data) {
  private static final int TIME_OCTETS = 6;
  private static final int TIMER_OCTETS = TIME_OCTETS + 2;

  /** Whether there are data for timers, and a key that TSIG takes. */
  boolean fits() {
    return data.length >= TIMER_OCTETS && key.length > 0;
  }

  byte[] mac() {
    TsigKey tsigKey = new TsigKey(DomainName.parse("vector."), algorithm, key);
    int timersAt = data.length - TIMER_OCTETS;
    byte[] time = Arrays.copyOfRange(data, timersAt, timersAt + TIME_OCTETS);
    return new TsigDigest(tsigKey)
        .message(Arrays.copyOf(data, timersAt))
        .finishWithTimers(
            new BigInteger(1, time).longValueExact(), Octets.u16(data, timersAt + TIME_OCTETS));
  }
}
