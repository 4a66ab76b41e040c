package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.frontsigner.bridge.Xbill.NOW;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.junit.jupiter.api.Test;

class TsigPropertyTest {
  private static final TsigKey KEY = Xbill.key(TsigAlgorithm.HMAC_SHA384);
  private static final TsigKeys KEYS = TsigKeys.of(List.of(KEY));

  private static byte[] request() {
    return TsigSession.client(KEY).sign(Xbill.query().toWire(), NOW);
  }

  /** Octets whose change the receiver can't or need not see: the ID, and letter case in names. */
  private static boolean isIndifferent(byte[] original, byte[] changed) {
    int at = Arrays.mismatch(original, changed);
    int nameStart = Xbill.query().toWire().length;
    int fields = nameStart + KEY.name().length();
    int algorithmEnd = fields + 10 + KEY.algorithm().wireName().length();
    boolean inNames = (at >= nameStart && at < fields) || (at >= fields + 10 && at < algorithmEnd);
    boolean caseOnly = DomainName.toLowerCase(original[at]) == DomainName.toLowerCase(changed[at]);
    return at < 2 || (inNames && caseOnly);
  }

  @Test
  void a_request_with_any_bit_flipped_is_not_verified() {
    byte[] original = request();
    for (int bit = 0; bit < 8 * original.length; bit++) {
      byte[] changed = original.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      TsigCheck check = TsigSession.check(changed, KEYS, NOW);
      assertThat(check instanceof TsigCheck.Verified)
          .as("bit %d of octet %d", bit % 8, bit / 8)
          .isEqualTo(isIndifferent(original, changed));
    }
  }

  @Property(tries = 1500)
  void an_answer_with_any_octet_changed_anywhere_in_a_stream_fails(
      @ForAll @IntRange(max = 3) int which,
      @ForAll @IntRange(max = 1 << 20) int place,
      @ForAll @IntRange(min = 1, max = 255) int difference)
      throws TsigFailure {
    TsigClient client = TsigSession.client(KEY);
    byte[] request = client.sign(Xbill.query().toWire(), NOW);
    TsigSigner signer = ((TsigCheck.Verified) TsigSession.check(request, KEYS, NOW)).signer();
    for (int i = 0; i < which; i++) {
      client.verify(signer.sign(Xbill.answer(i).toWire(), NOW), NOW);
    }
    byte[] plain = Xbill.answer(which).toWire();
    byte[] answer = signer.sign(plain, NOW);
    byte[] changed = answer.clone();
    changed[place % answer.length] ^= (byte) difference;
    int at = Arrays.mismatch(answer, changed);
    if (at >= plain.length
        && DomainName.toLowerCase(answer[at]) == DomainName.toLowerCase(changed[at])) {
      return;
    }
    assertThatExceptionOfType(TsigFailure.class).isThrownBy(() -> run(client, changed));
  }

  private static void run(TsigClient client, byte[] last) throws TsigFailure {
    client.verify(last, NOW);
    client.end();
  }

  @Test
  void a_signed_answer_cut_anywhere_fails() {
    byte[] request = request();
    TsigSigner signer = ((TsigCheck.Verified) TsigSession.check(request, KEYS, NOW)).signer();
    byte[] answer = signer.sign(Xbill.answer(3).toWire(), NOW);
    for (int length = 0; length < answer.length; length++) {
      TsigClient client = TsigSession.client(KEY);
      client.sign(Xbill.query().toWire(), NOW);
      byte[] cut = Arrays.copyOf(answer, length);
      assertThatExceptionOfType(TsigFailure.class).isThrownBy(() -> run(client, cut));
      assertThat(TsigSession.check(cut, KEYS, NOW)).isInstanceOf(TsigCheck.Malformed.class);
    }
  }

  @Property(tries = 5000)
  void random_octets_are_judged_and_never_throw_anything_else(
      @ForAll @Size(max = 120) byte[] octets, @ForAll boolean plausible) {
    byte[] message = plausible ? withHeader(octets) : octets;
    TsigCheck check = TsigSession.check(message, KEYS, NOW);
    assertThat(check).isNotInstanceOf(TsigCheck.Verified.class);
    TsigClient client = TsigSession.client(KEY);
    client.sign(Xbill.query().toWire(), NOW);
    assertThatExceptionOfType(TsigFailure.class).isThrownBy(() -> client.verify(message, NOW));
  }

  /** A header of a query with one question and one additional record, before the octets. */
  private static byte[] withHeader(byte[] octets) {
    byte[] message = new byte[12 + octets.length];
    System.arraycopy(octets, 0, message, 12, octets.length);
    Octets.putU16(message, 0, 4711);
    Octets.putU16(message, 10, 1);
    return message;
  }

  @Property(tries = 5000)
  void a_request_with_several_octets_changed_is_judged_and_can_be_answered(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 1 << 20) Integer> places,
      @ForAll byte octet) {
    byte[] message = request();
    places.forEach(place -> message[place % message.length] = octet);
    if (TsigSession.check(message, KEYS, NOW) instanceof TsigCheck.Rejected rejected) {
      byte[] answer = rejected.answer(NOW);
      assertThat(Octets.u16(answer, 2) & 0x800f).isEqualTo(0x8009);
      assertThat(TsigSession.check(answer, KEYS, NOW)).isNotInstanceOf(TsigCheck.Unsigned.class);
    }
  }

  @Property(tries = 500)
  void a_time_is_taken_when_it_is_no_further_away_than_the_fudge(
      @ForAll @LongRange(min = -700, max = 700) long distance,
      @ForAll @LongRange(max = 0xffff_ffff_f000L) long seconds) {
    Instant then = Instant.ofEpochSecond(seconds + 1000);
    byte[] request = TsigSession.client(KEY).sign(Xbill.query().toWire(), then);
    TsigCheck check = TsigSession.check(request, KEYS, then.plusSeconds(distance));
    assertThat(check instanceof TsigCheck.Verified).isEqualTo(Math.abs(distance) <= 300);
  }
}
