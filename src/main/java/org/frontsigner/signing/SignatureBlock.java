package org.frontsigner.signing;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.frontsigner.zone.PackedChunk;

/** Room for the signatures over the sets of one chunk. Slots are filled once and never emptied. */
final class SignatureBlock {
  private final char[] firstSlots;
  private final AtomicReferenceArray<byte[]> signatures;
  private volatile boolean full;

  SignatureBlock(Signable signable, PackedChunk chunk) {
    firstSlots = new char[chunk.count() + 1];
    for (int i = 0; i < chunk.count(); i++) {
      firstSlots[i + 1] = (char) (firstSlots[i] + signable.slots(chunk, i));
    }
    signatures = new AtomicReferenceArray<>(firstSlots[chunk.count()]);
  }

  private SignatureBlock(SignatureBlock source) {
    firstSlots = source.firstSlots;
    signatures = new AtomicReferenceArray<>(source.signatures.length());
    for (int i = 0; i < signatures.length(); i++) {
      signatures.setPlain(i, source.signatures.getAcquire(i));
    }
  }

  /**
   * A block with the same signatures that can lose some without harm to those who read this one.
   */
  SignatureBlock copy() {
    return new SignatureBlock(this);
  }

  int slots(int ordinal) {
    return firstSlots[ordinal + 1] - firstSlots[ordinal];
  }

  byte[] get(int ordinal, int slot) {
    return signatures.getAcquire(firstSlots[ordinal] + slot);
  }

  void set(int ordinal, int slot, byte[] octets) {
    signatures.setRelease(firstSlots[ordinal] + slot, octets);
  }

  /** Sets what is not there yet, and returns what is there then: nobody gets two of one. */
  byte[] setOnce(int ordinal, int slot, byte[] octets) {
    byte[] there = signatures.compareAndExchange(firstSlots[ordinal] + slot, null, octets);
    return there == null ? octets : there;
  }

  boolean isFull() {
    return full;
  }

  void setFull() {
    full = true;
  }

  int count() {
    int count = 0;
    for (int i = 0; i < signatures.length(); i++) {
      count += signatures.getAcquire(i) == null ? 0 : 1;
    }
    return count;
  }

  long octets() {
    long octets = 0;
    for (int i = 0; i < signatures.length(); i++) {
      byte[] signature = signatures.getAcquire(i);
      octets += signature == null ? 0 : signature.length;
    }
    return octets;
  }
}
