package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.NSECRecord;

/**
 * The signatures and NSEC records of RFC 4035, appendices A and B. Nobody has the private keys; but
 * what verifies with the public ones shows that our octets to be signed are those of the RFC.
 */
class Rfc4035SignaturesTest {
  private static final Example ZONE = Example.of("rfc4035-a");
  private static final Example ANSWERS = Example.of("rfc4035-b");

  static List<Library> libraries() {
    return Library.knowing(Algorithm.RSASHA1);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everySignatureOfAppendixAIsOverTheOctetsThatWeSign(Library library)
      throws GeneralSecurityException {
    assertThat(ZONE.signatures()).hasSize(27);
    for (CoveredSet covered : ZONE.signatures()) {
      assertThat(covered.verifies(library, ZONE)).as("%s", covered).isTrue();
    }
  }

  /** Wildcards that were expanded are signed as wildcards. */
  @ParameterizedTest
  @MethodSource("libraries")
  void everySignatureOfAppendixBIsOverTheOctetsThatWeSign(Library library)
      throws GeneralSecurityException {
    assertThat(ANSWERS.signatures()).hasSize(16);
    for (CoveredSet covered : ANSWERS.signatures()) {
      assertThat(covered.verifies(library, ZONE)).as("%s", covered).isTrue();
    }
  }

  @Test
  void theNsecRecordsOfAppendixAComeOutOfItsDataAndTheSameSetsAreSigned() {
    SignedExample ours = SignedExample.of(ZONE, new Denial.Nsec(), Algorithm.RSASHA1);
    List<NSECRecord> expected = ZONE.all(NSECRecord.class);
    assertThat(ours.records(NSECRecord.class)).isEqualTo(expected);
    assertThat(ours.signedSets()).isEqualTo(SignedExample.signedSets(ZONE));
  }
}
