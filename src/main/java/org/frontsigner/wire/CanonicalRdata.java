package org.frontsigner.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Canonical form and order of the rdatas within a set (RFC 4034, 6.2 and 6.3). */
public final class CanonicalRdata {
  private CanonicalRdata() {}

  /** The rdata with its names lower-cased where canonical form wants it; may be the same array. */
  public static byte[] of(int type, byte[] rdata) {
    RdataLayout layout = RdataLayout.of(type);
    if (!layout.hasLowerCasedNames()) {
      return rdata;
    }
    byte[] canonical = rdata.clone();
    layout.lowerCaseNames(canonical, 0, canonical.length);
    return canonical;
  }

  /** Compares two rdatas of a type in canonical order: equal when they are one record. */
  public static int compare(int type, byte[] a, byte[] b) {
    RdataLayout layout = RdataLayout.of(type);
    return layout.hasLowerCasedNames()
        ? layout.compareCanonical(a, b)
        : Arrays.compareUnsigned(a, b);
  }

  static List<byte[]> sortedDistinct(int type, List<byte[]> rdatas) {
    if (rdatas.size() < 2) {
      return rdatas;
    }
    List<byte[]> sorted = new ArrayList<>(rdatas);
    Comparator<byte[]> order = (a, b) -> compare(type, a, b);
    sorted.sort(order);
    List<byte[]> distinct = new ArrayList<>(sorted.size());
    for (byte[] rdata : sorted) {
      if (distinct.isEmpty() || order.compare(distinct.get(distinct.size() - 1), rdata) != 0) {
        distinct.add(rdata);
      }
    }
    return distinct;
  }
}
