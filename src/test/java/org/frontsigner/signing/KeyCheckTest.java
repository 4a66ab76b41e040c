package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Finding;
import org.junit.jupiter.api.Test;

class KeyCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final DomainName ZONE = DomainName.parse("example.");
  private static final Denial NSEC = new Denial.Nsec();
  private static final Denial NSEC3 = new Denial.Nsec3(Nsec3Parameters.DEFAULT);
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final KeyMaterial P256 = MAKER.make(Algorithm.ECDSAP256SHA256, 256);
  private static final KeyMaterial OTHER_P256 = MAKER.make(Algorithm.ECDSAP256SHA256, 256);
  private static final KeyMaterial ED25519 = MAKER.make(Algorithm.ED25519, 256);
  private static final KeyMaterial RSASHA1 = MAKER.make(Algorithm.RSASHA1, 2048);

  private static final int KSK = ZoneKey.SECURE_ENTRY_POINT;
  private static final int ZSK = ZoneKey.ZONE_KEY;

  private static ZoneKey signing(int id, int flags, KeyMaterial material) {
    return new ZoneKey(id, flags, true, true, material);
  }

  private static KeyCheck check(Denial denial, ZoneKey... keys) {
    return new KeyCheck(
        ZONE,
        List.of(keys),
        KeySet.of(List.of(keys)),
        denial,
        SerialPolicy.INCREMENT_WEEKS,
        OptionalLong.of(1),
        Optional.empty());
  }

  private static List<String> found(Denial denial, ZoneKey... keys) {
    return shown(check(denial, keys));
  }

  private static List<String> shown(KeyCheck check) {
    return check.findings(NOW).stream().map(Finding::toString).toList();
  }

  private static KeyCheck withSerial(SerialPolicy policy, OptionalLong serial) {
    ZoneKey key = signing(1, KSK, P256);
    return new KeyCheck(
        ZONE, List.of(key), KeySet.of(List.of(key)), NSEC, policy, serial, Optional.empty());
  }

  private static KeyCheck pinned(Instant inception, Instant expiration) {
    ZoneKey key = signing(1, KSK, P256);
    return new KeyCheck(
        ZONE,
        List.of(key),
        KeySet.of(List.of(key)),
        NSEC,
        SerialPolicy.INCREMENT_WEEKS,
        OptionalLong.of(1),
        Optional.of(new SigningWindow(inception, expiration)));
  }

  @Test
  void soundKeysHaveNoFindings() {
    assertThat(found(NSEC, signing(1, KSK, P256))).isEmpty();
    assertThat(found(NSEC3, signing(1, KSK, P256), signing(2, ZSK, OTHER_P256))).isEmpty();
    assertThat(found(NSEC)).isEmpty();
  }

  @Test
  void aKeyThatWaitsPublishedIsNoFinding() {
    ZoneKey waiting = new ZoneKey(3, KSK, false, true, OTHER_P256);
    assertThat(found(NSEC, signing(1, KSK, P256), waiting)).isEmpty();
    assertThat(found(NSEC, signing(1, KSK, P256), waiting.withPublished(false))).isEmpty();
  }

  @Test
  void keysOfWhichNoneIsActiveSignNothing() {
    assertThat(found(NSEC, signing(1, KSK, P256).withActive(false)))
        .containsExactly(
            "WARNING example. DNSKEY: no key is active, so that the zone is not" + " signed");
  }

  @Test
  void anActiveKeyThatIsNotPublishedIsAWarningBesideAnother() {
    ZoneKey hidden = signing(2, KSK, OTHER_P256).withPublished(false);
    assertThat(found(NSEC, signing(1, KSK, P256), hidden))
        .containsExactly(
            ("WARNING example. DNSKEY: key 2 (tag %d, ECDSAP256SHA256) is active and not published:"
                    + " no resolver can check what it signs")
                .formatted(hidden.keyTag()));
  }

  @Test
  void aZoneThatNobodyCanValidateIsAnError() {
    ZoneKey ksk = signing(1, KSK, P256);
    ZoneKey zsk = signing(2, ZSK, OTHER_P256);
    String start =
        "ERROR example. DNSKEY: algorithm ECDSAP256SHA256 is published, and no"
            + " published key of it signs ";
    assertThat(found(NSEC, ksk, zsk.withPublished(false)))
        .anyMatch(finding -> finding.startsWith(start + "the zone's records:"));
    assertThat(found(NSEC, ksk.withPublished(false), zsk))
        .anyMatch(finding -> finding.startsWith(start + "the DNSKEY set:"));
    assertThat(found(NSEC, ksk.withPublished(false)))
        .contains(
            "ERROR example. DNSKEY: no key is published, so that no resolver can validate the"
                + " zone");
  }

  @Test
  void aPublishedAlgorithmThatSignsNothingIsAnError() {
    ZoneKey next = new ZoneKey(2, KSK, false, true, ED25519);
    assertThat(found(NSEC, signing(1, KSK, P256), next))
        .containsExactly(
            "ERROR example. DNSKEY: algorithm ED25519 is published, and no published key of it"
                + " signs anything: resolvers may hold the zone for bogus (RFC 4035, 2.2)");
    assertThat(found(NSEC, signing(1, KSK, P256), next.withPublished(false))).isEmpty();
  }

  @Test
  void anAlgorithmWithoutActiveKeyOfARoleIsFound() {
    ZoneKey ksk = signing(1, KSK, P256);
    ZoneKey zsk = signing(2, ZSK, OTHER_P256);
    assertThat(found(NSEC, ksk.withActive(false), zsk))
        .singleElement()
        .asString()
        .startsWith(
            "WARNING example. DNSKEY: no active key of algorithm ECDSAP256SHA256 is a"
                + " secure entry point");
    assertThat(found(NSEC, ksk, zsk.withActive(false)))
        .containsExactly(
            "WARNING example. DNSKEY: no zone signing key of algorithm ECDSAP256SHA256 is active:"
                + " key signing keys sign everything");
  }

  @Test
  void weakKeysAreFound() {
    ZoneKey small = signing(1, KSK, MAKER.make(Algorithm.RSASHA256, 1024));
    assertThat(found(NSEC, small))
        .containsExactly(
            "WARNING example. DNSKEY: key 1 (tag %d, RSASHA256) has 1024 bits, and should have 2048"
                .formatted(small.keyTag()));
    ZoneKey sha1 = signing(1, KSK, RSASHA1);
    assertThat(found(NSEC, sha1))
        .containsExactly(
            ("WARNING example. DNSKEY: key 1 (tag %d, RSASHA1) signs with SHA-1, which resolvers"
                    + " may not accept (RFC 9905)")
                .formatted(sha1.keyTag()));
  }

  @Test
  void rsaSha1WithTheNumberThatNsec3ForbidsIsAnError() {
    assertThat(found(NSEC3, signing(1, KSK, RSASHA1)))
        .anyMatch(finding -> finding.startsWith("ERROR example. DNSKEY: key 1 "));
  }

  @Test
  void anRsaSha1KeyThatGotItsOtherNumberMakesTheDsWrong() {
    ZoneKey kept = signing(1, KSK, RSASHA1);
    ZoneKey served = kept.withAlgorithm(Algorithm.RSASHA1_NSEC3_SHA1);
    KeyCheck check =
        new KeyCheck(
            ZONE,
            List.of(kept),
            KeySet.of(List.of(served)),
            NSEC3,
            SerialPolicy.INCREMENT_WEEKS,
            OptionalLong.empty(),
            Optional.empty());
    assertThat(shown(check))
        .contains(
            ("WARNING example. DNSKEY: key 1 (tag %d, NSEC3RSASHA1) is kept with algorithm 5, and"
                    + " the zone's way of denial makes it 7: a DS with 5 does not belong to it any"
                    + " more")
                .formatted(served.keyTag()))
        .noneMatch(finding -> finding.startsWith("ERROR"));
  }

  @Test
  void keysOfOneTagAreFoundWithinAnAlgorithm() {
    ZoneKey key = signing(7, KSK, P256);
    assertThat(found(NSEC, key, signing(9, KSK, P256)))
        .containsExactly(
            ("WARNING example. DNSKEY: tag %d of algorithm ECDSAP256SHA256 is that of several keys:"
                    + " 7, 9")
                .formatted(key.keyTag()));
    assertThat(found(NSEC, key, new ZoneKey(9, KSK, false, false, P256))).isEmpty();
  }

  @Test
  void iterationsAndSaltAreFound() {
    ZoneKey key = signing(1, KSK, P256);
    assertThat(found(new Denial.Nsec3(Nsec3Parameters.parse("1 0 5 -")), key))
        .singleElement()
        .asString()
        .startsWith("WARNING example. NSEC3PARAM: 5 iterations and a salt of 0 octets");
    assertThat(found(new Denial.Narrow(Nsec3Parameters.parse("1 0 0 abcd")), key))
        .singleElement()
        .asString()
        .startsWith("WARNING example. NSEC3PARAM: 0 iterations and a salt of 2 octets");
  }

  @Test
  void aSerialThatDoesNotRiseWithTheSignaturesIsFound() {
    assertThat(shown(withSerial(SerialPolicy.NONE, OptionalLong.of(1))))
        .singleElement()
        .asString()
        .startsWith("WARNING example. SOA: SOA-EDIT is NONE");
  }

  @Test
  void aSerialAheadOfTheWeekIsFoundForKindsThatDateIt() {
    // The Thursday of the week is 2026-11-19; two days after it the kind leaves serials alone.
    SerialPolicy increment = SerialPolicy.INCEPTION_INCREMENT;
    assertThat(shown(withSerial(increment, OptionalLong.of(2026112199L)))).isEmpty();
    assertThat(shown(withSerial(increment, OptionalLong.of(2026112200L))))
        .containsExactly(
            "WARNING example. SOA: the primary's serial, 2026112200, is ahead of what SOA-EDIT"
                + " INCEPTION-INCREMENT makes of this week: the served serial is the last one"
                + " and 1");
    assertThat(shown(withSerial(SerialPolicy.INCEPTION_EPOCH, OptionalLong.of(2026112401L))))
        .hasSize(1);
    assertThat(shown(withSerial(SerialPolicy.INCEPTION, OptionalLong.of(2026111901L)))).isEmpty();
    assertThat(shown(withSerial(increment, OptionalLong.empty()))).isEmpty();
  }

  @Test
  void pinnedSignaturesAreAnErrorUnlessTheyHoldNow() {
    Instant soon = NOW.plus(Duration.ofDays(1));
    Instant before = NOW.minus(Duration.ofDays(1));
    assertThat(shown(pinned(before, soon)))
        .containsExactly(
            "WARNING example. RRSIG: SIGNATURE-VALIDITY pins all signatures to"
                + " 2026-11-23T04:00:00Z until 2026-11-25T04:00:00Z, and no Thursday renews them");
    assertThat(shown(pinned(before.minusSeconds(5), before)))
        .singleElement()
        .asString()
        .startsWith("ERROR")
        .endsWith(", which is past");
    assertThat(shown(pinned(before, NOW))).singleElement().asString().endsWith(", which is past");
    assertThat(shown(pinned(soon, soon.plusSeconds(5))))
        .singleElement()
        .asString()
        .startsWith("ERROR")
        .endsWith(", which is still to come");
    assertThat(shown(pinned(soon, before)))
        .singleElement()
        .asString()
        .startsWith("ERROR")
        .endsWith(", so that none is ever valid");
  }
}
