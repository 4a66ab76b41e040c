package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.frontsigner.bridge.Xbill.NOW;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.frontsigner.bridge.TsigFailure.Kind;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

class TsigClientTest {
  private static final TsigKey KEY = Xbill.key(TsigAlgorithm.HMAC_SHA256);

  private final TsigClient client = TsigSession.client(KEY);
  private final TSIGRecord request = request(client, KEY);

  /** Signs a query, has dnsjava verify it, and gives its TSIG record. */
  private static TSIGRecord request(TsigClient client, TsigKey key) {
    byte[] plain = Xbill.query().toWire();
    byte[] signed = client.sign(plain, NOW);
    assertThat(signed).hasSize(plain.length + client.octets());
    Message message = Xbill.parsed(signed);
    assertThat(Xbill.tsig(key, NOW).verify(message, signed, null)).isZero();
    return message.getTSIG();
  }

  private static byte[] answer(TsigKey key, TSIGRecord request, Instant now) {
    Message answer = Xbill.answer(2);
    Xbill.tsig(key, now).apply(answer, request);
    return answer.toWire();
  }

  private void assertFails(byte[] answer, Kind kind) {
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> client.verify(answer, NOW))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    assertThatExceptionOfType(TsigFailure.class).isThrownBy(client::end);
    assertThatExceptionOfType(TsigFailure.class)
        .as("a session that failed stays failed")
        .isThrownBy(() -> client.verify(answer(KEY, request, NOW), NOW));
  }

  /** An answer in so many messages of which those that are asked for are signed. */
  private static List<byte[]> stream(TsigKey key, TSIGRecord request, boolean... signed) {
    List<byte[]> messages = new ArrayList<>();
    TsigStream stream = new TsigStream(key, request.getSignature());
    for (boolean sign : signed) {
      byte[] plain = Xbill.answer(messages.size()).toWire();
      messages.add(sign ? stream.signed(plain, NOW) : stream.unsigned(plain));
    }
    return messages;
  }

  @ParameterizedTest
  @EnumSource
  void a_single_answer_of_dnsjava_is_verified(TsigAlgorithm algorithm) throws TsigFailure {
    TsigKey key = Xbill.key(algorithm);
    TsigClient mine = TsigSession.client(key);
    TSIGRecord mineRequest = request(mine, key);
    assertThat(mine.verify(answer(key, mineRequest, NOW), NOW.plusSeconds(300))).isTrue();
    mine.end();
  }

  @ParameterizedTest
  @EnumSource
  void a_stream_of_dnsjava_is_verified(TsigAlgorithm algorithm) throws TsigFailure {
    TsigKey key = Xbill.key(algorithm);
    TsigClient mine = TsigSession.client(key);
    TSIG.StreamGenerator generator =
        new TSIG.StreamGenerator(Xbill.tsig(key, NOW), request(mine, key));
    for (int i = 0; i < 150; i++) {
      Message answer = Xbill.answer(i);
      generator.generate(answer);
      assertThat(mine.verify(answer.toWire(), NOW)).isTrue();
    }
    mine.end();
  }

  @Test
  void our_own_server_and_client_agree() throws TsigFailure {
    TsigClient mine = TsigSession.client(KEY);
    byte[] signed = mine.sign(Xbill.query().toWire(), NOW);
    TsigCheck check = TsigSession.check(signed, TsigKeys.of(List.of(KEY)), NOW);
    TsigSigner signer = ((TsigCheck.Verified) check).signer();
    for (int i = 0; i < 5; i++) {
      assertThat(mine.verify(signer.sign(Xbill.answer(i).toWire(), NOW), NOW)).isTrue();
    }
    mine.end();
  }

  @Test
  void ninety_nine_messages_between_two_signed_ones_may_be_unsigned() throws TsigFailure {
    boolean[] signed = new boolean[201];
    signed[0] = true;
    signed[100] = true;
    signed[200] = true;
    List<byte[]> messages = stream(KEY, request, signed);
    for (int i = 0; i < messages.size(); i++) {
      assertThat(client.verify(messages.get(i), NOW)).isEqualTo(signed[i]);
    }
    client.end();
  }

  @Test
  void a_hundred_unsigned_messages_in_a_row_are_too_many() throws TsigFailure {
    boolean[] signed = new boolean[102];
    signed[0] = true;
    signed[101] = true;
    List<byte[]> messages = stream(KEY, request, signed);
    for (int i = 0; i < 100; i++) {
      client.verify(messages.get(i), NOW);
    }
    assertFails(messages.get(100), Kind.UNSIGNED);
  }

  @Test
  void dnsjava_takes_the_streams_that_the_tests_make() {
    TSIG.StreamVerifier verifier = new TSIG.StreamVerifier(Xbill.tsig(KEY, NOW), request);
    for (byte[] message : stream(KEY, request, true, false, false, true, true)) {
      assertThat(verifier.verify(Xbill.parsed(message), message)).isZero();
    }
  }

  @Test
  void an_unsigned_first_message_is_a_failure_that_tells_the_rcode() {
    Message refused = Xbill.answer(0);
    refused.getHeader().setRcode(Rcode.REFUSED);
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> client.verify(refused.toWire(), NOW))
        .withMessageContaining("RCODE 5");
    assertThatExceptionOfType(TsigFailure.class).isThrownBy(client::end);
  }

  @Test
  void an_unsigned_last_message_is_a_failure() throws TsigFailure {
    for (byte[] message : stream(KEY, request, true, false)) {
      client.verify(message, NOW);
    }
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(client::end)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.UNSIGNED));
  }

  @Test
  void no_message_at_all_is_a_failure() {
    assertThatExceptionOfType(TsigFailure.class).isThrownBy(client::end);
  }

  @Test
  void an_unsigned_message_that_was_changed_fails_at_the_next_signed_one() throws TsigFailure {
    List<byte[]> messages = stream(KEY, request, true, false, true);
    client.verify(messages.get(0), NOW);
    messages.get(1)[messages.get(1).length - 1] ^= 1;
    assertThat(client.verify(messages.get(1), NOW)).isFalse();
    assertFails(messages.get(2), Kind.BAD_MAC);
  }

  @Test
  void messages_out_of_order_fail() throws TsigFailure {
    List<byte[]> messages = stream(KEY, request, true, true, true);
    client.verify(messages.get(0), NOW);
    assertFails(messages.get(2), Kind.BAD_MAC);
  }

  @Test
  void a_message_that_is_repeated_fails() throws TsigFailure {
    List<byte[]> messages = stream(KEY, request, true, true);
    client.verify(messages.get(0), NOW);
    assertFails(messages.get(0), Kind.BAD_MAC);
  }

  @Test
  void a_message_that_was_taken_out_fails() throws TsigFailure {
    List<byte[]> messages = stream(KEY, request, true, false, true);
    client.verify(messages.get(0), NOW);
    assertFails(messages.get(2), Kind.BAD_MAC);
  }

  @Test
  void a_record_whose_tsig_was_stripped_fails_at_the_next() throws TsigFailure {
    List<byte[]> messages = stream(KEY, request, true, true, true);
    client.verify(messages.get(0), NOW);
    assertThat(client.verify(TsigRewriter.of(messages.get(1)).removed(), NOW)).isFalse();
    assertFails(messages.get(2), Kind.BAD_MAC);
  }

  @Test
  void the_answer_to_another_request_fails() {
    TsigClient other = TsigSession.client(KEY);
    byte[] otherQuery = Xbill.query().toWire();
    otherQuery[3] = 1;
    TSIGRecord otherRequest = Xbill.parsed(other.sign(otherQuery, NOW)).getTSIG();
    assertFails(answer(KEY, otherRequest, NOW), Kind.BAD_MAC);
  }

  @Test
  void another_secret_fails() {
    TsigKey other = TsigKey.generate(KEY.name(), KEY.algorithm(), new Random(7));
    assertFails(answer(other, request, NOW), Kind.BAD_MAC);
  }

  @Test
  void another_key_name_fails() {
    TsigKey other = new TsigKey(DomainName.parse("o"), KEY.algorithm(), KEY.secret());
    assertFails(answer(other, request, NOW), Kind.WRONG_KEY);
  }

  @Test
  void another_algorithm_fails() {
    TsigKey other = new TsigKey(KEY.name(), TsigAlgorithm.HMAC_SHA512, KEY.secret());
    assertFails(answer(other, request, NOW), Kind.WRONG_KEY);
  }

  @Test
  void an_answer_from_another_time_fails() {
    assertFails(answer(KEY, request, NOW.minusSeconds(301)), Kind.BAD_TIME);
  }

  @Test
  void an_answer_from_the_future_fails() {
    assertFails(answer(KEY, request, NOW.plusSeconds(301)), Kind.BAD_TIME);
  }

  @Test
  void a_mac_that_is_cut_short_fails() {
    byte[] answer = answer(KEY, request, NOW);
    assertFails(TsigRewriter.of(answer).mac(mac -> Arrays.copyOf(mac, 16)), Kind.TRUNCATED_MAC);
  }

  @Test
  void a_mac_that_is_cut_too_short_is_malformed() {
    byte[] answer = answer(KEY, request, NOW);
    assertFails(TsigRewriter.of(answer).mac(mac -> Arrays.copyOf(mac, 15)), Kind.MALFORMED);
  }

  @Test
  void a_mac_that_is_too_long_is_malformed() {
    byte[] answer = answer(KEY, request, NOW);
    assertFails(TsigRewriter.of(answer).mac(mac -> Arrays.copyOf(mac, 33)), Kind.MALFORMED);
  }

  @Test
  void another_id_fails() {
    byte[] answer = answer(KEY, request, NOW);
    Octets.putU16(answer, 0, 4712);
    assertFails(answer, Kind.MALFORMED);
  }

  @Test
  void a_time_error_of_the_peer_tells_the_distance_of_the_clocks() {
    TsigClient late = TsigSession.client(KEY);
    byte[] signed = late.sign(Xbill.query().toWire(), NOW.minusSeconds(5000));
    TsigCheck check = TsigSession.check(signed, TsigKeys.of(List.of(KEY)), NOW);
    byte[] answer = ((TsigCheck.Rejected) check).answer(NOW);
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> late.verify(answer, NOW.minusSeconds(4999)))
        .withMessageContaining("BADTIME")
        .withMessageContaining("its clock is 4999 seconds ahead of ours")
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.REFUSED_BY_PEER));
    assertThat(late.peerTime()).contains(NOW);
  }

  @Test
  void a_time_error_that_nobody_with_the_key_reports_tells_no_time() {
    TsigClient late = TsigSession.client(KEY);
    byte[] signed = late.sign(Xbill.query().toWire(), NOW.minusSeconds(5000));
    TsigCheck check = TsigSession.check(signed, TsigKeys.of(List.of(KEY)), NOW);
    byte[] answer =
        TsigRewriter.of(((TsigCheck.Rejected) check).answer(NOW)).mac(mac -> new byte[mac.length]);
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> late.verify(answer, NOW.minusSeconds(4999)));
    assertThat(late.peerTime()).isEmpty();
  }

  @Test
  void a_key_error_of_the_peer_is_named() {
    byte[] signed = TsigSession.client(KEY).sign(Xbill.query().toWire(), NOW);
    TsigCheck check = TsigSession.check(signed, TsigKeys.of(List.of()), NOW);
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> client.verify(((TsigCheck.Rejected) check).answer(NOW), NOW))
        .withMessageContaining("BADKEY for TSIG key key.example (hmac-sha256)");
  }

  @Test
  void octets_that_are_no_message_fail() {
    assertFails(new byte[11], Kind.MALFORMED);
  }

  @Test
  void a_session_is_for_one_request() {
    assertThatIllegalStateException().isThrownBy(() -> client.sign(Xbill.query().toWire(), NOW));
    assertThatExceptionOfType(TsigFailure.class)
        .isThrownBy(() -> TsigSession.client(KEY).verify(Xbill.query().toWire(), NOW));
  }

  @Test
  void every_message_of_a_stream_carries_the_time_of_its_signing() throws TsigFailure {
    TsigSigner signer = new TsigSigner(KEY, request.getSignature());
    for (int minutes = 0; minutes < 60; minutes += 10) {
      Instant then = NOW.plusSeconds(60L * minutes);
      byte[] answer = signer.sign(Xbill.answer(1).toWire(), then);
      assertThat(Xbill.parsed(answer).getTSIG().getTimeSigned()).isEqualTo(then);
      assertThat(Xbill.parsed(answer).getSection(Section.ANSWER)).hasSize(1);
      client.verify(answer, then);
    }
    client.end();
  }
}
