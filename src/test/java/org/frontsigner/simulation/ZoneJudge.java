package org.frontsigner.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.frontsigner.signing.Nsec3Hash;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.TypeBitmap;

/**
 * Whether a signed zone is whole: a signature over each set that is to have one, by each algorithm
 * of its keys that signs at all, and one chain of denial through all its names (RFC 4035, 2; RFC
 * 5155, 7.1). Whoever answers from such a zone, as long as its signatures last, answers nothing
 * bogus.
 */
final class ZoneJudge {
  private static final int NSEC3_FLAGS_AT = 1;
  private static final int NSEC3_SALT_AT = 4;
  private static final int OPT_OUT = 1;

  private final Content content;
  private final Chain chain;
  private final long nowSeconds;
  private final NavigableMap<byte[], NavigableMap<Integer, HeldSet>> names;
  private final TreeSet<byte[]> cuts = new TreeSet<>(Arrays::compareUnsigned);

  private ZoneJudge(Content content, Verifier verifier, long nowSeconds) {
    this.content = content;
    this.names = content.names();
    HeldSet dnskeys = content.set(content.apex(), RrType.DNSKEY);
    require(dnskeys != null, "the zone has no DNSKEY set");
    this.chain = new Chain(verifier, content.apex(), dnskeys);
    this.nowSeconds = nowSeconds;
  }

  /** When the first of a zone's signatures begins to be valid, and when one ends. */
  record Validity(long latestInception, long earliestExpiration) {
    boolean holdsAt(long nowSeconds) {
      return Verifier.isReached(latestInception, nowSeconds)
          && !Verifier.isReached(earliestExpiration, nowSeconds);
    }
  }

