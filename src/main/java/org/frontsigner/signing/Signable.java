package org.frontsigner.signing;

import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/**
 * An index whose entries have sets to be signed, each in a numbered slot of its entry. Immutable.
 */
interface Signable {
  PackedIndex index();

  /** How many slots an entry has. */
  int slots(PackedChunk chunk, int ordinal);

  /** Sets the message to that of a slot; false when nothing is signed there. */
  boolean prepare(long place, int slot, RrsigMessage message);

  /** Whether the set in a slot is the same, octet for octet, as in an older index. */
  boolean sameAs(Signable older, long olderPlace, long place, int slot);

  /** The type of the set in a slot. */
  int type(long place, int slot);
}
