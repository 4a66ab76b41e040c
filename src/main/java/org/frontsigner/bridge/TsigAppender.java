package org.frontsigner.bridge;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;

/** Puts a TSIG record behind a message. */
final class TsigAppender {
  private static final int CLASS_ANY = 255;
  private static final int FIXED_OCTETS = 26;

  /** Octets of "other data" when it holds a time (RFC 8945, 5.2.3). */
  static final int TIME_OCTETS = 6;

  private TsigAppender() {}

  /** Octets that the record takes. */
  static int octets(DomainName keyName, DomainName algorithm, int macOctets, int otherOctets) {
    return keyName.length() + algorithm.length() + FIXED_OCTETS + macOctets + otherOctets;
  }

  static byte[] append(
      byte[] message,
      DomainName keyName,
      DomainName algorithm,
      long timeSigned,
      byte[] mac,
      int error,
      byte[] other) {
    int octets = octets(keyName, algorithm, mac.length, other.length);
    if (message.length < MessageShape.HEADER_OCTETS
        || message.length + octets > MessageShape.MESSAGE_OCTETS_MAX) {
      throw new IllegalArgumentException(
          "no TSIG record of %d octets fits a message of %d".formatted(octets, message.length));
    }
    byte[] signed = Arrays.copyOf(message, message.length + octets);
    Octets.putU16(signed, 10, Octets.u16(message, 10) + 1);
    int at = put(signed, message.length, keyName.octets());
    Octets.putU16(signed, at, RrType.TSIG);
    Octets.putU16(signed, at + 2, CLASS_ANY);
    Octets.putU16(signed, at + 8, signed.length - at - 10);
    at = put(signed, at + 10, algorithm.octets());
    putTime(signed, at, timeSigned);
    Octets.putU16(signed, at + 6, TsigDigest.FUDGE_SECONDS);
    Octets.putU16(signed, at + 8, mac.length);
    at = put(signed, at + 10, mac);
    Octets.putU16(signed, at, Octets.u16(message, 0));
    Octets.putU16(signed, at + 2, error);
    Octets.putU16(signed, at + 4, other.length);
    put(signed, at + 6, other);
    return signed;
  }

  static void putTime(byte[] target, int at, long seconds) {
    Octets.putU16(target, at, (int) (seconds >>> 32));
    Octets.putU32(target, at + 2, seconds);
  }

  private static int put(byte[] target, int at, byte[] source) {
    System.arraycopy(source, 0, target, at, source.length);
    return at + source.length;
  }
}
