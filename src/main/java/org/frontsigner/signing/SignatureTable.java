package org.frontsigner.signing;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.IntUnaryOperator;
import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/**
 * The signatures over all sets of an index, made when first asked for: one thread makes one, and
 * those who want the same wait for it. If the plan is to keep none, each is made when it is asked
 * for. Thread-safe.
 */
final class SignatureTable {
  private final Signable signable;
  private final SigningTerms terms;
  private final SignatureCounts counts;
  private final boolean keeps;
  private final AtomicReferenceArray<SignatureBlock> blocks;

  SignatureTable(Signable signable, SigningTerms terms, SigningPlan plan) {
    this.signable = signable;
    this.terms = terms;
    this.counts = plan.counts();
    this.keeps = plan.keepsSignatures();
    this.blocks = new AtomicReferenceArray<>(signable.index().chunkCount());
  }

  /** The signatures over the set in a slot; null when nothing is signed there. */
  byte[] get(long place, int slot) {
    if (!keeps) {
      return make(place, slot, SigningPurpose.ANSWER);
    }
    SignatureBlock block = block(PackedIndex.chunkNumber(place));
    byte[] there = block.get(PackedIndex.ordinal(place), slot);
    if (there == null) {
      return make(block, place, slot, SigningPurpose.ANSWER);
    }
    for (Signer signer : terms.signers(signable.type(place, slot))) {
      counts.countReused(signer.key().algorithm());
    }
    return there;
  }

  private SignatureBlock block(int number) {
    SignatureBlock block = blocks.getAcquire(number);
    if (block != null) {
      return block;
    }
    SignatureBlock fresh = new SignatureBlock(signable, signable.index().chunk(number));
    return blocks.compareAndSet(number, null, fresh) ? fresh : blocks.getAcquire(number);
  }

  /**
   * Nobody holds others up while a token takes its time; soft keys sign before one could notice.
   */
  private byte[] make(SignatureBlock block, long place, int slot, SigningPurpose purpose) {
    if (terms.tokenSigners(signable.type(place, slot)) > 0) {
      byte[] made = make(place, slot, purpose);
      return made == null ? null : block.setOnce(PackedIndex.ordinal(place), slot, made);
    }
    synchronized (block) {
      byte[] there = block.get(PackedIndex.ordinal(place), slot);
      if (there != null) {
        return there;
      }
      byte[] made = make(place, slot, purpose);
      if (made != null) {
        block.set(PackedIndex.ordinal(place), slot, made);
      }
      return made;
    }
  }

  private byte[] make(long place, int slot, SigningPurpose purpose) {
    RrsigMessage message = RrsigMessage.mine();
    return signable.prepare(place, slot, message) ? message.sign(terms, counts, purpose) : null;
  }

  /** Makes all signatures of a chunk that are still missing, if they are to be kept. */
  void fill(int number, SigningPurpose purpose, BooleanSupplier goesOn) {
    SignatureBlock block = keeps ? block(number) : null;
    if (block == null || block.isFull()) {
      return;
    }
    PackedChunk chunk = signable.index().chunk(number);
    for (int ordinal = 0; ordinal < chunk.count(); ordinal++) {
      for (int slot = 0; slot < block.slots(ordinal); slot++) {
        if (block.get(ordinal, slot) == null) {
          if (!goesOn.getAsBoolean()) {
            return;
          }
          make(block, PackedIndex.place(number, ordinal), slot, purpose);
        }
      }
    }
    block.setFull();
  }

  /** Whether all signatures of all chunks are made. */
  boolean isFull() {
    for (int i = 0; i < blocks.length(); i++) {
      SignatureBlock block = blocks.getAcquire(i);
      if (block == null || !block.isFull()) {
        return false;
      }
    }
    return true;
  }

  /** How many signatures tokens make for all sets, each time that the window changes. */
  long tokenSignatures() {
    return signatures(terms::tokenSigners);
  }

  /** How many signatures there are over all sets, made or not. */
  long signatures() {
    return signatures(type -> terms.signers(type).length);
  }

  /** {@code signers}: how many of those that sign a set of a type count. */
  private long signatures(IntUnaryOperator signers) {
    long count = 0;
    RrsigMessage message = RrsigMessage.mine();
    for (int number = 0; number < blocks.length(); number++) {
      PackedChunk chunk = signable.index().chunk(number);
      for (int ordinal = 0; ordinal < chunk.count(); ordinal++) {
        long place = PackedIndex.place(number, ordinal);
        for (int slot = 0; slot < signable.slots(chunk, ordinal); slot++) {
          int counting = signers.applyAsInt(signable.type(place, slot));
          count += counting > 0 && signable.prepare(place, slot, message) ? counting : 0;
        }
      }
    }
    return count;
  }

