package org.frontsigner.transfer;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.frontsigner.bridge.TsigClient;
import org.frontsigner.bridge.TsigFailure;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.bridge.TsigSession;

/**
 * TSIG of a request in one datagram. Anybody may send datagrams that claim to be its answer: so as
 * many as come can be verified, and a forged one spoils nothing. Immutable.
 */
final class DatagramSignature {
  private final Request request;
  private final Optional<TsigKey> key;
  private final Instant signedAt;

  DatagramSignature(Request request, Optional<TsigKey> key, Instant now) {
    this.request = request;
    this.key = key;
    this.signedAt = now;
  }

  /** The request as it is sent. */
  byte[] signed() {
    return key.map(this::begin).map(Session::request).orElse(request.octets());
  }

  /**
   * Verifies an answer; without a key every answer is as good as it can be.
   *
   * @throws TsigFailure when it is not from a holder of the key, or not to this request
   */
  void verify(byte[] answer, Instant now) throws TsigFailure {
    verify(answer, now, theirs -> {});
  }

  /**
   * As {@link #verify(byte[], Instant)}.
   *
   * @param peerTime is told the time by the peer's clock, where a holder of the key has said it
   */
  void verify(byte[] answer, Instant now, Consumer<Instant> peerTime) throws TsigFailure {
    if (key.isEmpty()) {
      return;
    }
    TsigClient client = begin(key.get()).client();
    try {
      client.verify(answer, now);
      client.end();
    } finally {
      client.peerTime().ifPresent(peerTime);
    }
  }

  /** The same time gives the same MAC, so every session is that of the request that was sent. */
  private Session begin(TsigKey with) {
    TsigClient client = TsigSession.client(with);
    return new Session(client, client.sign(request.octets(), signedAt));
  }

  private record Session(TsigClient client, byte[] request) {}
}
