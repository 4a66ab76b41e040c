package org.frontsigner.bridge;

import java.time.Instant;

/**
 * TSIG from both sides (RFC 8945).
 *
 * <ul>
 *   <li>As a server: {@link #check} a received request; when it is verified, its {@link
 *       TsigCheck.Verified#signer()} signs the one answer or every message of a stream; when it is
 *       rejected, {@link TsigCheck.Rejected#answer} is the answer.
 *   <li>As a client: {@link #client} gives the {@link TsigClient} that signs one request and
 *       verifies everything that comes back for it.
 * </ul>
 *
 * <p>A MAC that is cut short is taken by neither side, although RFC 8945 permits some: after it
 * matched, it is answered with BADTRUNC.
 */
public final class TsigSession {
  private TsigSession() {}

  /**
   * Checks a received request in the order of RFC 8945, 5.2: form, key, MAC, time, truncation.
   * Never throws for any octets.
   *
   * @param keys the keys that may sign it
   * @param now the time of its arrival
   */
  public static TsigCheck check(byte[] request, TsigKeys keys, Instant now) {
    try {
      MessageShape shape = MessageShape.of(request);
      if (!shape.hasTsig()) {
        return new TsigCheck.Unsigned();
      }
      TsigRecord tsig = TsigRecord.at(request, shape.tsigStart());
      return new TsigRequestCheck(request, shape.questionEnd(), tsig).run(keys, now);
    } catch (MalformedMessage malformed) {
      return new TsigCheck.Malformed(malformed.getMessage());
    }
  }

  /** The client's side of one request and its answer. */
  public static TsigClient client(TsigKey key) {
    return new TsigClient(key);
  }
}
