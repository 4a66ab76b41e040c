package org.frontsigner.bridge;

import java.time.Instant;

/**
 * Signs the answer to one verified request: a single message, or all messages of a stream in the
 * order in which they are sent (RFC 8945, 5.3 and 5.3.1). Not thread-safe; one for each request.
 */
public final class TsigSigner {
  private static final byte[] NONE = new byte[0];

  private final TsigKey key;
  private final TsigDigest digest;
  private byte[] priorMac;
  private boolean first = true;

  TsigSigner(TsigKey key, byte[] requestMac) {
    this.key = key;
    this.digest = new TsigDigest(key);
    this.priorMac = requestMac;
  }

  /** Octets that {@link #sign} adds to a message; leave that much room below 65535. */
  public int octets() {
    return TsigAppender.octets(
        key.name(), key.algorithm().wireName(), key.algorithm().macOctets(), 0);
  }

  /**
   * The message with its TSIG record, signed at {@code now}.
   *
   * @throws IllegalArgumentException when the record does not fit
   */
  public byte[] sign(byte[] message, Instant now) {
    long time = TsigDigest.seconds(now);
    digest.priorMac(priorMac).message(message);
    byte[] mac =
        first
            ? digest.finishWithVariables(time, TsigDigest.FUDGE_SECONDS, 0, NONE)
            : digest.finishWithTimers(time, TsigDigest.FUDGE_SECONDS);
    byte[] signed =
        TsigAppender.append(message, key.name(), key.algorithm().wireName(), time, mac, 0, NONE);
    priorMac = mac;
    first = false;
    return signed;
  }
}
