package org.frontsigner.bridge;

import java.time.Instant;
import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/** What the TSIG record of a received request, or its absence, says (RFC 8945, 5.2). */
public sealed interface TsigCheck {
  /** The request has no TSIG record. */
  record Unsigned() implements TsigCheck {}

  /** The message or its TSIG record is not well formed: FORMERR, without TSIG. */
  record Malformed(String reason) implements TsigCheck {}

  /** The request comes from a holder of the key, now. */
  final class Verified implements TsigCheck {
    private final TsigKey key;
    private final byte[] mac;

    Verified(TsigKey key, byte[] mac) {
      this.key = key;
      this.mac = mac;
    }

    public TsigKey key() {
      return key;
    }

    /** The MAC of the request. */
    public byte[] mac() {
      return mac.clone();
    }

    /** A signer of the answer to this request. */
    public TsigSigner signer() {
      return new TsigSigner(key, mac);
    }
  }

  /** The request must not be answered but with NOTAUTH and the error. */
  final class Rejected implements TsigCheck {
    private static final int NOTAUTH = 9;
    private static final int QR_AND_OPCODE_AND_RD = 0xf900;
    private static final byte[] NONE = new byte[0];

    private final TsigError error;
    private final String reason;
    private final byte[] request;
    private final int questionEnd;
    private final TsigRecord tsig;
    private final TsigKey key;

    /** {@code key} is null where the answer is not signed. */
    Rejected(
        TsigError error,
        String reason,
        byte[] request,
        int questionEnd,
        TsigRecord tsig,
        TsigKey key) {
      this.error = error;
      this.reason = reason;
      this.request = request;
      this.questionEnd = questionEnd;
      this.tsig = tsig;
      this.key = key;
    }

    public TsigError error() {
      return error;
    }

    /** Why, for the log. */
    public String reason() {
      return reason;
    }

    /** The name of the key that the request claims to be signed with. */
    public DomainName keyName() {
      return tsig.keyName;
    }

    /** The whole answer: header with NOTAUTH, the question, the TSIG record with the error. */
    public byte[] answer(Instant now) {
      byte[] answer = Arrays.copyOf(request, questionEnd);
      int flags = Octets.u16(request, 2) | 0x8000;
      Octets.putU16(answer, 2, (flags & QR_AND_OPCODE_AND_RD) | NOTAUTH);
      Arrays.fill(answer, 6, MessageShape.HEADER_OCTETS, (byte) 0);
      return attach(answer, now);
    }

    /**
     * Adds the TSIG record with the error to an answer that the caller wrote with NOTAUTH; signed
     * for BADTIME and BADTRUNC, else without a MAC (RFC 8945, 5.3.2).
     */
    public byte[] attach(byte[] answer, Instant now) {
      long seconds = TsigDigest.seconds(now);
      long timeSigned = error == TsigError.BADTIME ? tsig.timeSigned : seconds;
      byte[] other = error == TsigError.BADTIME ? time(seconds) : NONE;
      byte[] mac = error.signed() ? mac(answer, timeSigned, other) : NONE;
      return TsigAppender.append(
          answer, tsig.keyName, tsig.algorithmName, timeSigned, mac, error.code(), other);
    }

    private byte[] mac(byte[] answer, long timeSigned, byte[] other) {
      return new TsigDigest(key)
          .priorMac(tsig.mac)
          .message(answer)
          .finishWithVariables(timeSigned, TsigDigest.FUDGE_SECONDS, error.code(), other);
    }

    private static byte[] time(long seconds) {
      byte[] other = new byte[TsigAppender.TIME_OCTETS];
      TsigAppender.putTime(other, 0, seconds);
      return other;
    }
  }
}
