package org.frontsigner.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** A set of records at a name, in canonical order, with its signatures. Immutable. */
record HeldSet(DomainName owner, int type, long ttl, List<byte[]> rdata, List<byte[]> rrsigs) {
  static HeldSet none(DomainName owner, int type) {
    return new HeldSet(owner, type, 0, List.of(), List.of());
  }

  boolean isEmpty() {
    return rdata.isEmpty() && rrsigs.isEmpty();
  }

  HeldSet with(long newTtl, byte[] record) {
    return new HeldSet(owner, type, newTtl, added(rdata, record), rrsigs);
  }

  HeldSet without(byte[] record) {
    return new HeldSet(owner, type, ttl, removed(rdata, record), rrsigs);
  }

  HeldSet withRrsig(byte[] rrsig) {
    return new HeldSet(owner, type, ttl, rdata, added(rrsigs, rrsig));
  }

  HeldSet withoutRrsig(byte[] rrsig) {
    return new HeldSet(owner, type, ttl, rdata, removed(rrsigs, rrsig));
  }

  private static List<byte[]> added(List<byte[]> list, byte[] record) {
    int at = 0;
    while (at < list.size() && Arrays.compareUnsigned(list.get(at), record) < 0) {
      at++;
    }
    if (at < list.size() && Arrays.equals(list.get(at), record)) {
      return null;
    }
    List<byte[]> more = new ArrayList<>(list.size() + 1);
    more.addAll(list);
    more.add(at, record);
    return more;
  }

  private static List<byte[]> removed(List<byte[]> list, byte[] record) {
    List<byte[]> less = new ArrayList<>(list);
    return less.removeIf(each -> Arrays.equals(each, record)) ? less : null;
  }

  /** Whether the last step could not be done: the record was there already, or was not. */
  boolean isInexact() {
    return rdata == null || rrsigs == null;
  }

  @Override
  public String toString() {
    return owner + " " + RrType.name(type);
  }
}
