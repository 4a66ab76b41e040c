package org.frontsigner.bridge;

import java.time.Instant;
import java.util.Optional;
import org.frontsigner.wire.Octets;

/**
 * Signs one request and verifies its answer, be it one message or a stream (RFC 8945, 5.1, 5.3.1
 * and 5.4). The first and the last message must be signed, and no more than 99 in a row may be
 * unsigned between; nothing is to be believed before {@link #end()}. Not thread-safe.
 */
public final class TsigClient {
  /** The most messages without TSIG between two with it (RFC 8945, 5.3.1). */
  public static final int UNSIGNED_MAX = 99;

  private static final byte[] NONE = new byte[0];

  private final TsigKey key;
  private final TsigDigest digest;
  private int requestId = -1;
  private boolean first = true;
  private int unsigned;
  private boolean failed;
  private Optional<Instant> peerTime = Optional.empty();

  TsigClient(TsigKey key) {
    this.key = key;
    this.digest = new TsigDigest(key);
  }

  /** Octets that {@link #sign} adds to the request. */
  public int octets() {
    return TsigAppender.octets(
        key.name(), key.algorithm().wireName(), key.algorithm().macOctets(), 0);
  }

  /**
   * The request with its TSIG record, signed at {@code now}.
   *
   * @throws IllegalStateException when a request was signed already
   */
  public byte[] sign(byte[] request, Instant now) {
    if (requestId >= 0) {
      throw new IllegalStateException("one session is for one request");
    }
    long time = TsigDigest.seconds(now);
    byte[] mac =
        digest.message(request).finishWithVariables(time, TsigDigest.FUDGE_SECONDS, 0, NONE);
    byte[] signed =
        TsigAppender.append(request, key.name(), key.algorithm().wireName(), time, mac, 0, NONE);
    requestId = Octets.u16(request, 0);
    digest.priorMac(mac);
    return signed;
  }

  /**
   * Verifies the next message of the answer, in the order of arrival.
   *
   * @return whether it was signed; the unsigned are covered by the next signed one
   * @throws TsigFailure when it breaks a rule; every later call throws then, too
   */
  public boolean verify(byte[] message, Instant now) throws TsigFailure {
    if (requestId < 0 || failed) {
      throw new TsigFailure(TsigFailure.Kind.UNSIGNED, "the session has no valid request");
    }
    failed = true;
    boolean signed = verifyNext(message, now);
    failed = false;
    return signed;
  }

  /**
   * Says that no more messages belong to the answer.
   *
   * @throws TsigFailure when the last message was not signed, or a message failed before
   */
  public void end() throws TsigFailure {
    if (first || failed || unsigned > 0) {
      throw new TsigFailure(
          TsigFailure.Kind.UNSIGNED, "the last message of the answer carries no valid TSIG");
    }
  }

  /**
   * The time by the peer's clock, of the last message with a MAC that matches: when it was signed,
   * or where the peer reports that our time is wrong (BADTIME) what it says the time is. It is
   * there also where the message failed for its time alone.
   */
  public Optional<Instant> peerTime() {
    return peerTime;
  }

  private boolean verifyNext(byte[] message, Instant now) throws TsigFailure {
    try {
      MessageShape shape = MessageShape.of(message);
      require(
          Octets.u16(message, 0) == requestId,
          TsigFailure.Kind.MALFORMED,
          "the answer has another ID than the request");
      if (shape.hasTsig()) {
        verifySigned(message, TsigRecord.at(message, shape.tsigStart()), now);
        return true;
      }
      takeUnsigned(message);
      return false;
    } catch (MalformedMessage malformed) {
      throw new TsigFailure(TsigFailure.Kind.MALFORMED, malformed.getMessage());
    }
  }

