package org.frontsigner.signing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Zone;

/** The keys that others signed a zone with, to judge their signatures by. Not thread-safe. */
final class CarriedKeys {
  private static final int ALGORITHM_AT = 2;
  private static final int LABELS_AT = 3;
  private static final int TTL_AT = 4;
  private static final int EXPIRATION_AT = 8;
  private static final int INCEPTION_AT = 12;
  private static final int KEY_TAG_AT = 16;
  private static final int PUBLIC_KEY_AT = 4;
  private static final int REVOKED = 0x80;

  private record Key(int tag, int algorithm, byte[] publicKey) {}

  private final DomainName apex;
  private final CryptoChoice choice;
  private final long nowSeconds;
  private final List<Key> keys = new ArrayList<>();
  private Nsec3Hash hash;

  CarriedKeys(Zone zone, CryptoChoice choice, Instant now) {
    this.apex = zone.apex().lowerCase();
    this.choice = choice;
    this.nowSeconds = now.getEpochSecond();
    RrSet set = zone.apexNode().set(RrType.DNSKEY);
    for (int i = 0; set != null && i < set.count(); i++) {
      byte[] rdata = set.rdata(i);
      boolean isZoneKey = (Octets.u16(rdata, 0) & ZoneKey.ZONE_KEY) != 0;
      if (isZoneKey && (rdata[1] & REVOKED) == 0) {
        byte[] publicKey = Arrays.copyOfRange(rdata, PUBLIC_KEY_AT, rdata.length);
        keys.add(new Key(ZoneKey.keyTag(rdata), Octets.u8(rdata, 3), publicKey));
      }
    }
  }

  byte[] hash(DomainName name, Nsec3Parameters parameters) {
    if (hash == null) {
      hash = new Nsec3Hash(parameters);
    }
    return hash.of(name);
  }

  /** The time in seconds when the last of the signatures over a set expires. */
  static long latestExpiration(RrSet signatures) {
    long latest = 0;
    int position = signatures.first();
    for (int i = 0; i < signatures.count(); i++) {
      int at = signatures.rdataAt(position);
      latest = Math.max(latest, Octets.u32(signatures.octets(), at + EXPIRATION_AT));
      position = signatures.next(position);
    }
    return latest;
  }

  /** What is wrong with all signatures over a set, but for what is signed; empty: one is good. */
  Optional<String> fault(DomainName owner, RrSet signatures) {
    if (signatures == null) {
      return Optional.of("it has no signature");
    }
    Optional<String> fault = Optional.empty();
    int position = signatures.first();
    for (int i = 0; i < signatures.count(); i++) {
      fault = fault(owner, signatures.octets(), signatures.rdataAt(position));
      if (fault.isEmpty()) {
        return fault;
      }
      position = signatures.next(position);
    }
    return fault;
  }

  private Optional<String> fault(DomainName owner, byte[] octets, int at) {
    int tag = Octets.u16(octets, at + KEY_TAG_AT);
    long expiration = Octets.u32(octets, at + EXPIRATION_AT);
    long inception = Octets.u32(octets, at + INCEPTION_AT);
    int labels = owner.labelCount() - (owner.isWildcard() ? 1 : 0);
    if (keys.stream().noneMatch(key -> isOf(key, tag, octets, at))) {
      return Optional.of("its signature is of key tag %d, which the zone has not".formatted(tag));
    }
    if (nowSeconds >= expiration) {
      return Optional.of("its signature expired at " + Instant.ofEpochSecond(expiration));
    }
    if (nowSeconds < inception) {
      return Optional.of("its signature is not valid before " + Instant.ofEpochSecond(inception));
    }
    if (!DomainName.at(octets, at + SigningTerms.PREFIX_OCTETS).equals(apex)) {
      return Optional.of("its signature names another signer than the zone");
    }
    return Octets.u8(octets, at + LABELS_AT) == labels
        ? Optional.empty()
        : Optional.of("its signature is for a name of another number of labels");
  }

  private static boolean isOf(Key key, int tag, byte[] octets, int at) {
    return key.tag() == tag && key.algorithm() == Octets.u8(octets, at + ALGORITHM_AT);
  }

  /** Whether any signature verifies; also when there is one that we can't compute. */
  boolean verifies(DomainName owner, RrSet set, RrSet signatures) {
    int position = signatures.first();
    for (int i = 0; i < signatures.count(); i++) {
      int at = signatures.rdataAt(position);
      int end = at + signatures.rdataLength(position);
      if (verifies(owner.lowerCase(), set, signatures.octets(), at, end)) {
        return true;
      }
      position = signatures.next(position);
    }
    return false;
  }

  private boolean verifies(DomainName owner, RrSet set, byte[] octets, int at, int end) {
    RrSet asSigned = RrSetBuilder.withTtl(set, Octets.u32(octets, at + TTL_AT));
    byte[] message =
        RrsigMessage.mine()
            .over(apex, owner.octets(), 0, owner.length(), asSigned)
            .octetsToVerify(octets, at);
    int signatureAt = at + SigningTerms.PREFIX_OCTETS;
    signatureAt += DomainName.octetsAt(octets, signatureAt);
    byte[] signature = Arrays.copyOfRange(octets, signatureAt, end);
    int tag = Octets.u16(octets, at + KEY_TAG_AT);
    return keys.stream()
        .filter(key -> isOf(key, tag, octets, at))
        .anyMatch(key -> verifies(key, message, signature));
  }

  private boolean verifies(Key key, byte[] message, byte[] signature) {
    Optional<Algorithm> algorithm = Algorithm.of(key.algorithm());
    try {
      return algorithm.isEmpty()
          || choice.verifies(algorithm.get(), key.publicKey(), message, signature);
    } catch (GeneralSecurityException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | ArithmeticException e) {
      return false;
    }
  }
}