  /** Throws where the zone is not whole; it need not be signed. */
  static Validity judge(Content content, Verifier verifier, long nowSeconds) {
    if (content.set(content.apex(), RrType.DNSKEY) == null) {
      require(
          content.names().values().stream()
              .flatMap(sets -> sets.values().stream())
              .allMatch(set -> set.rrsigs().isEmpty()),
          "a zone without keys has signatures");
      return new Validity(
          (nowSeconds - 1) & 0xffff_ffffL, (nowSeconds + (1L << 30)) & 0xffff_ffffL);
    }
    return new ZoneJudge(content, verifier, nowSeconds).judge();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation("a zone is broken: " + what);
    }
  }

  private Validity judge() {
    for (byte[] key : names.keySet()) {
      if (key.length > 0 && names.get(key).containsKey(RrType.NS) && !isBelowCut(key)) {
        cuts.add(key);
      }
    }
    List<byte[]> rrsigs = new ArrayList<>();
    Set<Integer> algorithms = null;
    for (Map.Entry<byte[], NavigableMap<Integer, HeldSet>> name : names.entrySet()) {
      for (HeldSet set : name.getValue().values()) {
        if (!isToBeSigned(name.getKey(), set)) {
          require(set.rrsigs().isEmpty(), set + " has a signature");
          continue;
        }
        Set<Integer> signed = chain.algorithmsOf(set, nowSeconds);
        if (signed.isEmpty()) {
          throw new Violation("a zone is broken: " + chain.flawOf(set, nowSeconds));
        }
        rrsigs.addAll(set.rrsigs());
        if (set.type() == RrType.DNSKEY
            || set.type() == RrType.CDS
            || set.type() == RrType.CDNSKEY) {
          // RFC 4035, 2.2: the algorithms of the DS set are enough, and more do no harm.
          continue;
        }
        require(
            algorithms == null || algorithms.equals(signed),
            set + " is signed by algorithms " + signed + ", others by " + algorithms);
        algorithms = signed;
      }
    }
    judgeDenial();
    return validity(rrsigs);
  }

  private Validity validity(List<byte[]> rrsigs) {
    long inception = Verifier.inception(rrsigs.get(0));
    long expiration = Verifier.expiration(rrsigs.get(0));
    for (byte[] rrsig : rrsigs) {
      inception =
          isAfter(Verifier.inception(rrsig), inception) ? Verifier.inception(rrsig) : inception;
      expiration =
          isAfter(expiration, Verifier.expiration(rrsig)) ? Verifier.expiration(rrsig) : expiration;
    }
    require(
        rrsigs.stream().allMatch(each -> Verifier.isValidAt(each, nowSeconds)),
        "a signature is out of its time");
    return new Validity(inception, expiration);
  }

  private static boolean isAfter(long time, long other) {
    return (int) (time - other) > 0;
  }

  private boolean isBelowCut(byte[] key) {
    byte[] at = key;
    while (at.length > 0) {
      at = NameKey.parent(at);
      if (cuts.contains(at)) {
        return true;
      }
    }
    return false;
  }

  private boolean isToBeSigned(byte[] key, HeldSet set) {
    if (isNsec3(set)) {
      return true;
    }
    if (isBelowCut(key)) {
      return false;
    }
    return !cuts.contains(key) || set.type() == RrType.DS || set.type() == RrType.NSEC;
  }

  private static boolean isNsec3(HeldSet set) {
    return set.type() == RrType.NSEC3;
  }

  private void judgeDenial() {
    HeldSet parameters = content.set(content.apex(), RrType.NSEC3PARAM);
    List<byte[]> owners = new ArrayList<>();
    for (Map.Entry<byte[], NavigableMap<Integer, HeldSet>> name : names.entrySet()) {
      boolean isHash = name.getValue().values().stream().anyMatch(ZoneJudge::isNsec3);
      if (!isHash && !isBelowCut(name.getKey())) {
        owners.add(name.getKey());
      }
    }
    if (parameters == null) {
      judgeNsec(owners);
    } else {
      judgeNsec3(owners, parameters.rdata().get(0));
    }
  }

  private int[] typesAt(byte[] key) {
    NavigableMap<Integer, HeldSet> sets = names.getOrDefault(key, new TreeMap<>());
    boolean isCut = cuts.contains(key);
    TreeSet<Integer> types = new TreeSet<>();
    for (HeldSet set : sets.values()) {
      if (!isCut
          || set.type() == RrType.NS
          || set.type() == RrType.DS
          || set.type() == RrType.NSEC) {
        types.add(set.type());
        if (isToBeSigned(key, set)) {
          types.add(RrType.RRSIG);
        }
      }
    }
    return types.stream().mapToInt(type -> type).toArray();
  }

  private void judgeNsec(List<byte[]> owners) {
    for (int i = 0; i < owners.size(); i++) {
      byte[] key = owners.get(i);
      HeldSet nsec = names.get(key).get(RrType.NSEC);
      DomainName owner = NameKey.toName(key, content.apex());
      require(nsec != null && nsec.rdata().size() == 1, owner + " has not one NSEC");
      byte[] rdata = nsec.rdata().get(0);
      DomainName next = DomainName.at(rdata, 0);
      byte[] expected = owners.get((i + 1) % owners.size());
      require(
          Arrays.equals(NameKey.of(next, content.apex()), expected),
          "the NSEC of " + owner + " leads to " + next);
      requireBitmap(owner.toString(), typesAt(key), rdata, next.length());
    }
  }

  private static void requireBitmap(String what, int[] types, byte[] rdata, int from) {
    byte[] bitmap = types.length == 0 ? new byte[0] : TypeBitmap.of(types);
    require(
        Arrays.equals(bitmap, Arrays.copyOfRange(rdata, from, rdata.length)),
        "the types in the denial of " + what + " are not " + Arrays.toString(types));
  }

  private void judgeNsec3(List<byte[]> owners, byte[] parameters) {
    Nsec3Hash hash = new Nsec3Hash(parsed(parameters));
    NavigableMap<byte[], byte[]> due = new TreeMap<>(Arrays::compareUnsigned);
    for (byte[] key : owners) {
      for (byte[] at = key; ; at = NameKey.parent(at)) {
        byte[] hashed = hash.of(NameKey.toName(at, content.apex()));
        due.put(hashed, at);
        if (at.length == 0) {
          break;
        }
      }
    }
    NavigableMap<byte[], HeldSet> there = new TreeMap<>(Arrays::compareUnsigned);
    for (NavigableMap<Integer, HeldSet> sets : names.values()) {
      HeldSet nsec3 = sets.get(RrType.NSEC3);
      if (nsec3 != null) {
        require(nsec3.rdata().size() == 1, nsec3 + " has several records");
        there.put(Base32Hex.decode(label(nsec3.owner())), nsec3);
      }
    }
    judgeNsec3(due, there);
  }

  private void judgeNsec3(NavigableMap<byte[], byte[]> due, NavigableMap<byte[], HeldSet> there) {
    boolean isOptOut =
        there.values().stream()
            .anyMatch(set -> (set.rdata().get(0)[NSEC3_FLAGS_AT] & OPT_OUT) != 0);
    for (Map.Entry<byte[], byte[]> each : due.entrySet()) {
      boolean mayLack = isOptOut && isInsecureBelow(each.getValue());
      require(
          mayLack || there.containsKey(each.getKey()),
          "no NSEC3 for " + NameKey.toName(each.getValue(), content.apex()));
    }
    List<byte[]> hashes = new ArrayList<>(there.keySet());
    for (int i = 0; i < hashes.size(); i++) {
      HeldSet nsec3 = there.get(hashes.get(i));
      byte[] rdata = nsec3.rdata().get(0);
      int nextAt = NSEC3_SALT_AT + 1 + (rdata[NSEC3_SALT_AT] & 0xff) + 1;
      byte[] next = Arrays.copyOfRange(rdata, nextAt, nextAt + Nsec3Hash.OCTETS);
      require(Arrays.equals(next, hashes.get((i + 1) % hashes.size())), nsec3 + " leads elsewhere");
      byte[] key = due.get(hashes.get(i));
      require(key != null, nsec3 + " is of no name");
      requireBitmap(nsec3.toString(), typesAt(key), rdata, nextAt + Nsec3Hash.OCTETS);
    }
  }

  /** A delegation without a DS, or a name that is there for such alone. */
  private boolean isInsecureBelow(byte[] key) {
    NavigableMap<Integer, HeldSet> sets = names.get(key);
    if (sets != null) {
      return cuts.contains(key) && !sets.containsKey(RrType.DS);
    }
    return names.keySet().stream()
        .filter(other -> NameKey.isAtOrBelow(other, key) && !isBelowCut(other))
        .allMatch(other -> cuts.contains(other) && !names.get(other).containsKey(RrType.DS));
  }

  static Nsec3Parameters parsed(byte[] parameters) {
    int saltOctets = parameters[NSEC3_SALT_AT] & 0xff;
    StringBuilder salt = new StringBuilder();
    for (int i = 0; i < saltOctets; i++) {
      salt.append("%02x".formatted(parameters[NSEC3_SALT_AT + 1 + i] & 0xff));
    }
    return Nsec3Parameters.parse(
        "1 0 %d %s".formatted(Octets.u16(parameters, 2), saltOctets == 0 ? "-" : salt));
  }

  private static String label(DomainName owner) {
    byte[] octets = owner.octets();
    return new String(octets, 1, octets[0], StandardCharsets.US_ASCII);
  }

  /** What the zone is but for the octets of its signatures, as one text of octets. */
  static byte[] digest(Content content) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (NavigableMap<Integer, HeldSet> sets : content.names().values()) {
      for (HeldSet set : sets.values()) {
        all.writeBytes(set.owner().octets());
        all.write(set.type());
        all.writeBytes(Long.toString(set.ttl()).getBytes(StandardCharsets.US_ASCII));
        set.rdata().forEach(all::writeBytes);
        set.rrsigs().forEach(rrsig -> all.write(rrsig, 0, 18 + content.apex().length()));
      }
    }
    return all.toByteArray();
  }
}
