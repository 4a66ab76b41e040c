package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TsigKeyTest {
  private static final DomainName NAME = DomainName.parse("Key.Example");

  @Test
  void a_key_is_read_as_operators_write_it() {
    TsigKey key = TsigKey.parse(" Key.Example. ", "HMAC-SHA256.", " c2VjcmV0\n", false);
    assertThat(key.name().toString()).isEqualTo("key.example.");
    assertThat(key.algorithm()).isEqualTo(TsigAlgorithm.HMAC_SHA256);
    assertThat(key.secret()).isEqualTo(new byte[] {'s', 'e', 'c', 'r', 'e', 't'});
    assertThat(key.secretBase64()).isEqualTo("c2VjcmV0");
  }

  @ParameterizedTest
  @CsvSource({
    "a..b,hmac-sha256,c2VjcmV0,empty label",
    "a,hmac-sha3,c2VjcmV0,'is no TSIG algorithm; there are hmac-sha1, hmac-sha224, hmac-sha256,'",
    "a,hmac-md5,c2VjcmV0,switched off",
    "a,hmac-md5.sig-alg.reg.int,c2VjcmV0,switched off",
    "a,hmac-sha256,c2Vj?mV0,the secret of TSIG key a is not base64",
    "a,hmac-sha256,c2VjcmV,the secret of TSIG key a is not base64",
    "a,hmac-sha256,'',has 0 octets"
  })
  void a_key_that_is_not_well_formed_is_refused_with_the_reason(
      String name, String algorithm, String secret, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TsigKey.parse(name, algorithm, secret, false))
        .withMessageContaining(reason)
        .withNoCause()
        .satisfies(error -> assertThat(error.getMessage()).doesNotContain("c2Vj"));
  }

  @Test
  void a_secret_has_a_limit() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TsigKey(NAME, TsigAlgorithm.HMAC_SHA1, new byte[1025]));
  }

  @Test
  void md5_is_taken_only_when_enabled_by_either_name() {
    for (String name : List.of("hmac-md5", "HMAC-MD5.sig-alg.reg.int.")) {
      assertThat(TsigAlgorithm.parse(name, true)).isEqualTo(TsigAlgorithm.HMAC_MD5);
      assertThatIllegalArgumentException().isThrownBy(() -> TsigAlgorithm.parse(name, false));
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_algorithm_is_found_by_what_it_calls_itself(TsigAlgorithm algorithm) {
    assertThat(TsigAlgorithm.parse(algorithm.text(), true)).isEqualTo(algorithm);
    assertThat(TsigAlgorithm.of(algorithm.wireName())).contains(algorithm);
  }

  @Test
  void an_unknown_name_is_no_algorithm() {
    assertThat(TsigAlgorithm.of(DomainName.parse("gss-tsig"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void a_generated_secret_is_as_long_as_its_hash(TsigAlgorithm algorithm) {
    TsigKey key = TsigKey.generate(NAME, algorithm, new Random(1));
    assertThat(key.secret()).hasSize(algorithm.macOctets());
    assertThat(TsigKey.parse("key.example", algorithm.text(), key.secretBase64(), true))
        .isEqualTo(key)
        .hasSameHashCodeAs(key);
    assertThat(TsigKey.generate(NAME, algorithm, new Random(2))).isNotEqualTo(key);
  }

  @Test
  void the_secret_can_neither_be_read_from_the_text_nor_changed_from_outside() {
    byte[] secret = {1, 2, 3, 4, 5, 6, 7, 8};
    TsigKey key = new TsigKey(NAME, TsigAlgorithm.HMAC_SHA512, secret);
    assertThat(key).hasToString("TSIG key key.example (hmac-sha512)");
    secret[0] = 9;
    key.secret()[1] = 9;
    assertThat(key.secret()).isEqualTo(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
  }

  @Test
  void keys_are_found_by_name_and_algorithm() {
    TsigKey sha1 = TsigKey.generate(NAME, TsigAlgorithm.HMAC_SHA1, new Random(1));
    TsigKey sha256 = TsigKey.generate(NAME, TsigAlgorithm.HMAC_SHA256, new Random(1));
    TsigKeys keys = TsigKeys.of(List.of(sha1, sha256));
    assertThat(keys.find(DomainName.parse("KEY.example"), TsigAlgorithm.HMAC_SHA256))
        .contains(sha256);
    assertThat(keys.find(NAME, TsigAlgorithm.HMAC_SHA384)).isEmpty();
    assertThat(keys.find(DomainName.parse("other"), TsigAlgorithm.HMAC_SHA1)).isEmpty();
  }
}
