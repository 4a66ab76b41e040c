package org.frontsigner.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects records of one owner and type and packs them. Not thread-safe; for one set. */
public final class RrSetBuilder {
  private final int type;
  private final List<byte[]> rdatas = new ArrayList<>(2);
  private long ttl = -1;
  private boolean mixed;

  public RrSetBuilder(int type) {
    this.type = type;
  }

  /** Begins with the records of a set. */
  public static RrSetBuilder from(RrSet set) {
    RrSetBuilder builder = new RrSetBuilder(set.type());
    for (int i = 0; i < set.count(); i++) {
      builder.add(set.ttl(), set.rdata(i));
    }
    builder.mixed = set.mixedTtl();
    return builder;
  }

  /** Adds a record; {@code rdata} is uncompressed and valid for the type. */
  public RrSetBuilder add(long ttlSeconds, byte[] rdata) {
    if (ttl >= 0 && ttl != ttlSeconds) {
      mixed = true;
    }
    ttl = ttl < 0 ? ttlSeconds : Math.min(ttl, ttlSeconds);
    rdatas.add(rdata);
    return this;
  }

  /** Records added so far. */
  public int size() {
    return rdatas.size();
  }

  /** Octets that the rdatas added so far take in a packed set. */
  public long rdataOctets() {
    return rdatas.stream().mapToLong(rdata -> rdata.length + 2L).sum();
  }

  public boolean isEmpty() {
    return rdatas.isEmpty();
  }

  /** Whether a record with this rdata was added, letter case of names aside where it is none. */
  public boolean contains(byte[] rdata) {
    for (byte[] there : rdatas) {
      if (CanonicalRdata.compare(type, there, rdata) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * The packed set: rdatas in canonical order, equal ones once (RFC 4034, 6.3).
   *
   * @throws IllegalStateException when the set is empty or exceeds the limits of {@link RrSet}
   */
  public RrSet build() {
    List<byte[]> sorted = CanonicalRdata.sortedDistinct(type, rdatas);
    int octets = 0;
    for (byte[] rdata : sorted) {
      octets += 2 + rdata.length;
    }
    if (sorted.isEmpty() || sorted.size() > RrSet.COUNT_MAX || octets > RrSet.RDATA_OCTETS_MAX) {
      throw new IllegalStateException(
          "a set of %d records in %d octets can't be kept".formatted(sorted.size(), octets));
    }
    byte[] packed = new byte[RrSet.HEADER_OCTETS + octets];
    RrSet.writeHeader(packed, 0, type, ttl, mixed, sorted.size(), octets);
    int at = RrSet.HEADER_OCTETS;
    for (byte[] rdata : sorted) {
      Octets.putU16(packed, at, rdata.length);
      System.arraycopy(rdata, 0, packed, at + 2, rdata.length);
      at += 2 + rdata.length;
    }
    return RrSet.at(packed, 0);
  }

  /** A set of one record. */
  public static RrSet single(int type, long ttlSeconds, byte[] rdata) {
    return new RrSetBuilder(type).add(ttlSeconds, rdata).build();
  }

  /** The set with another TTL. */
  public static RrSet withTtl(RrSet set, long ttlSeconds) {
    byte[] packed = Arrays.copyOfRange(set.octets(), set.offset(), set.offset() + set.length());
    Octets.putU32(packed, 2, ttlSeconds);
    return RrSet.at(packed, 0);
  }
}
