package org.frontsigner.wire;

import java.util.Arrays;

/**
 * A record set in packed octets: a view of a place in an array that many sets share. The owner is
 * not part of it. Rdatas are uncompressed, each once, in canonical order (RFC 4034, 6.3), their
 * letter case kept. Immutable.
 *
 * <pre>
 *   type 2 | ttl 4 | mixed 1 bit, count 15 bits | rdata octets 2 | { length 2 | rdata }*
 * </pre>
 */
public final class RrSet {
  /** Octets before the first rdata. */
  public static final int HEADER_OCTETS = 10;

  /** The most records in a set. */
  public static final int COUNT_MAX = 0x7fff;

  /** The most octets that the rdatas of a set take, two length octets each included. */
  public static final int RDATA_OCTETS_MAX = 0xffff;

  private static final int MIXED = 0x8000;

  private final byte[] octets;
  private final int offset;

  private RrSet(byte[] octets, int offset) {
    this.octets = octets;
    this.offset = offset;
  }

  /** The set packed at {@code offset}; trusted, since only {@link RrSetBuilder} packs sets. */
  public static RrSet at(byte[] octets, int offset) {
    return new RrSet(octets, offset);
  }

  public int type() {
    return Octets.u16(octets, offset);
  }

  /** Seconds. Where the records of the set came with several TTLs, the lowest (RFC 2181, 5.2). */
  public long ttl() {
    return Octets.u32(octets, offset + 2);
  }

  public int count() {
    return Octets.u16(octets, offset + 6) & COUNT_MAX;
  }

  /** Whether the records came with several TTLs, so that they can't be told apart again. */
  public boolean mixedTtl() {
    return (Octets.u16(octets, offset + 6) & MIXED) != 0;
  }

  /** Octets of the whole packed set. */
  public int length() {
    return HEADER_OCTETS + rdataOctets();
  }

  /** Octets of all rdatas, with two length octets each. */
  public int rdataOctets() {
    return Octets.u16(octets, offset + 8);
  }

  /** The array that the positions below refer to; the caller must not change it. */
  public byte[] octets() {
    return octets;
  }

  /** Where in {@link #octets()} the packed set begins. */
  public int offset() {
    return offset;
  }

  /** The position of the first record, for {@link #rdataLength}, {@link #rdataAt} and next. */
  public int first() {
    return offset + HEADER_OCTETS;
  }

  /** The position of the record after that at {@code position}. */
  public int next(int position) {
    return position + 2 + rdataLength(position);
  }

  public int rdataLength(int position) {
    return Octets.u16(octets, position);
  }

  /** Where in {@link #octets()} the rdata of the record at {@code position} begins. */
  public int rdataAt(int position) {
    return position + 2;
  }

  /** A copy of the rdata with the given number, from 0. */
  public byte[] rdata(int number) {
    int position = first();
    for (int i = 0; i < number; i++) {
      position = next(position);
    }
    return Arrays.copyOfRange(octets, position + 2, position + 2 + rdataLength(position));
  }

  /** A copy of the packed octets. */
  public byte[] toOctets() {
    return Arrays.copyOfRange(octets, offset, offset + length());
  }

  /** Whether type, TTLs and rdatas are the same octets. */
  public boolean sameOctets(RrSet other) {
    return Arrays.equals(
        octets,
        offset,
        offset + length(),
        other.octets,
        other.offset,
        other.offset + other.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RrSet that && sameOctets(that);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toOctets());
  }

  @Override
  public String toString() {
    return RrType.name(type()) + " ttl " + ttl() + " with " + count() + " records";
  }

  static void writeHeader(
      byte[] target, int at, int type, long ttl, boolean mixed, int count, int rdataOctets) {
    Octets.putU16(target, at, type);
    Octets.putU32(target, at + 2, ttl);
    Octets.putU16(target, at + 6, mixed ? count | MIXED : count);
    Octets.putU16(target, at + 8, rdataOctets);
  }
}
