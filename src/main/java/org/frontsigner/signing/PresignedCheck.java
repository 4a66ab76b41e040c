package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.TypeBitmap;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.Findings;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;

/**
 * Looks through a pre-signed zone for what would keep resolvers from validating it: sets that no
 * valid signature covers, names that the chain of denials leaves out or shows wrongly. Every set
 * and every link is looked at; of the signatures themselves, which are dear to compute, those of
 * the apex and a random sample. Not thread-safe; for one walk.
 */
public final class PresignedCheck {
  /** More findings are only counted, in one that comes last. */
  private static final int FINDINGS_MAX = 100;

  /**
   * What was found.
   *
   * @param unusable why the zone can't be served as a pre-signed one at all; empty when it can
   * @param findings of severity ERROR: what is or soon will be bogus
   * @param earliestExpiration when the first set has no valid signature any more
   */
  public record Result(
      Optional<String> unusable, List<Finding> findings, Optional<Instant> earliestExpiration) {
    /** The first error; empty when there is none. */
    public Optional<Finding> firstError() {
      return findings.stream()
          .filter(finding -> finding.severity() == Finding.Severity.ERROR)
          .findFirst();
    }
  }

  /** A set whose signatures are to be verified. */
  private record Sample(DomainName owner, RrSet set, RrSet signatures) {}

  private final Zone zone;
  private final DomainName apex;
  private final CarriedChain chain;
  private final CarriedKeys keys;
  private final RandomGenerator random;
  private final int samplesMax;
  private final Findings findings;
  private final List<Sample> samples = new ArrayList<>();
  private Set<byte[]> changed;
  private long sampled;
  private int hashesMet;
  private long earliestSeconds = Long.MAX_VALUE;
  private DomainName expectedNext;
  private DomainName lastOwner;

  private PresignedCheck(
      Zone zone, CryptoChoice choice, Instant now, RandomGenerator random, int samplesMax) {
    this.zone = zone;
    this.apex = zone.apex();
    this.chain = CarriedChain.of(zone);
    this.keys = new CarriedKeys(zone, choice, now);
    this.random = random;
    this.samplesMax = samplesMax;
    this.findings = new Findings(apex, FINDINGS_MAX);
  }

  /**
   * Checks a zone.
   *
   * @param changedKeys keys of the names to be hashed and sampled, where only these changed; null
   *     for all
   * @param samplesMax how many sets, beside those of the apex, have their signatures verified
   */
  public static Result check(
      Zone zone,
      List<byte[]> changedKeys,
      CryptoChoice choice,
      Instant now,
      RandomGenerator random,
      int samplesMax) {
    return new PresignedCheck(zone, choice, now, random, samplesMax).run(changedKeys);
  }

  /** How a pre-signed zone denies names; NSEC also where it can't. */
  public static Denial denial(Zone zone) {
    return CarriedChain.of(zone).denial();
  }

  /** When the first set of a pre-signed zone has no signature that is not past. */
  public static Optional<Instant> earliestExpiration(Zone zone) {
    long earliest = Long.MAX_VALUE;
    for (PackedIndex index : List.of(zone.nodes(), zone.hashes())) {
      for (long place = index.first(); place != PackedIndex.NONE; place = index.next(place)) {
        for (RrSet set : Node.at(index, place).carried()) {
          if (set.type() == RrType.RRSIG) {
            earliest = Math.min(earliest, CarriedKeys.latestExpiration(set));
          }
        }
      }
    }
    return time(earliest);
  }

