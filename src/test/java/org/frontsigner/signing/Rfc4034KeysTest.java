package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DNSKEYRecord;

/** Key tags and DS records by the examples of RFC 4034 and 4509, which give public keys alone. */
class Rfc4034KeysTest {
  /** RFC 4034, 5.4 (SHA-1), and RFC 4509, 2.3 (SHA-256). */
  @ParameterizedTest
  @ValueSource(strings = {"rfc4034-5.4", "rfc4509-2.3"})
  void theDsOfTheExampleFollowsFromItsDnskey(String name) {
    Example example = Example.of(name);
    ZoneKey key = PublicHalf.of(example.onlyDnskey());
    assertThat(key.dnskey()).isEqualTo(CoveredSet.rdata(example.onlyDnskey()));
    KnownKeys.hasItsDs(key, example);
  }

  /** RFC 4034, appendix B, for the keys whose tags the RFCs print. */
  @ParameterizedTest
  @CsvSource({"rfc4034-5.4, 60485, 60485", "rfc4035-a, 38519, 9465"})
  void theKeyTagsAreThoseThatTheRfcsPrint(String name, int first, int second) {
    List<Integer> tags =
        Example.of(name).all(DNSKEYRecord.class).stream()
            .map(dnskey -> PublicHalf.of(dnskey).keyTag())
            .toList();
    assertThat(tags).containsOnly(first, second);
  }
}
