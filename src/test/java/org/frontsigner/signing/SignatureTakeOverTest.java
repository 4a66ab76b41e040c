package org.frontsigner.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.PatchResult;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.frontsigner.zone.ZonePatch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Zones of many chunks that change a little: most chunks are shared with the value before, and so
 * are their signatures, but for those of records that tell of a neighbour in another chunk.
 */
class SignatureTakeOverTest {
  private static final DomainName APEX = DomainName.parse("example.");
  private static final int NAMES = 900;
  private static final int STEPS = 12;
  private static final KeyMaker MAKER = new KeyMaker(new SecureRandom());
  private static final ZoneKey CSK =
      new ZoneKey(1, ZoneKey.SECURE_ENTRY_POINT, true, true, MAKER.make(Algorithm.ED25519, 256));

  private final Random random = new Random(5155);
  private final TreeSet<Integer> names = new TreeSet<>();

  private static SigningPlan plan(Denial denial) {
    return new SigningPlan(
        KeySet.of(List.of(CSK)),
        denial,
        SigningWindow.at(Instant.parse("2026-11-24T04:00:00Z"), SigningWindow.Shape.POWERDNS),
        new PublishPolicy(List.of(2), true, false, OptionalLong.empty(), false),
        CryptoChoice.best(false),
        true,
        new SignatureCounts());
  }

  private static DomainName name(int number) {
    return APEX.child("host%05d".formatted(number));
  }

  private static byte[] address(int number) {
    return new byte[] {10, 0, (byte) (number >> 8), (byte) number};
  }

  private static byte[] soa(long serial) {
    return new Soa(3600, APEX, APEX, serial, 1, 1, 1, 300).rdata();
  }

  private Zone build(long serial) {
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    builder.add(APEX, RrType.SOA, 3600, soa(serial));
    builder.add(APEX, RrType.NS, 3600, name(0).octets());
    names.forEach(number -> builder.add(name(number), RrType.A, 3600, address(number)));
    return ((BuildResult.Built) builder.build()).zone();
  }

  /** One name goes, the first of a chunk, and another one comes. */
  private Difference change(SignedZone signed, long serial) {
    int gone = firstOfAChunk(signed);
    int come = random.nextInt(0xffff);
    RecordList.Builder removed = new RecordList.Builder();
    RecordList.Builder added = new RecordList.Builder();
    removed.add(APEX, RrType.SOA, 3600, soa(serial));
    added.add(APEX, RrType.SOA, 3600, soa(serial + 1));
    if (!names.contains(come)) {
      removed.add(name(gone), RrType.A, 3600, address(gone));
      added.add(name(come), RrType.A, 3600, address(come));
      names.remove(gone);
      names.add(come);
    }
    return new Difference(serial, serial + 1, removed.build(), added.build());
  }

  private int firstOfAChunk(SignedZone signed) {
    PackedIndex index = signed.hasHashChain() ? signed.hashes() : signed.nodes();
    byte[] first = index.chunk(1 + random.nextInt(index.chunkCount() - 1)).key(0);
    for (int number : names) {
      if (Arrays.equals(first, place(signed, name(number)))) {
        return number;
      }
    }
    throw new AssertionError("no name is first in its chunk");
  }

  private static byte[] place(SignedZone signed, DomainName name) {
    return signed.hasHashChain()
        ? signed.hash(name.octets(), 0, name.length())
        : NameKey.of(name, APEX);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"NSEC", "1 0 0 -", "1 1 0 ab"})
  void whatIsServedIsSignedAndLittleIsSignedAnew(String parameters) {
    Denial denial =
        parameters.equals("NSEC")
            ? new Denial.Nsec()
            : new Denial.Nsec3(Nsec3Parameters.parse(parameters));
    while (names.size() < NAMES) {
      names.add(random.nextInt(0xffff));
    }
    SigningPlan plan = plan(denial);
    SignedZone signed = SignedZone.first(build(1), plan, 1);
    signAll(signed);
    for (long serial = 1; serial <= STEPS; serial++) {
      long before = plan.counts().made(Algorithm.ED25519);
      signed = next(signed, serial, plan);
      assertThat(signed.nodes().chunkCount()).isGreaterThan(3);
      signAll(signed);
      assertThat(plan.counts().made(Algorithm.ED25519) - before).isBetween(1L, 12L);
      SignedZone anew = SignedZone.first(build(serial + 1), plan(denial), serial + 1);
      assertThat(SignedRecords.of(signed)).isEqualTo(SignedRecords.of(anew));
      assertThat(signed.signatureCount()).isEqualTo(anew.signatureCount());
      assertThat(signed.signatureOctets()).isEqualTo(anew.signatureOctets());
    }
  }

  private SignedZone next(SignedZone signed, long serial, SigningPlan plan) {
    PatchResult.Patched patched =
        (PatchResult.Patched)
            ZonePatch.apply(signed.zone(), change(signed, serial), IntakePolicy.DEFAULT);
    // Every third comes as a whole transfer: nothing is known then of what changed.
    return serial % 3 == 0
        ? signed.next(build(serial + 1), null, plan, serial + 1)
        : signed.next(patched.zone(), patched.changedKeys(), plan, serial + 1);
  }

  private static void signAll(SignedZone zone) {
    for (int chunk = 0; chunk < zone.chunkCount(); chunk++) {
      zone.sign(chunk);
    }
  }
}
