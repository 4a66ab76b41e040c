package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The TTL of NSEC and NSEC3 records is the lesser of the SOA's MINIMUM and the SOA's TTL (RFC 9077,
 * 3.1 to 3.3), and that of their signatures with it.
 */
class Rfc9077Test {
  private static final DomainName APEX = DomainName.parse("example.");
  private static final Nsec3Parameters PARAMETERS = Nsec3Parameters.parse("1 0 0 -");

  private static SignedZone zone(long soaTtl, long minimum, Denial denial) {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    Soa soa = new Soa(soaTtl, APEX, APEX, 1, 1, 1, 1, minimum);
    builder.add(APEX, RrType.SOA, soaTtl, soa.rdata());
    builder.add(APEX, RrType.NS, 7200, DomainName.parse("ns.example.").octets());
    builder.add(DomainName.parse("ns.example."), RrType.A, 86400, new byte[] {127, 0, 0, 1});
    Zone zone = ((BuildResult.Built) builder.build()).zone();
    return SignedZone.first(zone, SignedExample.plan(denial, Algorithm.ED25519), 1);
  }

  @ParameterizedTest
  @CsvSource({
    "3600, 300, 300",
    "300, 3600, 300",
    "600, 600, 600",
    "0, 300, 0",
    "300, 0, 0",
    "2147483647, 2147483647, 2147483647"
  })
  void denialLivesAsLongAsTheLesserOfBoth(long soaTtl, long minimum, long expected) {
    assertThat(ttls(SignedExample.of(zone(soaTtl, minimum, new Denial.Nsec()))))
        .containsOnly(expected)
        .hasSize(2 * 3);
    assertThat(ttls(SignedExample.of(zone(soaTtl, minimum, new Denial.Nsec3(PARAMETERS)))))
        .containsOnly(expected)
        .hasSize(2 * 3);
    SignedZone narrow = zone(soaTtl, minimum, new Denial.Narrow(PARAMETERS));
    byte[] hash = narrow.hash(APEX.octets(), 0, APEX.length());
    for (SignedSet denial :
        List.of(
            narrow.nsec3Matching(hash, narrow.node(NameKey.APEX, 0)), narrow.nsec3Covering(hash))) {
      assertThat(denial.set().ttl()).isEqualTo(expected);
      assertThat(denial.rrsigs().ttlSeconds()).isEqualTo(expected);
    }
  }

  /** TTL of the records, and TTL and original TTL of their signatures. */
  private static List<Long> ttls(SignedExample signed) {
    Stream<Long> denials =
        signed.records().stream()
            .filter(record -> record instanceof NSECRecord || record instanceof NSEC3Record)
            .map(Record::getTTL);
    Stream<Long> signatures =
        signed.signatures().stream()
            .filter(rrsig -> isDenial(rrsig.getTypeCovered()))
            .flatMap(rrsig -> ttls(rrsig));
    return Stream.concat(denials, signatures).toList();
  }

  private static Stream<Long> ttls(RRSIGRecord rrsig) {
    return Stream.of(rrsig.getTTL(), rrsig.getOrigTTL());
  }

  private static boolean isDenial(int type) {
    return type == Type.NSEC || type == Type.NSEC3;
  }
}