  private static Optional<Instant> time(long seconds) {
    return seconds == Long.MAX_VALUE
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(seconds));
  }

  private Result run(List<byte[]> changedKeys) {
    Optional<String> unusable = unusable();
    if (unusable.isEmpty()) {
      if (changedKeys != null) {
        changed = new TreeSet<>(Arrays::compareUnsigned);
        changed.addAll(changedKeys);
      }
      PackedIndex nodes = zone.nodes();
      for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
        look(Node.at(nodes, place));
      }
      lookAtEnd();
      lookAtHashes();
      samples.forEach(this::verify);
    }
    return new Result(unusable, findings.all(), time(earliestSeconds));
  }

  private Optional<String> unusable() {
    if (!zone.isPresigned()) {
      return Optional.of("there is no signature over its SOA: it is not signed");
    }
    if (zone.apexNode().set(RrType.DNSKEY) == null) {
      return Optional.of("there is no DNSKEY at its apex");
    }
    if (!chain.isHashed() && !chain.isNsec()) {
      return Optional.of(
          "there is neither a closed chain of NSEC3 records that an NSEC3PARAM of at most %d"
                  .formatted(Nsec3Parameters.ITERATIONS_MAX)
              + " iterations announces, nor an NSEC record at its apex");
    }
    return Optional.empty();
  }

  private void look(Node node) {
    if (!node.kind().isVisible()) {
      return;
    }
    byte[] key = node.key();
    DomainName owner = node.name(apex);
    boolean isChanged = changed == null || changed.contains(key) || key.length == 0;
    for (RrSet set : node.sets()) {
      if (node.isAuthoritative(set.type())) {
        lookAtSet(owner, set, node.signatures(set.type()), isChanged, key.length == 0);
      }
    }
    if (chain.isNsec()) {
      lookAtNsec(node, owner, isChanged);
    } else if (isChanged) {
      lookAtHash(node, owner);
    }
  }

  private void lookAtSet(
      DomainName owner, RrSet set, RrSet signatures, boolean isChanged, boolean always) {
    Optional<String> fault = keys.fault(owner, signatures);
    if (fault.isPresent()) {
      findings.error(owner, set.type(), fault.get());
    }
    if (signatures != null) {
      earliestSeconds = Math.min(earliestSeconds, CarriedKeys.latestExpiration(signatures));
      if (isChanged && fault.isEmpty()) {
        sample(new Sample(owner, set, signatures), always);
      }
    }
  }

  /** Each of those that are not always verified has the same chance. */
  private void sample(Sample sample, boolean always) {
    if (always) {
      samples.add(0, sample);
      return;
    }
    long number = sampled++;
    if (number < samplesMax) {
      samples.add(sample);
    } else {
      long at = random.nextLong(number + 1);
      if (at < samplesMax) {
        samples.set(samples.size() - 1 - (int) at, sample);
      }
    }
  }

  private void lookAtNsec(Node node, DomainName owner, boolean isChanged) {
    if (!NsecChain.isOwner(node.kind())) {
      return;
    }
    if (expectedNext != null && !expectedNext.equals(owner)) {
      findings.error(
          lastOwner,
          RrType.NSEC,
          "its next name is %s, and the next name is %s".formatted(expectedNext, owner));
    }
    expectedNext = null;
    lastOwner = owner;
    RrSet nsec = node.carried(RrType.NSEC);
    if (nsec == null) {
      findings.error(owner, RrType.NSEC, "there is none, so that nothing can be denied here");
      return;
    }
    byte[] rdata = nsec.rdata(0);
    expectedNext = DomainName.at(rdata, 0);
    byte[] bitmap = Arrays.copyOfRange(rdata, expectedNext.length(), rdata.length);
    if (nsec.count() > 1) {
      findings.error(owner, RrType.NSEC, "there are several");
    }
    compare(owner, RrType.NSEC, bitmap, TypeBitmap.of(NsecChain.types(node)));
    lookAtSet(owner, nsec, node.signatures(RrType.NSEC), isChanged, false);
  }

  private void lookAtEnd() {
    if (expectedNext != null && !expectedNext.equals(apex)) {
      findings.error(
          lastOwner,
          RrType.NSEC,
          "it is the last name, and its next name is %s, not the apex".formatted(expectedNext));
    }
  }

  private void lookAtHash(Node node, DomainName owner) {
    byte[] hash = keys.hash(NameKey.toName(node.key(), apex), chain.parameters());
    long place = chain.hashes().find(hash);
    if (place != PackedIndex.NONE) {
      hashesMet++;
      compare(owner, RrType.NSEC3, chain.bitmap(place), Nsec3Chain.bitmap(node));
      return;
    }
    boolean mayBeLeftOut = node.isInsecureDelegation() || node.kind().isEmptyNonTerminal();
    if (!mayBeLeftOut || !chain.coversWithOptOut(hash)) {
      findings.error(owner, RrType.NSEC3, "there is none, so that the name is denied");
    }
  }

  private void compare(DomainName owner, int type, byte[] shown, byte[] due) {
    if (!Arrays.equals(shown, due)) {
      findings.error(
          owner,
          type,
          "it shows the types %s, and there are %s".formatted(types(shown), types(due)));
    }
  }

  private static String types(byte[] bitmap) {
    if (!TypeBitmap.isValid(bitmap, 0, bitmap.length)) {
      return "of a malformed bitmap";
    }
    List<String> names = new ArrayList<>();
    for (int type : TypeBitmap.types(bitmap, 0, bitmap.length)) {
      names.add(RrType.name(type));
    }
    return String.join(" ", names);
  }

  private void lookAtHashes() {
    if (!chain.isHashed()) {
      return;
    }
    PackedIndex hashes = chain.hashes();
    for (long place = hashes.first(); place != PackedIndex.NONE; place = hashes.next(place)) {
      Node node = Node.at(hashes, place);
      RrSet set = node.carried(RrType.NSEC3);
      lookAtSet(node.hashedName(apex), set, node.signatures(RrType.NSEC3), true, false);
    }
    if (changed == null && hashesMet < hashes.size()) {
      findings.warn(
          apex, RrType.NSEC3, "%d of them belong to no name".formatted(hashes.size() - hashesMet));
    }
  }

  private void verify(Sample sample) {
    if (!keys.verifies(sample.owner(), sample.set(), sample.signatures())) {
      findings.error(
          sample.owner(),
          sample.set().type(),
          "none of its signatures verifies with a key of the zone");
    }
  }
}
