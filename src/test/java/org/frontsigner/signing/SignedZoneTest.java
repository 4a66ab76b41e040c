package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.Security;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZonePatch;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Record;

class SignedZoneTest {
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final ZoneKey KSK =
      new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, MAKER.make(Algorithm.ED25519, 256));
  private static final ZoneKey ZSK =
      new ZoneKey(2, ZoneKey.ZONE_KEY, true, true, MAKER.make(Algorithm.ED25519, 256));
  private static final Denial[] DENIALS = {
    new Denial.Nsec(),
    new Denial.Nsec3(Nsec3Parameters.DEFAULT),
    new Denial.Nsec3(Nsec3Parameters.parse("1 1 3 00ab"))
  };

  private static SigningPlan plan(Denial denial, Instant now, ZoneKey... keys) {
    return new SigningPlan(
        KeySet.of(List.of(keys)),
        denial,
        SigningWindow.at(now, SigningWindow.Shape.POWERDNS),
        new PublishPolicy(List.of(2), true, false, java.util.OptionalLong.empty(), false),
        CryptoChoice.best(false),
        true,
        new SignatureCounts());
  }

  @Property(tries = 400)
  void takingSignaturesOverNeverChangesWhatIsServed(
      @ForAll long seed, @ForAll @IntRange(max = 2) int denial) {
    RandomZone random = new RandomZone(seed);
    Zone zone = random.build();
    SigningPlan plan = plan(DENIALS[denial], NOW, KSK, ZSK);
    SignedZone signed = SignedZone.first(zone, plan, 100);
    for (int i = 0; i < 8; i++) {
      SignedRecords.of(signed);
      var patched =
          (PatchResult.Patched) ZonePatch.apply(zone, random.change(), IntakePolicy.DEFAULT);
      zone = patched.zone();
      boolean whole = (seed + i) % 4 == 0;
      signed =
          whole
              ? signed.next(random.build(), null, plan, 101 + i)
              : signed.next(zone, patched.changedKeys(), plan, 101 + i);
      zone = whole ? signed.zone() : zone;
      assertThat(SignedRecords.of(signed))
          .isEqualTo(SignedRecords.of(SignedZone.first(random.build(), plan, 101 + i)));
    }
  }

  @Test
  void aChangeOfOneNameMakesFewSignatures() {
    RandomZone random = new RandomZone(5);
    for (int i = 0; i < 60; i++) {
      random.change();
    }
    Zone zone = random.build();
    SigningPlan plan = plan(DENIALS[0], NOW, KSK, ZSK);
    SignedZone signed = SignedZone.first(zone, plan, 100);
    int all = SignedRecords.of(signed).size();
    long before = plan.counts().made(Algorithm.ED25519);
    SignedZone next = signed.next(zone, List.of(), plan, 101);
    SignedRecords.of(next);
    assertThat(all).isGreaterThan(40);
    assertThat(plan.counts().made(Algorithm.ED25519) - before).isEqualTo(1);
  }

  /** dnsjava takes GOST from whichever provider the JVM knows. */
  @Test
  void anotherImplementationVerifiesEverySignatureOfEveryAlgorithm() throws Exception {
    Security.addProvider(CryptoChoice.BOUNCY_CASTLE);
    try {
      verifyWithEveryLibrary();
    } finally {
      Security.removeProvider(CryptoChoice.BOUNCY_CASTLE.getName());
    }
  }

  private static void verifyWithEveryLibrary() throws Exception {
    RandomZone random = new RandomZone(11);
    for (int i = 0; i < 20; i++) {
      random.change();
    }
    for (CryptoChoice choice :
        List.of(CryptoChoice.best(false), CryptoChoice.best(true), CryptoChoice.portable(false))) {
      for (Algorithm algorithm : Algorithm.values()) {
        ZoneKey csk =
            new ZoneKey(
                9,
                ZoneKey.SECURE_ENTRY_POINT,
                true,
                true,
                MAKER.make(algorithm, algorithm.defaultBits()));
        SigningPlan given = plan(DENIALS[0], NOW, csk);
        SigningPlan plan =
            new SigningPlan(
                given.keys(),
                given.denial(),
                given.window(),
                given.publish(),
                choice,
                true,
                given.counts());
        verifyAll(SignedZone.first(random.build(), plan, 7), csk);
      }
    }
  }

  @Test
  void aPlanThatKeepsNoSignaturesMakesThemForEveryAnswer() {
    SigningPlan given = plan(DENIALS[0], NOW, KSK, ZSK);
    SigningPlan forgetful =
        new SigningPlan(
            given.keys(),
            given.denial(),
            given.window(),
            given.publish(),
            given.choice(),
            false,
            given.counts());
    assertThat(signaturesForTheSameAnswerTwice(forgetful)).isEqualTo(2);
    assertThat(signaturesForTheSameAnswerTwice(given)).isEqualTo(1);
  }

  private static long signaturesForTheSameAnswerTwice(SigningPlan plan) {
    SignedZone zone = SignedZone.first(new RandomZone(7).build(), plan, 7);
    long before = plan.counts().made(Algorithm.ED25519);
    for (int i = 0; i < 2; i++) {
      zone.signatures(zone.apexNode(), zone.apexNode().set(RrType.SOA));
    }
    long made = plan.counts().made(Algorithm.ED25519) - before;
    zone.sign(0);
    assertThat(zone.signatureCount() > 0).isEqualTo(plan.keepsSignatures());
    return made;
  }

  private static void verifyAll(SignedZone signed, ZoneKey key) throws Exception {
    DNSKEYRecord dnskey =
        (DNSKEYRecord) Record.newRecord(Name.fromString("example."), 48, 1, 300, key.dnskey());
    PackedIndex nodes = signed.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      for (RrSet set : node.sets()) {
        Rrsigs rrsigs = signed.signatures(node, set);
        if (rrsigs != null) {
          verify(new SignedSet(node.name(signed.apex()), set, rrsigs), dnskey);
        }
      }
      if (signed.ownsNsec(node)) {
        verify(signed.nsec(node), dnskey);
      }
    }
  }

  private static void verify(SignedSet signed, DNSKEYRecord dnskey) throws Exception {
    Name owner = new Name(signed.owner().octets());
    RRset set = new RRset();
    for (int i = 0; i < signed.set().count(); i++) {
      set.addRR(
          Record.newRecord(
              owner, signed.set().type(), 1, signed.set().ttl(), signed.set().rdata(i)));
    }
    RRSIGRecord rrsig =
        (RRSIGRecord)
            Record.newRecord(owner, 46, 1, signed.set().ttl(), signed.rrsigs().toSet().rdata(0));
    DNSSEC.verify(set, rrsig, dnskey, NOW);
  }
}
