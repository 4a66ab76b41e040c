package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of docs/intake.md, a record at a time, with direct-dnskey off and on. */
class IntakeFilterTest {
  private static final DomainName APEX = DomainName.parse("Example.org.");

  @ParameterizedTest
  @CsvSource(
      nullValues = "kept",
      value = {
        "www.example.org., A, 1, kept, kept",
        "WWW.eXample.ORG., A, 1, kept, kept",
        "www.example.org., A, 3, OTHER_CLASS, OTHER_CLASS",
        "www.example.com., A, 1, OUT_OF_ZONE, OUT_OF_ZONE",
        "anexample.org., A, 1, OUT_OF_ZONE, OUT_OF_ZONE",
        "org., A, 1, OUT_OF_ZONE, OUT_OF_ZONE",
        "www.example.org., RRSIG, 1, DNSSEC_RECORD, DNSSEC_RECORD",
        "www.example.org., NSEC, 1, DNSSEC_RECORD, DNSSEC_RECORD",
        "www.example.org., NSEC3, 1, DNSSEC_RECORD, DNSSEC_RECORD",
        "example.org., NSEC3PARAM, 1, DNSSEC_RECORD, DNSSEC_RECORD",
        "example.org., DNSKEY, 1, KEY_RECORD, kept",
        "www.example.org., DNSKEY, 1, KEY_RECORD, kept",
        "example.org., CDS, 1, KEY_RECORD, kept",
        "example.org., CDNSKEY, 1, KEY_RECORD, kept",
        "_dsboot.child.test._signal.ns1.example.org., CDS, 1, kept, kept",
        "_dsboot.child.test._signal.ns1.example.org., CDNSKEY, 1, kept, kept",
        "sub.example.org., DS, 1, kept, kept",
        "example.org., SOA, 1, kept, kept",
        "sub.example.org., SOA, 1, SOA_BELOW_APEX, SOA_BELOW_APEX",
        "www.example.org., OPT, 1, META_TYPE, META_TYPE"
      })
  void eachRecordIsKeptOrBreaksTheRuleOfTheTable(
      String owner, String type, int rrClass, IntakeRule rule, IntakeRule withDirectDnskey) {
    assertThat(broken(owner, type, rrClass, false)).isEqualTo(rule);
    assertThat(broken(owner, type, rrClass, true)).isEqualTo(withDirectDnskey);
  }

  private static IntakeRule broken(String owner, String type, int rrClass, boolean directDnskey) {
    IntakePolicy policy = new IntakePolicy(directDnskey, false, 1_000, 1_000_000, 1_000);
    byte[] octets = DomainName.parse(owner).octets();
    return new IntakeFilter(APEX, policy).broken(octets, octets.length, RrType.of(type), rrClass);
  }
}
