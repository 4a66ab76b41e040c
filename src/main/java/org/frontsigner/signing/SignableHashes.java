package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/** The NSEC3 records of a zone: one slot for each hash. Immutable. */
final class SignableHashes implements Signable {
  private final Nsec3Chain chain;

  SignableHashes(Nsec3Chain chain) {
    this.chain = chain;
  }

  @Override
  public PackedIndex index() {
    return chain.hashes();
  }

  @Override
  public int slots(PackedChunk chunk, int ordinal) {
    return 1;
  }

  @Override
  public int type(long place, int slot) {
    return RrType.NSEC3;
  }

  @Override
  public boolean prepare(long place, int slot, RrsigMessage message) {
    DomainName owner = chain.owner(place).lowerCase();
    message.over(chain.apex().lowerCase(), owner.octets(), 0, owner.length(), chain.set(place));
    return true;
  }

  @Override
  public boolean sameAs(Signable older, long olderPlace, long place, int slot) {
    return ((SignableHashes) older).chain.set(olderPlace).sameOctets(chain.set(place));
  }
}
