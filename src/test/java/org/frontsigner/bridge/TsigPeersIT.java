package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.frontsigner.bridge.TsigFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TSIG with the servers of others, we the client; with dig see {@link TsigDigIT}. */
class TsigPeersIT {
  @TempDir Path directory;

  private PeerServer start(String peer, TsigKey key) throws IOException {
    return switch (peer) {
      case "knot" -> PeerServer.knot(directory, key);
      case "nsd" -> PeerServer.nsd(directory, key);
      default -> PeerServer.bind(directory, key);
    };
  }

  private static int verified(TsigKey key, PeerServer server) throws Exception {
    TsigClient client = TsigSession.client(key);
    List<byte[]> messages = server.transfer(client.sign(Xbill.query().toWire(), Instant.now()));
    for (byte[] message : messages) {
      client.verify(message, Instant.now());
    }
    client.end();
    return messages.size();
  }

  @ParameterizedTest
  @ValueSource(strings = {"knot", "nsd", "bind"})
  void a_transfer_of_many_messages_is_verified(String peer) throws Exception {
    TsigKey key = Xbill.key(TsigAlgorithm.HMAC_SHA256);
    try (PeerServer server = start(peer, key)) {
      assertThat(verified(key, server)).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void bind_and_we_agree_on_every_algorithm(TsigAlgorithm algorithm) throws Exception {
    TsigKey key = Xbill.key(algorithm);
    try (PeerServer server = start("bind", key)) {
      assertThat(verified(key, server)).isGreaterThan(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"knot", "nsd", "bind"})
  void a_wrong_secret_is_refused_by_the_peer(String peer) throws Exception {
    TsigKey key = Xbill.key(TsigAlgorithm.HMAC_SHA256);
    TsigKey wrong = TsigKey.generate(key.name(), key.algorithm(), new Random(7));
    try (PeerServer server = start(peer, key)) {
      assertThatExceptionOfType(TsigFailure.class)
          .isThrownBy(() -> verified(wrong, server))
          .withMessageContaining("BADSIG")
          .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED_BY_PEER));
    }
  }

  @Test
  void a_request_from_another_time_is_refused_with_badtime() throws Exception {
    TsigKey key = Xbill.key(TsigAlgorithm.HMAC_SHA256);
    Instant then = Instant.now().minusSeconds(2000);
    try (PeerServer server = start("bind", key)) {
      TsigClient client = TsigSession.client(key);
      List<byte[]> answer = server.transfer(client.sign(Xbill.query().toWire(), then));
      assertThatExceptionOfType(TsigFailure.class)
          .isThrownBy(() -> client.verify(answer.get(0), then))
          .withMessageMatching(".*BADTIME.*its clock is 20\\d\\d seconds ahead of ours");
    }
  }
}
