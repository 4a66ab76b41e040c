package org.frontsigner.zone;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Octets;

/**
 * Records one behind the other in packed octets, in the order in which they were added. What memory
 * holds is what the store keeps. Immutable; made by a {@link Builder}.
 *
 * <pre>
 *   { owner, uncompressed | type 2 | ttl 4 | rdata length 2 | rdata }*
 * </pre>
 */
public final class RecordList {
  public static final RecordList EMPTY = new RecordList(new byte[0], 0);

  private static final int FIXED_OCTETS = 8;

  private final byte[] octets;
  private final int size;

  private RecordList(byte[] octets, int size) {
    this.octets = octets;
    this.size = size;
  }

  /**
   * The list that was packed into {@code octets}; the array is kept, not copied.
   *
   * @throws IllegalArgumentException when the octets are no list, as after a fault of a disk
   */
  public static RecordList of(byte[] octets) {
    int at = 0;
    int size = 0;
    while (at < octets.length) {
      int owner = DomainName.octetsAt(octets, at);
      int fixed = at + owner;
      if (owner < 0 || fixed + FIXED_OCTETS > octets.length) {
        throw new IllegalArgumentException("damaged record list at octet " + at);
      }
      at = fixed + FIXED_OCTETS + Octets.u16(octets, fixed + 6);
      size++;
    }
    if (at != octets.length) {
      throw new IllegalArgumentException("damaged record list: the last record is cut off");
    }
    return new RecordList(octets, size);
  }

  /** The packed octets; the caller must not change them. */
  public byte[] octets() {
    return octets;
  }

  public int size() {
    return size;
  }

  /** What is done with each record. */
  @FunctionalInterface
  public interface Visitor {
    void record(DomainName owner, int type, long ttlSeconds, byte[] rdata);
  }

  /** Shows the records in their order. */
  public void forEach(Visitor visitor) {
    Cursor cursor = cursor();
    while (cursor.advance()) {
      visitor.record(cursor.owner(), cursor.type(), cursor.ttlSeconds(), cursor.rdata());
    }
  }

  /** Stands before the first record. */
  public Cursor cursor() {
    return new Cursor(octets);
  }

  /** Goes from record to record. Not thread-safe. */
  public static final class Cursor {
    private final byte[] octets;
    private DomainName owner;
    private int fixed;
    private int end;

    private Cursor(byte[] octets) {
      this.octets = octets;
    }

    /** Goes on to the next record; false behind the last. */
    public boolean advance() {
      if (end == octets.length) {
        return false;
      }
      owner = DomainName.at(octets, end);
      fixed = end + owner.length();
      end = fixed + FIXED_OCTETS + Octets.u16(octets, fixed + 6);
      return true;
    }

    public DomainName owner() {
      return owner;
    }

    public int type() {
      return Octets.u16(octets, fixed);
    }

    public long ttlSeconds() {
      return Octets.u32(octets, fixed + 2);
    }

    public byte[] rdata() {
      return Arrays.copyOfRange(octets, fixed + FIXED_OCTETS, end);
    }
  }

  /** Collects records. Not thread-safe. */
  public static final class Builder {
    private byte[] octets = new byte[256];
    private int end;
    private int size;

    public Builder add(DomainName owner, int type, long ttlSeconds, byte[] rdata) {
      return add(owner.octets(), owner.length(), type, ttlSeconds, rdata, 0, rdata.length);
    }

    /** Adds a record from parts of larger arrays. */
    public Builder add(
        byte[] owner,
        int ownerLength,
        int type,
        long ttlSeconds,
        byte[] rdata,
        int rdataFrom,
        int rdataLength) {
      reserve(ownerLength + FIXED_OCTETS + rdataLength);
      System.arraycopy(owner, 0, octets, end, ownerLength);
      int fixed = end + ownerLength;
      Octets.putU16(octets, fixed, type);
      Octets.putU32(octets, fixed + 2, ttlSeconds);
      Octets.putU16(octets, fixed + 6, rdataLength);
      System.arraycopy(rdata, rdataFrom, octets, fixed + FIXED_OCTETS, rdataLength);
      end = fixed + FIXED_OCTETS + rdataLength;
      size++;
      return this;
    }

    private void reserve(int more) {
      if (octets.length - end < more) {
        octets = Arrays.copyOf(octets, Math.max(end + more, octets.length * 2));
      }
    }

    public int size() {
      return size;
    }

    /** Octets collected so far. */
    public int octets() {
      return end;
    }

    public RecordList build() {
      return size == 0 ? EMPTY : new RecordList(Arrays.copyOf(octets, end), size);
    }
  }
}
