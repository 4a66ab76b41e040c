package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.frontsigner.bridge.Xbill.NOW;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;

class TsigServerTest {
  private static final TsigKey KEY = Xbill.key(TsigAlgorithm.HMAC_SHA256);

  private static byte[] signedQuery(TsigKey key, Instant now) {
    Message query = Xbill.query();
    Xbill.tsig(key, now).apply(query, null);
    return query.toWire();
  }

  private static TsigCheck check(byte[] request, TsigKey... keys) {
    return TsigSession.check(request, TsigKeys.of(List.of(keys)), NOW);
  }

  private static TsigCheck.Verified verified(byte[] request, TsigKey key) {
    return (TsigCheck.Verified) check(request, key);
  }

  private static TsigCheck.Rejected rejected(byte[] request, TsigKey... keys) {
    return (TsigCheck.Rejected) check(request, keys);
  }

  @ParameterizedTest
  @EnumSource
  void a_request_of_dnsjava_is_verified_and_its_answer_satisfies_dnsjava(TsigAlgorithm algorithm) {
    TsigKey key = Xbill.key(algorithm);
    byte[] request = signedQuery(key, NOW);
    TsigCheck.Verified verified = verified(request, key);
    assertThat(verified.key()).isEqualTo(key);
    TSIGRecord requestTsig = Xbill.parsed(request).getTSIG();
    assertThat(verified.mac()).isEqualTo(requestTsig.getSignature());

    TsigSigner signer = verified.signer();
    byte[] plain = Xbill.answer(3).toWire();
    byte[] answer = signer.sign(plain, NOW);
    assertThat(answer).hasSize(plain.length + signer.octets());
    assertThat(Xbill.tsig(key, NOW).verify(Xbill.parsed(answer), answer, requestTsig)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void a_stream_of_answers_satisfies_dnsjava(TsigAlgorithm algorithm) {
    TsigKey key = Xbill.key(algorithm);
    byte[] request = signedQuery(key, NOW);
    TsigSigner signer = verified(request, key).signer();
    TSIG.StreamVerifier verifier =
        new TSIG.StreamVerifier(Xbill.tsig(key, NOW), Xbill.parsed(request).getTSIG());
    for (int i = 0; i < 120; i++) {
      byte[] answer = signer.sign(Xbill.answer(i).toWire(), NOW.plusMillis(i));
      assertThat(verifier.verify(Xbill.parsed(answer), answer, i == 119)).isZero();
    }
  }

  @Test
  void an_answer_of_nearly_64_kibibytes_is_signed_and_a_larger_one_is_refused() {
    byte[] request = signedQuery(KEY, NOW);
    TsigSigner signer = verified(request, KEY).signer();
    byte[] plain = new byte[0xffff - signer.octets()];
    System.arraycopy(Xbill.answer(0).toWire(), 0, plain, 0, 12);
    assertThat(signer.sign(plain, NOW)).hasSize(0xffff);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> signer.sign(new byte[plain.length + 1], NOW));
    assertThatIllegalArgumentException().isThrownBy(() -> signer.sign(new byte[11], NOW));
  }

  @Test
  void a_request_without_tsig_is_unsigned() {
    assertThat(check(Xbill.query().toWire(), KEY)).isEqualTo(new TsigCheck.Unsigned());
  }

  @Test
  void letter_case_of_the_key_name_does_not_matter() {
    byte[] request = signedQuery(KEY, NOW);
    int at = new String(request, StandardCharsets.ISO_8859_1).indexOf("key");
    request[at] = 'K';
    assertThat(check(request, KEY)).isInstanceOf(TsigCheck.Verified.class);
  }

  @Test
  void the_id_may_have_been_changed_on_the_way() {
    byte[] request = signedQuery(KEY, NOW);
    Octets.putU16(request, 0, 1);
    assertThat(check(request, KEY)).isInstanceOf(TsigCheck.Verified.class);
  }

  @Test
  void an_unknown_key_gets_an_unsigned_badkey() {
    byte[] request = signedQuery(KEY, NOW);
    TsigKey other = TsigKey.generate(DomainName.parse("o"), KEY.algorithm(), new Random(1));
    assertUnsignedError(rejected(request, other), TsigError.BADKEY, Rcode.BADKEY);
    assertUnsignedError(rejected(request), TsigError.BADKEY, Rcode.BADKEY);
    TsigKey sha1 = Xbill.key(TsigAlgorithm.HMAC_SHA1);
    assertUnsignedError(rejected(request, sha1), TsigError.BADKEY, Rcode.BADKEY);
    assertThat(rejected(request).keyName()).isEqualTo(KEY.name());
    assertThat(rejected(request).reason()).contains("key.example", "hmac-sha256");
  }

  @Test
  void a_wrong_secret_gets_an_unsigned_badsig() {
    byte[] request = signedQuery(KEY, NOW);
    TsigKey other = TsigKey.generate(KEY.name(), KEY.algorithm(), new Random(1));
    assertUnsignedError(rejected(request, other), TsigError.BADSIG, Rcode.BADSIG);
  }

  private static void assertUnsignedError(TsigCheck.Rejected rejected, TsigError error, int code) {
    assertThat(rejected.error()).isEqualTo(error);
    Message answer = Xbill.parsed(rejected.answer(NOW));
    assertThat(answer.getHeader().getRcode()).isEqualTo(Rcode.NOTAUTH);
    assertThat(answer.getHeader().getID()).isEqualTo(4711);
    assertThat(answer.getHeader().getFlag(Flags.QR)).isTrue();
    assertThat(answer.getQuestion()).isEqualTo(Xbill.query().getQuestion());
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
    assertThat(answer.getTSIG().getError()).isEqualTo(code);
    assertThat(answer.getTSIG().getSignature()).isEmpty();
    assertThat(answer.getTSIG().getTimeSigned()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @ValueSource(longs = {-100_000, -301, 301, 1_000_000_000})
  void a_request_from_another_time_gets_a_signed_badtime(long seconds) {
    Instant then = NOW.plusSeconds(seconds);
    byte[] request = signedQuery(KEY, then);
    TsigCheck.Rejected rejected = rejected(request, KEY);
    assertThat(rejected.error()).isEqualTo(TsigError.BADTIME);
    byte[] answer = rejected.answer(NOW);
    TSIGRecord tsig = Xbill.parsed(answer).getTSIG();
    assertThat(tsig.getError()).isEqualTo(Rcode.BADTIME);
    assertThat(tsig.getTimeSigned()).isEqualTo(then);
    byte[] now = new byte[8];
    System.arraycopy(tsig.getOther(), 0, now, 2, 6);
    assertThat(ByteBuffer.wrap(now).getLong()).isEqualTo(NOW.getEpochSecond());
    TSIG theirs = Xbill.tsig(KEY, then);
    assertThat(theirs.verify(Xbill.parsed(answer), answer, Xbill.parsed(request).getTSIG()))
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {-300, 0, 300})
  void a_request_within_the_fudge_is_verified(long seconds) {
    assertThat(check(signedQuery(KEY, NOW.plusSeconds(seconds)), KEY))
        .isInstanceOf(TsigCheck.Verified.class);
  }

  @Test
  void a_mac_cut_to_a_permitted_length_gets_a_signed_badtrunc() {
    byte[] request = TsigRewriter.of(signedQuery(KEY, NOW)).mac(mac -> Arrays.copyOf(mac, 16));
    TsigCheck.Rejected rejected = rejected(request, KEY);
    assertThat(rejected.error()).isEqualTo(TsigError.BADTRUNC);
    byte[] answer = rejected.answer(NOW);
    Message parsed = Xbill.parsed(answer);
    assertThat(parsed.getTSIG().getError()).isEqualTo(Rcode.BADTRUNC);
    TSIGRecord requestTsig = Xbill.parsed(request).getTSIG();
    assertThat(Xbill.tsig(KEY, NOW).verify(parsed, answer, requestTsig)).isZero();
  }

  @Test
  void a_wrong_mac_of_a_permitted_length_gets_badsig_and_not_badtrunc() {
    byte[] request =
        TsigRewriter.of(signedQuery(KEY, NOW)).mac(mac -> Arrays.copyOfRange(mac, 1, 17));
    assertThat(rejected(request, KEY).error()).isEqualTo(TsigError.BADSIG);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 15, 33, 64})
  void a_mac_of_a_length_that_is_not_permitted_is_malformed(int octets) {
    byte[] request = TsigRewriter.of(signedQuery(KEY, NOW)).mac(mac -> Arrays.copyOf(mac, octets));
    assertThat(check(request, KEY)).isInstanceOf(TsigCheck.Malformed.class);
  }

  @Test
  void ten_octets_are_the_least_for_the_short_hashes() {
    TsigKey md5 = Xbill.key(TsigAlgorithm.HMAC_MD5);
    TsigRewriter request = TsigRewriter.of(signedQuery(md5, NOW));
    assertThat(check(request.mac(mac -> Arrays.copyOf(mac, 9)), md5))
        .isInstanceOf(TsigCheck.Malformed.class);
    assertThat(rejected(request.mac(mac -> Arrays.copyOf(mac, 10)), md5).error())
        .isEqualTo(TsigError.BADTRUNC);
  }

  @Test
  void the_error_can_be_attached_to_an_answer_of_the_caller() {
    byte[] request = signedQuery(KEY, NOW.minusSeconds(1000));
    Message mine = Xbill.answer(2);
    mine.getHeader().setRcode(Rcode.NOTAUTH);
    byte[] answer = rejected(request, KEY).attach(mine.toWire(), NOW);
    Message parsed = Xbill.parsed(answer);
    assertThat(parsed.getSection(Section.ANSWER)).hasSize(2);
    TSIG theirs = Xbill.tsig(KEY, NOW.minusSeconds(1000));
    assertThat(theirs.verify(parsed, answer, Xbill.parsed(request).getTSIG())).isZero();
  }

  @Test
  void opcode_and_rd_of_the_request_stand_in_the_error_answer() {
    Message notify = Xbill.query();
    notify.getHeader().setOpcode(Opcode.NOTIFY);
    notify.getHeader().setFlag(Flags.RD);
    notify.getHeader().setFlag(Flags.AD);
    Xbill.tsig(KEY, NOW).apply(notify, null);
    Message answer = Xbill.parsed(rejected(notify.toWire()).answer(NOW));
    assertThat(answer.getHeader().getOpcode()).isEqualTo(Opcode.NOTIFY);
    assertThat(answer.getHeader().getFlag(Flags.RD)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.AD)).isFalse();
  }

  @Test
  void tsig_anywhere_but_last_and_once_is_malformed() {
    byte[] request = signedQuery(KEY, NOW);
    byte[] trailing = Arrays.copyOf(request, request.length + 1);
    assertThat(check(trailing, KEY)).isInstanceOf(TsigCheck.Malformed.class);
    assertThat(check(TsigRewriter.of(request).twice(), KEY))
        .isInstanceOf(TsigCheck.Malformed.class);
    byte[] inAnswer = request.clone();
    Octets.putU16(inAnswer, 10, 0);
    Octets.putU16(inAnswer, 6, 1);
    assertThat(check(inAnswer, KEY)).isInstanceOf(TsigCheck.Malformed.class);
  }

  @Test
  void a_name_that_loops_is_malformed() {
    byte[] request = signedQuery(KEY, NOW);
    int start = Xbill.query().toWire().length;
    for (int target : new int[] {start, start + 2, 0, 11, 0x3fff}) {
      byte[] pointer = {(byte) (0xc0 | target >> 8), (byte) target};
      assertThat(check(TsigRewriter.of(request).keyName(pointer), KEY))
          .isInstanceOf(TsigCheck.Malformed.class);
    }
  }

  @Test
  void a_compressed_key_name_is_read() {
    TsigKey key =
        TsigKey.generate(DomainName.parse("zone.example"), KEY.algorithm(), new Random(1));
    byte[] request = signedQuery(key, NOW);
    byte[] compressed = TsigRewriter.of(request).keyName(new byte[] {(byte) 0xc0, 12});
    assertThat(check(compressed, key)).isInstanceOf(TsigCheck.Verified.class);
  }

  @Test
  void class_and_ttl_of_the_record_are_fixed() {
    byte[] request = TsigSession.client(KEY).sign(Xbill.query().toWire(), NOW);
    int fields = Xbill.query().toWire().length + KEY.name().length();
    for (int at : new int[] {fields + 3, fields + 7}) {
      byte[] changed = request.clone();
      changed[at] ^= 1;
      assertThat(check(changed, KEY)).isInstanceOf(TsigCheck.Malformed.class);
    }
  }
}
