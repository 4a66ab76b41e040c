package org.frontsigner.signing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;

/**
 * NSEC3 records made for a question, that cover next to nothing but the name asked for (RFC 7129,
 * appendix B). The latest are kept; who asks for the same at once waits for one computation.
 * Thread-safe.
 */
final class NarrowDenials {
  private static final int KEPT_MAX = 10_000;

  private final DomainName apex;
  private final Nsec3Parameters parameters;
  private final long ttlSeconds;
  private final SigningTerms terms;
  private final SignatureCounts counts;
  private final Cache<ByteBuffer, byte[]> signatures =
      Caffeine.newBuilder().maximumSize(KEPT_MAX).executor(Runnable::run).build();
  private final boolean keeps;

  NarrowDenials(
      DomainName apex,
      Nsec3Parameters parameters,
      long ttlSeconds,
      SigningTerms terms,
      SigningPlan plan) {
    this.apex = apex;
    this.parameters = parameters;
    this.ttlSeconds = ttlSeconds;
    this.terms = terms;
    this.counts = plan.counts();
    this.keeps = plan.keepsSignatures();
  }

  /** The record at the hash of a name that exists: it shows its types. */
  SignedSet matching(byte[] hash, byte[] bitmap) {
    return record(hash, bitmap);
  }

  /** The record just before the hash of a name that does not exist. */
  SignedSet covering(byte[] hash) {
    return record(Nsec3Hash.neighbour(hash, -1), new byte[0], Nsec3Hash.neighbour(hash, 1));
  }

  private SignedSet record(byte[] hash, byte[] bitmap) {
    return record(hash, bitmap, Nsec3Hash.neighbour(hash, 1));
  }

  private SignedSet record(byte[] hash, byte[] bitmap, byte[] next) {
    DomainName owner = apex.child(Nsec3Hash.label(hash, 0));
    RrSet set = Nsec3Chain.set(parameters, ttlSeconds, next, bitmap);
    DomainName lower = owner.lowerCase();
    byte[] made =
        keeps ? signatures.get(key(hash, set), absent -> sign(lower, set)) : sign(lower, set);
    Rrsigs rrsigs = new MadeRrsigs(terms, set.type(), lower.labelCount(), ttlSeconds, made);
    return new SignedSet(owner, set, rrsigs);
  }

  private byte[] sign(DomainName owner, RrSet set) {
    return RrsigMessage.mine()
        .over(apex.lowerCase(), owner.octets(), 0, owner.length(), set)
        .sign(terms, counts, SigningPurpose.ONE_ANSWER);
  }

  private static ByteBuffer key(byte[] hash, RrSet set) {
    byte[] packed = set.toOctets();
    return ByteBuffer.allocate(hash.length + packed.length).put(hash).put(packed).flip();
  }
}
