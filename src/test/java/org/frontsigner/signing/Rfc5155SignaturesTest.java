package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.NSEC3PARAMRecord;
import org.xbill.DNS.NSEC3Record;

/** The signatures and NSEC3 records of RFC 5155, appendices A and B. */
class Rfc5155SignaturesTest {
  private static final Example ZONE = Example.of("rfc5155-a");
  private static final Example ANSWERS = Example.of("rfc5155-b");

  static List<Library> libraries() {
    return Library.knowing(Algorithm.RSASHA1_NSEC3_SHA1);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everySignatureOfAppendixAIsOverTheOctetsThatWeSign(Library library)
      throws GeneralSecurityException {
    assertThat(ZONE.signatures()).hasSize(30);
    for (CoveredSet covered : ZONE.signatures()) {
      assertThat(covered.verifies(library, ZONE)).as("%s", covered).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everySignatureOfAppendixBIsOverTheOctetsThatWeSign(Library library)
      throws GeneralSecurityException {
    assertThat(ANSWERS.signatures()).hasSize(13);
    for (CoveredSet covered : ANSWERS.signatures()) {
      assertThat(covered.verifies(library, ZONE)).as("%s", covered).isTrue();
    }
  }

  @Test
  void theNsec3RecordsOfAppendixAComeOutOfItsDataAndTheSameSetsAreSigned() {
    Nsec3Parameters parameters = Nsec3Parameters.parse("1 1 12 aabbccdd");
    SignedExample ours =
        SignedExample.of(ZONE, new Denial.Nsec3(parameters), Algorithm.RSASHA1_NSEC3_SHA1);
    List<NSEC3Record> expected = ZONE.all(NSEC3Record.class);
    assertThat(ours.records(NSEC3Record.class)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(ours.records(NSEC3PARAMRecord.class)).isEqualTo(ZONE.all(NSEC3PARAMRecord.class));
    assertThat(ours.signedSets()).isEqualTo(SignedExample.signedSets(ZONE));
  }
}
