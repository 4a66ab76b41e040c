package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Zones that are signed here and taken as if others had signed them, whole and with faults. */
class PresignedCheckTest {
  private static final DomainName APEX = DomainName.parse("Example.");
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final SigningWindow WINDOW = SigningWindow.at(NOW, SigningWindow.Shape.POWERDNS);
  private static final KeySet KEYS =
      KeySet.of(
          List.of(
              Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, Algorithm.ED25519),
              Keys.key(2, ZoneKey.ZONE_KEY, Algorithm.ED25519)));

  private static Denial denial(String text) {
    return text.isEmpty() ? new Denial.Nsec() : new Denial.Nsec3(Nsec3Parameters.parse(text));
  }

  private static SigningPlan plan(KeySet keys, Denial denial) {
    return new SigningPlan(
        keys,
        denial,
        WINDOW,
        PublishPolicy.DEFAULT,
        CryptoChoice.best(false),
        true,
        new SignatureCounts());
  }

  private static Zone plain() {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    builder.add(APEX, RrType.SOA, 3600, new Soa(3600, APEX, APEX, 7, 1, 1, 1, 300).rdata());
    builder.add(APEX, RrType.NS, 3600, name("ns").octets());
    for (String host : List.of("ns", "Www", "deep.er.Down", "*.wild", "glue.cut", "below.secure")) {
      builder.add(name(host), RrType.A, 60, new byte[] {10, 0, 0, 1});
    }
    builder.add(name("cut"), RrType.NS, 60, name("glue.cut").octets());
    builder.add(name("far.ent.under"), RrType.NS, 60, name("ns").octets());
    builder.add(name("secure"), RrType.NS, 60, name("ns").octets());
    builder.add(name("secure"), RrType.DS, 60, new byte[] {0, 1, 15, 2, 9});
    builder.add(name("alias"), RrType.CNAME, 60, name("www").octets());
    return ((BuildResult.Built) builder.build()).zone();
  }

  private static DomainName name(String labels) {
    return DomainName.parse(labels + ".Example.");
  }

  private static SignedZone signed(String denial) {
    return SignedZone.first(plain(), plan(KEYS, denial(denial)), 7);
  }

  private static SignedZone served(Zone presigned) {
    return SignedZone.first(presigned, plan(KeySet.EMPTY, new Denial.Nsec()), 7);
  }

  private static PresignedCheck.Result check(Zone zone, Instant now) {
    return PresignedCheck.check(zone, null, CryptoChoice.best(false), now, new Random(1), 100);
  }

  private static PresignedCheck.Result without(String denial, Predicate<Presigning.Signed> lost) {
    return check(Presigning.of(signed(denial), lost.negate()), NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 0 0 -", "1 0 3 ab", "1 1 0 -"})
  void a_zone_that_is_well_signed_has_no_fault(String denial) {
    PresignedCheck.Result result = check(Presigning.of(signed(denial)), NOW);
    assertThat(result.unusable()).isEmpty();
    assertThat(result.findings()).isEmpty();
    assertThat(result.earliestExpiration()).contains(WINDOW.expiration());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1 0 0 -", "1 0 3 ab", "1 1 0 -"})
  void it_is_served_as_the_one_who_signed_it_serves_it(String denial) {
    SignedZone theirs = signed(denial);
    SignedZone ours = served(Presigning.of(theirs));
    assertThat(ours.isPresigned()).isTrue();
    assertThat(ours.denial()).isEqualTo(denial(denial));
    assertThat(ours.chunkCount()).isZero();
    PackedIndex nodes = theirs.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      byte[] key = node.key();
      Node same = ours.node(key, key.length);
      for (RrSet set : node.sets()) {
        assertThat(same.set(set.type())).isEqualTo(set);
        assertThat(text(ours.signatures(same, set))).isEqualTo(text(theirs.signatures(node, set)));
      }
      assertThat(ours.ownsNsec(same)).isEqualTo(theirs.ownsNsec(node));
      if (ours.ownsNsec(same)) {
        assertThat(text(ours.nsec(same))).isEqualTo(text(theirs.nsec(node)));
      }
      if (!theirs.usesNsec() && node.kind().isVisible()) {
        byte[] hash = theirs.hash(node.name(APEX).octets(), 0, node.name(APEX).length());
        assertThat(text(ours.nsec3Matching(hash, same)))
            .isEqualTo(text(theirs.nsec3Matching(hash, node)));
        assertThat(text(ours.nsec3Covering(hash))).isEqualTo(text(theirs.nsec3Covering(hash)));
      }
    }
  }

  private static String text(SignedSet set) {
    return set == null
        ? "none"
        : set.owner().toString().toLowerCase(java.util.Locale.ROOT)
            + Arrays.toString(set.set().toOctets())
            + text(set.rrsigs());
  }

  private static String text(Rrsigs rrsigs) {
    return rrsigs == null ? "unsigned" : Arrays.toString(rrsigs.toSet().toOctets());
  }

  @Test
  void a_set_without_a_signature_is_told_of() {
    PresignedCheck.Result result =
        without("", rr -> rr.covered() == RrType.A && rr.owner().equals(name("www")));
    assertThat(result.unusable()).isEmpty();
    assertThat(result.findings())
        .singleElement()
        .hasToString("ERROR Www.Example. A: it has no signature");
  }

  @Test
  void signatures_that_are_past_or_to_come_are_told_of() {
    Zone zone = Presigning.of(signed("1 0 0 -"));
    assertThat(check(zone, WINDOW.expiration()).findings().get(0).message())
        .isEqualTo("its signature expired at " + WINDOW.expiration());
    assertThat(check(zone, WINDOW.expiration().minusSeconds(1)).findings()).isEmpty();
    assertThat(check(zone, WINDOW.inception().minusSeconds(1)).findings().get(0).message())
        .isEqualTo("its signature is not valid before " + WINDOW.inception());
  }

  @Test
  void a_signature_that_does_not_verify_is_told_of() {
    SignedZone signed = signed("");
    Zone zone =
        Presigning.of(signed, rr -> !(rr.owner().equals(name("www")) && rr.type() == RrType.A));
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT.withSignatures(true));
    copy(zone, builder);
    builder.add(name("www"), RrType.A, 60, new byte[] {10, 6, 6, 6});
    Zone forged = ((BuildResult.Built) builder.build()).zone();
    assertThat(check(forged, NOW).findings())
        .singleElement()
        .hasToString(
            "ERROR www.example. A: none of its signatures verifies with a key of the zone");
  }

  private static void copy(Zone zone, ZoneBuilder builder) {
    PackedIndex nodes = zone.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      for (RrSet[] sets : List.of(node.sets(), node.carried())) {
        for (RrSet set : sets) {
          for (int i = 0; i < set.count(); i++) {
            builder.add(node.name(APEX), set.type(), set.ttl(), set.rdata(i));
          }
        }
      }
    }
  }

  @Test
  void a_name_that_the_chain_leaves_out_is_told_of() {
    assertThat(
            without("", rr -> rr.type() == RrType.NSEC && rr.owner().equals(name("ns"))).findings())
        .anyMatch(
            finding -> finding.toString().startsWith("ERROR ns.example. NSEC: there is none"));
  }

  @Test
  void a_chain_of_hashes_that_is_not_closed_is_of_no_use() {
    PresignedCheck.Result result = without("1 0 0 -", this::isFirstHash);
    assertThat(result.unusable().orElseThrow()).contains("neither a closed chain of NSEC3");
  }

  private boolean isFirstHash(Presigning.Signed rr) {
    SignedZone signed = signed("1 0 0 -");
    DomainName first = signed.nsec3At(signed.hashes().first()).owner();
    return rr.owner().equals(first) && (rr.type() == RrType.NSEC3 || rr.covered() == RrType.NSEC3);
  }

  @Test
  void a_zone_without_keys_or_signatures_is_of_no_use() {
    assertThat(check(plain(), NOW).unusable().orElseThrow()).contains("it is not signed");
    assertThat(without("", rr -> rr.type() == RrType.DNSKEY).unusable().orElseThrow())
        .isEqualTo("there is no DNSKEY at its apex");
    assertThat(without("", rr -> rr.type() == RrType.NSEC).unusable()).isPresent();
  }

  @Test
  void a_second_chain_that_is_being_built_does_not_count_and_is_kept() {
    Zone done = Presigning.of(signed("1 0 0 -"));
    SignedZone other = signed("1 0 5 cc");
    SignedSet foreign = other.nsec3At(other.hashes().first());
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT.withSignatures(true));
    copy(done, builder);
    for (long at = done.hashes().first(); at != PackedIndex.NONE; at = done.hashes().next(at)) {
      Node node = Node.at(done.hashes(), at);
      for (RrSet set : node.carried()) {
        builder.add(node.hashedName(APEX), set.type(), set.ttl(), set.rdata(0));
      }
    }
    builder.add(foreign.owner(), RrType.NSEC3, 300, foreign.set().rdata(0));
    builder.add(foreign.owner(), RrType.RRSIG, 300, foreign.rrsigs().toSet().rdata(0));
    Zone both = ((BuildResult.Built) builder.build()).zone();
    assertThat(both.hashes().size()).isEqualTo(done.hashes().size() + 1);
    assertThat(served(both).denial()).isEqualTo(denial("1 0 0 -"));
    assertThat(check(both, NOW).findings()).isEmpty();
  }

  @Test
  void without_its_signatures_it_is_the_plain_zone() {
    for (String denial : List.of("", "1 1 0 -")) {
      Zone stripped = Presigning.of(signed(denial)).withoutSignatures(IntakePolicy.DEFAULT);
      assertThat(stripped.isPresigned()).isFalse();
      assertThat(SignedRecords.of(SignedZone.first(stripped, plan(KEYS, denial(denial)), 7)))
          .isEqualTo(SignedRecords.of(signed(denial)));
    }
  }
}