  long count() {
    long count = 0;
    for (int i = 0; i < blocks.length(); i++) {
      SignatureBlock block = blocks.getAcquire(i);
      count += block == null ? 0 : block.count();
    }
    return count;
  }

  long octets() {
    long octets = 0;
    for (int i = 0; i < blocks.length(); i++) {
      SignatureBlock block = blocks.getAcquire(i);
      octets += block == null ? 0 : block.octets();
    }
    return octets;
  }

  /**
   * Takes over every signature of an older table that is still right.
   *
   * @param sharing whether blocks of shared chunks may be shared; false when something changed that
   *     all sets of a kind depend on
   * @param suspects keys of entries in shared chunks whose sets may differ all the same, as that of
   *     an NSEC does when the name after it changed
   */
  void takeOver(SignatureTable older, boolean sharing, List<byte[]> suspects) {
    PackedIndex now = signable.index();
    PackedIndex then = older.signable.index();
    int old = 0;
    for (int number = 0; number < now.chunkCount(); number++) {
      PackedChunk chunk = now.chunk(number);
      while (old < then.chunkCount() && precedes(then.chunk(old), chunk)) {
        old++;
      }
      if (sharing && old < then.chunkCount() && then.chunk(old) == chunk) {
        blocks.set(number, older.blocks.getAcquire(old));
      } else {
        copyFrom(older, number);
      }
    }
    if (sharing) {
      suspects.forEach(key -> doubt(older, key));
    }
  }

  private static boolean precedes(PackedChunk older, PackedChunk chunk) {
    return older != chunk && Arrays.compareUnsigned(older.key(0), chunk.key(0)) < 0;
  }

  /** Looks the entries of a chunk up in the older index one by one. */
  private void copyFrom(SignatureTable older, int number) {
    PackedChunk chunk = signable.index().chunk(number);
    SignatureBlock block = new SignatureBlock(signable, chunk);
    for (int ordinal = 0; ordinal < chunk.count(); ordinal++) {
      long place = PackedIndex.place(number, ordinal);
      long olderPlace = older.signable.index().find(chunk.key(ordinal));
      if (olderPlace != PackedIndex.NONE) {
        copyEntry(older, olderPlace, block, place);
      }
    }
    blocks.set(number, block);
  }

  private void copyEntry(SignatureTable older, long olderPlace, SignatureBlock block, long place) {
    SignatureBlock source = older.blocks.getAcquire(PackedIndex.chunkNumber(olderPlace));
    if (source == null) {
      return;
    }
    int olderOrdinal = PackedIndex.ordinal(olderPlace);
    for (int slot = 0; slot < block.slots(PackedIndex.ordinal(place)); slot++) {
      int olderSlot = olderSlot(older, olderPlace, place, slot);
      byte[] octets =
          olderSlot < 0 || olderSlot >= source.slots(olderOrdinal)
              ? null
              : source.get(olderOrdinal, olderSlot);
      if (octets != null && signable.sameAs(older.signable, olderPlace, place, slot)) {
        block.set(PackedIndex.ordinal(place), slot, octets);
      }
    }
  }

  private int olderSlot(SignatureTable older, long olderPlace, long place, int slot) {
    int type = signable.type(place, slot);
    int slots =
        older.signable.slots(
            older.signable.index().chunkAt(olderPlace), PackedIndex.ordinal(olderPlace));
    for (int i = 0; i < slots; i++) {
      if (older.signable.type(olderPlace, i) == type) {
        return i;
      }
    }
    return -1;
  }

  /** Drops the signatures of an entry of a shared chunk that are right no more. */
  private void doubt(SignatureTable older, byte[] key) {
    long place = signable.index().find(key);
    long olderPlace = older.signable.index().find(key);
    if (place == PackedIndex.NONE
        || olderPlace == PackedIndex.NONE
        || signable.index().chunkAt(place) != older.signable.index().chunkAt(olderPlace)) {
      return;
    }
    int number = PackedIndex.chunkNumber(place);
    SignatureBlock block = blocks.getAcquire(number);
    if (block == null) {
      return;
    }
    if (block == older.blocks.getAcquire(PackedIndex.chunkNumber(olderPlace))) {
      block = block.copy();
      blocks.set(number, block);
    }
    for (int slot = 0; slot < block.slots(PackedIndex.ordinal(place)); slot++) {
      if (!signable.sameAs(older.signable, olderPlace, place, slot)) {
        block.set(PackedIndex.ordinal(place), slot, null);
      }
    }
  }
}
