package org.frontsigner.scenario.live;

import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.utils.base32;

/** Finds names that are denied by a certain record. */
final class Hashes {
  private static final base32 DIGITS = new base32(base32.Alphabet.BASE32HEX, false, true);

  private Hashes() {}

  /**
   * A name that sorts just behind this one and its descendants: a null octet more in its first
   * label, or, where there is no room, its last octet raised.
   */
  static Optional<Name> successor(Name name) {
    byte[] wire = name.toWire();
    int label = wire[0];
    byte[] next = new byte[wire.length + 1];
    System.arraycopy(wire, 0, next, 0, label + 1);
    System.arraycopy(wire, label + 1, next, label + 2, wire.length - label - 1);
    next[0]++;
    wire[label]++;
    return read(next).or(() -> label == 0 ? Optional.empty() : read(wire));
  }

  private static Optional<Name> read(byte[] wire) {
    try {
      return Optional.of(new Name(wire));
    } catch (IOException noRoom) {
      return Optional.empty();
    }
  }

  /** For each span a name below the zone's apex whose hash lies in it, found by trying. */
  static List<Name> inside(Collection<NSEC3Record> spans, Name zone, int triesMax) {
    TreeMap<String, NSEC3Record> open = new TreeMap<>();
    spans.forEach(span -> open.put(span.getName().getLabelString(0), span));
    List<Name> found = new ArrayList<>();
    for (int i = 0; i < triesMax && !open.isEmpty(); i++) {
      Name name = candidate(i, zone);
      String hash = hash(open.firstEntry().getValue(), name);
      Map.Entry<String, NSEC3Record> span = open.floorEntry(hash);
      if (span != null && isInside(hash, span)) {
        found.add(name);
        open.remove(span.getKey());
      }
    }
    return found;
  }

  // The last span, around to the first, is the one that others of a real chain find anyway.
  private static boolean isInside(String hash, Map.Entry<String, NSEC3Record> span) {
    String end = DIGITS.toString(span.getValue().getNext());
    boolean last = end.compareTo(span.getKey()) <= 0;
    return hash.compareTo(span.getKey()) > 0 && (last || hash.compareTo(end) < 0);
  }

  private static String hash(NSEC3Record like, Name name) {
    try {
      return DIGITS.toString(like.hashName(name));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Name candidate(int number, Name zone) {
    try {
      return Name.fromString("try-" + number, zone);
    } catch (TextParseException noRoom) {
      throw new IllegalArgumentException(zone.toString(), noRoom);
    }
  }
}
