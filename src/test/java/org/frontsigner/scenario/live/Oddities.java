package org.frontsigner.scenario.live;

import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

/**
 * The names of a zone that PowerDNS has where DNS has none, and those that it has in another order.
 * With opt-out those are empty non-terminals that lead to insecure delegations only, too. All NSEC3
 * records asked about must be of one salt, number of iterations and opt-out.
 */
public final class Oddities {
  private static final base32 DIGITS = new base32(base32.Alphabet.BASE32HEX, false, true);

  private final Name origin;
  private final Map<Name, Set<Integer>> types = new HashMap<>();
  private final NavigableSet<Name> hidden = new TreeSet<>();
  private final Set<Name> unneeded = new HashSet<>();
  private final NavigableSet<String> hiddenHashes = new TreeSet<>();
  private final NavigableSet<Name> escaped = new TreeSet<>();

  private Oddities(ZoneData zone) {
    origin = zone.origin();
    for (Record record : zone.records()) {
      types.computeIfAbsent(record.getName(), name -> new HashSet<>()).add(record.getType());
    }
    types.keySet().forEach(this::enter);
    types.keySet().forEach(this::enterUnneeded);
  }

  public static Oddities of(ZoneData zone) {
    return new Oddities(zone);
  }

  private void enter(Name name) {
    if (name.toString().contains("\\")) {
      escaped.add(name);
    }
    for (Name at = name; !at.equals(origin); at = parent(at)) {
      if (hides(parent(at), name)) {
        for (Name below = name; !below.equals(parent(at)); below = parent(below)) {
          hidden.add(below);
        }
      }
    }
  }

  // Above an insecure delegation, above nothing else, and beside no wildcard.
  private void enterUnneeded(Name name) {
    for (Name at = parent(name); isInsecure(name) && at.subdomain(origin); at = parent(at)) {
      Name above = at;
      boolean needed =
          types.keySet().stream()
              .filter(other -> other.subdomain(above) || other.subdomain(above.wild(1)))
              .anyMatch(other -> !isInsecure(other));
      if (!needed) {
        unneeded.add(at);
      }
    }
  }

  private boolean isInsecure(Name name) {
    return has(name, Type.NS) && !has(name, Type.DS);
  }

  private boolean hides(Name above, Name name) {
    boolean cut = has(above, Type.NS) && !above.equals(origin);
    return has(above, Type.DNAME) || (cut && (has(name, Type.NS) || has(name, Type.DS)));
  }

  private boolean has(Name name, int type) {
    return types.getOrDefault(name, Set.of()).contains(type);
  }

  private static Name parent(Name name) {
    return new Name(name, 1);
  }

  /** Whether the name is hidden, below one that is, or what a hidden wildcard would match. */
  boolean hides(Name name) {
    for (Name at = name; at.labels() > origin.labels(); at = parent(at)) {
      if (hidden.contains(at) || hidden.contains(at.wild(1))) {
        return true;
      }
    }
    return false;
  }

  /** Whether DNS does not see the name: it is below a DNAME or below a delegation. */
  boolean isOccluded(Name name) {
    for (Name at = name; at.subdomain(origin) && !at.equals(origin); at = parent(at)) {
      boolean cut = !parent(at).equals(origin) && has(parent(at), Type.NS);
      if (cut || has(parent(at), Type.DNAME)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name is at or below a delegation: an address there is glue. */
  boolean isBelowCut(Name name) {
    for (Name at = name; at.subdomain(origin) && !at.equals(origin); at = parent(at)) {
      if (has(at, Type.NS)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the name is at or below one that needs no NSEC3 with opt-out. */
  boolean isUnneeded(Name name) {
    return unneeded.stream().anyMatch(name::subdomain);
  }

  /** Whether a record is of opt-out, and the name at or below one that needs no NSEC3 then. */
  boolean isUnneeded(Record record, Name name) {
    return record instanceof NSEC3Record nsec3 && isOptOut(nsec3) && isUnneeded(name);
  }

  /** Whether an NSEC or NSEC3 record begins or ends at a hidden name, or passes over one. */
  boolean touchesHidden(Record record) {
    return record instanceof NSEC3Record nsec3
        ? touchesHiddenHash(nsec3)
        : touches(hidden, record.getName(), ((NSECRecord) record).getNext());
  }

  private boolean touchesHiddenHash(NSEC3Record record) {
    if (hiddenHashes.isEmpty()) {
      hidden.forEach(name -> hiddenHashes.add(hash(record, name)));
      if (isOptOut(record)) {
        unneeded.forEach(name -> hiddenHashes.add(hash(record, name)));
      }
    }
    String owner = record.getName().getLabelString(0).toLowerCase(Locale.ROOT);
    return touches(hiddenHashes, owner, DIGITS.toString(record.getNext()));
  }

  private static boolean isOptOut(NSEC3Record record) {
    return (record.getFlags() & NSEC3Record.Flags.OPT_OUT) != 0;
  }

  private static String hash(NSEC3Record like, Name name) {
    try {
      return DIGITS.toString(like.hashName(name));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Whether an NSEC record begins or ends at an escaped name, or passes over one. */
  boolean touchesEscaped(NSECRecord record) {
    return touches(escaped, record.getName(), record.getNext());
  }

  private static <T extends Comparable<? super T>> boolean touches(
      NavigableSet<T> names, T from, T to) {
    return from.compareTo(to) < 0
        ? !names.subSet(from, true, to, true).isEmpty()
        : !names.tailSet(from, true).isEmpty() || !names.headSet(to, true).isEmpty();
  }
}
