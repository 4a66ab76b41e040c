package org.frontsigner.bridge;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/** What the MAC of TSIG is taken over (RFC 8945, 4.3), fed in that order. Not thread-safe. */
final class TsigDigest {
  /** The fudge that we send, and the one that RFC 8945, 10 recommends. */
  static final int FUDGE_SECONDS = 300;

  private static final long TIME_MAX = 0xffff_ffff_ffffL;
  private static final int CLASS_ANY = 255;

  private final TsigKey key;
  private final Mac mac;

  TsigDigest(TsigKey key) {
    this.key = key;
    try {
      this.mac = Mac.getInstance(key.algorithm().macName());
      this.mac.init(new SecretKeySpec(key.secret(), key.algorithm().macName()));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(
          "this Java has no " + key.algorithm().macName() + " for " + key, missing);
    }
  }

  /** The time as TSIG counts it: seconds since 1970 in 48 bits. */
  static long seconds(Instant time) {
    long seconds = time.getEpochSecond();
    if (seconds < 0 || seconds > TIME_MAX) {
      throw new IllegalArgumentException("TSIG can't express the time " + time);
    }
    return seconds;
  }

  /** The MAC of the request, or of the message before in a stream, with its length. */
  TsigDigest priorMac(byte[] prior) {
    updateU16(prior.length);
    mac.update(prior);
    return this;
  }

  /** A message that has no TSIG record, or not yet. */
  TsigDigest message(byte[] message) {
    mac.update(message);
    return this;
  }

  /** A received message as it was before its TSIG record was added. */
  TsigDigest messageBefore(byte[] message, TsigRecord tsig) {
    byte[] header = Arrays.copyOf(message, MessageShape.HEADER_OCTETS);
    Octets.putU16(header, 0, tsig.originalId);
    Octets.putU16(header, 10, Octets.u16(message, 10) - 1);
    mac.update(header);
    mac.update(message, header.length, tsig.start - header.length);
    return this;
  }

  /** The TSIG variables (RFC 8945, 4.3.3), and the MAC over everything. */
  byte[] finishWithVariables(long timeSigned, int fudgeSeconds, int error, byte[] other) {
    mac.update(key.name().octets());
    updateU16(CLASS_ANY);
    updateU16(0);
    updateU16(0);
    DomainName algorithm = key.algorithm().wireName();
    mac.update(algorithm.octets());
    updateTimers(timeSigned, fudgeSeconds);
    updateU16(error);
    updateU16(other.length);
    mac.update(other);
    return mac.doFinal();
  }

  /** The timers alone, as in a stream from its second message on (RFC 8945, 5.3.1). */
  byte[] finishWithTimers(long timeSigned, int fudgeSeconds) {
    updateTimers(timeSigned, fudgeSeconds);
    return mac.doFinal();
  }

  private void updateTimers(long timeSigned, int fudgeSeconds) {
    updateU16((int) (timeSigned >>> 32));
    updateU16((int) (timeSigned >>> 16));
    updateU16((int) timeSigned);
    updateU16(fudgeSeconds);
  }

  private void updateU16(int value) {
    mac.update((byte) (value >>> 8));
    mac.update((byte) value);
  }

  /** Whether a received MAC is the computed one, or its allowed beginning; in constant time. */
  static boolean matches(byte[] computed, byte[] received) {
    return MessageDigest.isEqual(Arrays.copyOf(computed, received.length), received);
  }

  /** Whether a MAC of this length may be sent at all (RFC 8945, 5.2.2.1). */
  static boolean isPermittedLength(TsigAlgorithm algorithm, int octets) {
    return octets <= algorithm.macOctets() && octets >= Math.max(10, algorithm.macOctets() / 2);
  }
}
