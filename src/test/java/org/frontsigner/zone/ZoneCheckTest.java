package org.frontsigner.zone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZoneCheckTest {
  private static List<String> check(String... lines) {
    return shown(check(TextZone.with(lines), false));
  }

  private static List<String> shown(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }

  @Test
  void aSoundZoneHasNoFindings() {
    assertThat(
            check(
                "@ IN MX 10 mail",
                "@ IN TXT \"a\"",
                "mail IN A 192.0.2.1",
                "www IN CNAME mail",
                "out IN CNAME www.elsewhere.",
                "dangling IN CNAME nothing",
                "* IN A 192.0.2.2",
                "none IN MX 0 .",
                "sub IN NS ns.sub",
                "sub IN NS ns.elsewhere.",
                "sub IN DS 1 13 2 " + "00".repeat(32),
                "ns.sub IN AAAA 2001:db8::1",
                "old IN DNAME new",
                "a.b.c IN TXT \"below empty non-terminals\""))
        .isEmpty();
  }

  @Test
  void namesOfAnyOctetsAreNoFinding() {
    assertThat(
            check("\\000\\255\\.a_b IN A 192.0.2.1", "-x- IN A 192.0.2.1", "a\\ b IN A 192.0.2.1"))
        .isEmpty();
  }

  @Test
  void aDelegationThatNobodyCanFollowIsAnError() {
    assertThat(check("sub IN NS ns.sub", "sub IN NS sub", "ns.sub IN TXT \"no address\""))
        .containsExactly(
            "ERROR sub.example. NS: name server ns.sub.example. is in the delegated zone and has no"
                + " address here, which it needs as glue",
            "ERROR sub.example. NS: name server sub.example. is in the delegated zone and has no"
                + " address here, which it needs as glue",
            "WARNING ns.sub.example. TXT: nobody is answered with it: it is below the delegation at"
                + " sub.example.");
  }

  @Test
  void missingGlueIsAWarningWhileAnotherNameServerIsFound() {
    assertThat(check("sub IN NS ns.sub", "sub IN NS sub", "sub IN A 192.0.2.1"))
        .containsExactly(
            "WARNING sub.example. NS: name server ns.sub.example. is in the delegated zone and has"
                + " no address here, which it needs as glue");
  }

  @Test
  void aNameServerBelowAnotherCutNeedsNoGlueHere() {
    assertThat(check("sub IN NS ns.other", "other IN NS ns.elsewhere.")).isEmpty();
  }

  @Test
  void nameServersOfThisZoneNeedAddresses() {
    Zone zone =
        TextZone.of(
            "@ 3600 IN SOA ns hostmaster 1 3600 600 86400 300\n",
            "@ IN NS absent",
            "@ IN NS text",
            "@ IN NS alias",
            "@ IN NS empty",
            "@ IN NS x.gone",
            "text IN TXT \"a\"",
            "alias IN CNAME text",
            "below.empty IN A 192.0.2.1",
            "gone IN DNAME elsewhere.");
    assertThat(shown(check(zone, false)))
        .containsExactly(
            "ERROR example. NS: name server x.gone.example. is an alias, which it must not be"
                + " (RFC 2181, 10.3)",
            "ERROR example. NS: name server text.example. has no address",
            "ERROR example. NS: name server alias.example. is an alias, which it must not be"
                + " (RFC 2181, 10.3)",
            "ERROR example. NS: name server empty.example. has no address",
            "ERROR example. NS: name server absent.example. does not exist");
  }

  @Test
  void aWildcardGivesNameServersTheirAddress() {
    assertThat(check("@ IN NS any.hosts", "*.hosts IN A 192.0.2.1", "@ IN NS x.any.hosts"))
        .isEmpty();
  }

  @Test
  void aWildcardGivesNothingToNamesBelowOnesThatExist() {
    assertThat(
            check("@ IN NS x.there.hosts", "*.hosts IN A 192.0.2.1", "there.hosts IN A 192.0.2.2"))
        .containsExactly("WARNING example. NS: name server x.there.hosts.example. does not exist");
  }

  @Test
  void mailExchangersLeadToAddresses() {
    assertThat(
            check(
                "@ IN MX 1 alias",
                "@ IN MX 2 none",
                "@ IN MX 3 mail.elsewhere.",
                "alias IN CNAME elsewhere."))
        .containsExactly(
            "WARNING example. MX: mail exchanger alias.example. is an alias, which it must not be"
                + " (RFC 2181, 10.3)",
            "WARNING example. MX: mail exchanger none.example. does not exist");
  }

  @Test
  void anAliasOfAnAliasIsToldWhereTheChainEnds() {
    assertThat(
            check(
                "a IN CNAME b",
                "b IN CNAME c",
                "c IN A 192.0.2.1",
                "d IN CNAME x.old",
                "old IN DNAME new",
                "x.new IN A 192.0.2.1"))
        .containsExactly(
            "WARNING a.example. CNAME: b.example. is an alias itself; point it to the end of the"
                + " chain, c.example.",
            "WARNING d.example. CNAME: x.old.example. is an alias itself; point it to the end of"
                + " the chain, x.new.example.");
  }

  @Test
  void aliasesInACircleAreErrors() {
    assertThat(
            check(
                "a IN CNAME b",
                "b IN CNAME a",
                "into IN CNAME a",
                "self IN CNAME self",
                "*.wild IN CNAME again.wild"))
        .containsExactly(
            "ERROR a.example. CNAME: it leads in a circle, through a.example.",
            "ERROR b.example. CNAME: it leads in a circle, through b.example.",
            "ERROR into.example. CNAME: it leads in a circle, through a.example.",
            "ERROR self.example. CNAME: it leads in a circle, through self.example.",
            "ERROR *.wild.example. CNAME: it leads in a circle, through again.wild.example.");
  }

  @Test
  void aliasesThatGrowWithoutEndAreErrors() {
    assertThat(check("in IN CNAME x.grow", "grow IN DNAME a.grow"))
        .containsExactly("ERROR in.example. CNAME: it leads through more than 32 aliases");
    String label = "l".repeat(63);
    assertThat(check("in IN CNAME x.grow", "grow IN DNAME " + label + "." + label + ".grow"))
        .singleElement()
        .asString()
        .startsWith("WARNING in.example. CNAME: x.grow.example. is an alias itself;");
  }

  @Test
  void aDsWithoutDelegationIsFound() {
    String ds = " IN DS 1 13 2 " + "00".repeat(32);
    assertThat(check("@" + ds, "www" + ds, "www IN A 192.0.2.1"))
        .containsExactly(
            "WARNING example. DS: there is no delegation here that it could belong to"
                + " (RFC 4035, 2.4)",
            "WARNING www.example. DS: there is no delegation here that it could belong to"
                + " (RFC 4035, 2.4)");
  }

  @Test
  void setsOfSeveralTtlsAreFoundWhereverTheyAre() {
    assertThat(
            check(
                "www 60 IN A 192.0.2.1",
                "www 70 IN A 192.0.2.2",
                "sub IN NS ns.sub",
                "ns.sub 80 IN A 192.0.2.1",
                "ns.sub 90 IN A 192.0.2.2"))
        .containsExactly(
            "WARNING ns.sub.example. A: the records came with several TTLs, and all are served with"
                + " the lowest, 80 seconds (RFC 2181, 5.2)",
            "WARNING www.example. A: the records came with several TTLs, and all are served with"
                + " the lowest, 60 seconds (RFC 2181, 5.2)");
  }

  @Test
  void delegationsAndDnamesAtWildcardsAreFound() {
    assertThat(check("*.a IN NS ns.elsewhere.", "*.b IN DNAME elsewhere."))
        .containsExactly(
            "WARNING *.a.example. NS: at a wildcard, it is not clear what it means (RFC 4592, 4.2)",
            "WARNING *.b.example. DNAME: at a wildcard, it is not clear what it means"
                + " (RFC 4592, 4.4)");
  }

  @Test
  void dataThatNobodyIsAnsweredWithIsFound() {
    assertThat(
            check(
                "sub IN NS ns.elsewhere.",
                "sub IN TXT \"a\"",
                "sub IN A 192.0.2.1",
                "x.sub IN MX 1 mail.elsewhere.",
                "x.sub IN AAAA 2001:db8::1",
                "old IN DNAME new",
                "old IN A 192.0.2.1",
                "x.old IN A 192.0.2.1"))
        .containsExactly(
            "WARNING x.old.example. A: nobody is answered with it: it is below the DNAME at"
                + " old.example.",
            "WARNING sub.example. TXT: nobody is answered with it: it is at a delegation",
            "WARNING x.sub.example. MX: nobody is answered with it: it is below the delegation at"
                + " sub.example.");
  }

  private static List<Finding> check(Zone zone, boolean signed) {
    return ZoneCheck.check(zone, Optional.of(zone.soa()).filter(soa -> signed));
  }

  private static List<String> times(long refresh, long retry, long expire, boolean signed) {
    String head = "@ 3600 IN SOA ns hostmaster 1 %d %d %d 300\n@ IN NS ns.elsewhere.\n";
    return shown(check(TextZone.of(head.formatted(refresh, retry, expire)), signed));
  }

  @Test
  void theTimesOfTheSoaMustFitEachOther() {
    assertThat(times(3600, 600, 86400, true)).isEmpty();
    assertThat(times(3600, 600, 3600, false))
        .singleElement()
        .asString()
        .startsWith("ERROR example. SOA: expire, 3600 ");
    assertThat(times(3600, 600, 4200, false))
        .singleElement()
        .asString()
        .startsWith("WARNING example. SOA: expire, 4200 seconds, leaves no time");
    assertThat(times(3600, 3600, 86400, false))
        .singleElement()
        .asString()
        .startsWith("WARNING example. SOA: retry, 3600 seconds, is not shorter than refresh, 3600");
  }

  @Test
  void expireAndTtlMustFitTheSevenDaysThatSignaturesHaveLeft() {
    long week = 604_800;
    assertThat(times(3600, 600, week - 3600, true)).isEmpty();
    assertThat(times(3600, 600, week - 3599, true))
        .containsExactly(
            "WARNING example. SOA: expire and the largest TTL, 601201 and 3600 seconds, are more"
                + " than the 604800 that every served signature has left: a secondary that no"
                + " longer reaches this server may serve expired ones");
    assertThat(times(3600, 600, week - 3599, false)).isEmpty();
  }

  @Test
  void theTtlOfWhatIsNotSignedDoesNotCount() {
    String head = "@ 60 IN SOA ns hostmaster 1 3600 600 604000 60\n@ 60 IN NS ns.elsewhere.\n";
    Zone zone = TextZone.of(head, "sub 86400 IN NS ns.sub", "ns.sub 86400 IN A 192.0.2.1");
    assertThat(check(zone, true)).isEmpty();
    assertThat(check(TextZone.of(head, "www 86400 IN A 192.0.2.1"), true)).hasSize(1);
  }

  @Test
  void findingsBeyondTheLimitAreCountedInALastOne() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      lines.add("%04d.x IN NS ns.%04d.x".formatted(i, i));
    }
    lines.add("y IN DS 1 13 2 " + "00".repeat(32));
    List<Finding> findings = check(TextZone.with(lines.toArray(String[]::new)), false);
    assertThat(findings).hasSize(ZoneCheck.FINDINGS_MAX + 1);
    assertThat(findings.get(ZoneCheck.FINDINGS_MAX))
        .hasToString("ERROR example.: 200 more errors and 1 more warnings are not shown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corp.example",
        "tld.example",
        "2.0.192.in-addr.arpa",
        "c.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
        "alltypes.example",
        "minimal.example"
      })
  void everydayTestZonesHaveNoErrors(String name) {
    assertThat(check(TextZone.file(name), true))
        .noneMatch(finding -> finding.severity() == Finding.Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop-a", "loop-b", "loop-self", "*.walias-loop"})
  void theCirclesOfTheCornerZoneAreFound(String name) {
    DomainName owner = DomainName.parse(name + ".corner.example");
    assertThat(check(TextZone.file("corner.example"), true))
        .anyMatch(
            finding ->
                finding.owner().equals(owner) && finding.severity() == Finding.Severity.ERROR);
  }
}
