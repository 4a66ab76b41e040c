package org.frontsigner.bridge;

import java.time.Instant;

/** Makes streams of which some messages are unsigned, as servers of long ago do. */
final class TsigStream {
  private final TsigKey key;
  private final TsigDigest digest;
  private boolean first = true;

  TsigStream(TsigKey key, byte[] requestMac) {
    this.key = key;
    this.digest = new TsigDigest(key).priorMac(requestMac);
  }

  byte[] unsigned(byte[] message) {
    digest.message(message);
    return message;
  }

  byte[] signed(byte[] message, Instant now) {
    long time = now.getEpochSecond();
    byte[] none = new byte[0];
    digest.message(message);
    byte[] mac =
        first
            ? digest.finishWithVariables(time, TsigDigest.FUDGE_SECONDS, 0, none)
            : digest.finishWithTimers(time, TsigDigest.FUDGE_SECONDS);
    first = false;
    digest.priorMac(mac);
    return TsigAppender.append(message, key.name(), key.algorithm().wireName(), time, mac, 0, none);
  }
}