  private void takeUnsigned(byte[] message) throws TsigFailure {
    int rcode = Octets.u16(message, 2) & 0xf;
    require(
        !first,
        TsigFailure.Kind.UNSIGNED,
        "the answer (RCODE " + rcode + ") carries no TSIG although the request did");
    unsigned++;
    require(
        unsigned <= UNSIGNED_MAX,
        TsigFailure.Kind.UNSIGNED,
        "more than " + UNSIGNED_MAX + " messages in a row carry no TSIG");
    digest.message(message);
  }

  private void verifySigned(byte[] message, TsigRecord tsig, Instant now) throws TsigFailure {
    require(
        tsig.keyName.equals(key.name()) && tsig.algorithmName.equals(key.algorithm().wireName()),
        TsigFailure.Kind.WRONG_KEY,
        "the answer is signed with another key than " + key);
    if (reportsTime(tsig) && first) {
      believeReport(message, tsig);
    }
    require(tsig.error == 0, TsigFailure.Kind.REFUSED_BY_PEER, reported(tsig, now));
    require(
        TsigDigest.isPermittedLength(key.algorithm(), tsig.mac.length),
        TsigFailure.Kind.MALFORMED,
        "a MAC of " + tsig.mac.length + " octets is not permitted");
    require(
        TsigDigest.matches(computed(message, tsig), tsig.mac),
        TsigFailure.Kind.BAD_MAC,
        "the MAC of the answer does not match " + key);
    peerTime = Optional.of(Instant.ofEpochSecond(tsig.timeSigned));
    long distance = Math.abs(TsigDigest.seconds(now) - tsig.timeSigned);
    require(
        distance <= tsig.fudgeSeconds,
        TsigFailure.Kind.BAD_TIME,
        "the answer was signed " + distance + " seconds from now: compare the clocks");
    require(
        tsig.mac.length == key.algorithm().macOctets(),
        TsigFailure.Kind.TRUNCATED_MAC,
        "the MAC of the answer is cut to " + tsig.mac.length + " octets");
    digest.priorMac(tsig.mac);
    first = false;
    unsigned = 0;
  }

  private byte[] computed(byte[] message, TsigRecord tsig) throws TsigFailure {
    digest.messageBefore(message, tsig);
    if (first) {
      return digest.finishWithVariables(tsig.timeSigned, tsig.fudgeSeconds, 0, tsig.other);
    }
    require(
        tsig.other.length == 0,
        TsigFailure.Kind.MALFORMED,
        "the TSIG record has other data that nothing covers");
    return digest.finishWithTimers(tsig.timeSigned, tsig.fudgeSeconds);
  }

  private String reported(TsigRecord tsig, Instant now) {
    String what = "the peer reports " + TsigError.text(tsig.error) + " for " + key;
    if (!reportsTime(tsig)) {
      return what;
    }
    long ahead = reportedSeconds(tsig) - now.getEpochSecond();
    return what + ": its clock is " + ahead + " seconds ahead of ours";
  }

  private static boolean reportsTime(TsigRecord tsig) {
    return tsig.error == TsigError.BADTIME.code() && tsig.other.length == TsigAppender.TIME_OCTETS;
  }

  private static long reportedSeconds(TsigRecord tsig) {
    return ((long) Octets.u16(tsig.other, 0) << 32) | Octets.u32(tsig.other, 2);
  }

  /** RFC 8945, 5.2.3: such an answer is signed, though the request was not accepted. */
  private void believeReport(byte[] message, TsigRecord tsig) {
    digest.messageBefore(message, tsig);
    byte[] mac =
        digest.finishWithVariables(tsig.timeSigned, tsig.fudgeSeconds, tsig.error, tsig.other);
    if (tsig.mac.length == mac.length && TsigDigest.matches(mac, tsig.mac)) {
      peerTime = Optional.of(Instant.ofEpochSecond(reportedSeconds(tsig)));
    }
  }

  private static void require(boolean holds, TsigFailure.Kind kind, String reason)
      throws TsigFailure {
    if (!holds) {
      throw new TsigFailure(kind, reason);
    }
  }
}
