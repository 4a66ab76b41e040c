package org.frontsigner.answer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * What a zone says of a name, worked out the slow and plain way from the list of its records (RFC
 * 1034, 4.3.2; RFC 4592; RFC 6672): nothing of the code under test is used.
 */
final class TruthModel {
  enum Kind {
    POSITIVE,
    NODATA,
    NXDOMAIN,
    REFERRAL,
    YXDOMAIN,
    OUTSIDE,
    /** It goes on without end, or comes again to a DNAME, which a chain has once. */
    LOOP
  }

  /** How a question ends, and all records of the answer section on the way, without signatures. */
  record Truth(Kind kind, Name last, Set<String> answer, List<Record> sets) {}

  private final Name apex;
  private final Map<Name, Map<Integer, List<Record>>> names = new HashMap<>();
  private final Set<Name> existing = new HashSet<>();
  private final Set<Name> secure = new HashSet<>();

  TruthModel(Name apex, List<Record> records) {
    this.apex = apex;
    for (Record record : records) {
      names
          .computeIfAbsent(record.getName(), n -> new HashMap<>())
          .computeIfAbsent(record.getType(), t -> new ArrayList<>())
          .add(record);
    }
    for (Name owner : names.keySet()) {
      if (occluder(owner) == null) {
        for (Name at = owner; at.subdomain(apex); at = new Name(at, 1)) {
          existing.add(at);
          if (!isCut(owner) || has(owner, Type.DS)) {
            secure.add(at);
          }
        }
      }
    }
    addNamesBesideWildcards();
  }

  // What does not exist below these could not be denied: the wildcard of their parent exists.
  private void addNamesBesideWildcards() {
    List<Name> beside =
        existing.stream()
            .filter(name -> types(name).isEmpty() && !name.equals(apex))
            .filter(name -> secure.contains(wildcard(new Name(name, 1))))
            .toList();
    secure.addAll(beside);
  }

  Set<Name> owners() {
    return names.keySet();
  }

  List<Record> records(Name name, int type) {
    return names.getOrDefault(name, Map.of()).getOrDefault(type, List.of());
  }

  boolean has(Name name, int type) {
    return !records(name, type).isEmpty();
  }

  Set<Integer> types(Name name) {
    return names.getOrDefault(name, Map.of()).keySet();
  }

  /** Whether the name is visible: it or one below it has records that nothing hides. */
  boolean exists(Name name) {
    return existing.contains(name);
  }

  /**
   * Whether an opt-out chain has the name: not those that only insecure cuts make exist, but for
   * those beside a wildcard that it has.
   */
  boolean isSecure(Name name) {
    return secure.contains(name);
  }

  boolean isCut(Name name) {
    return !name.equals(apex) && has(name, Type.NS);
  }

  /** The highest cut or DNAME above a name, itself left out; null when there is none. */
  Name occluder(Name name) {
    for (int labels = name.labels() - apex.labels(); labels > 0; labels--) {
      Name ancestor = new Name(name, labels);
      if (isCut(ancestor) || has(ancestor, Type.DNAME)) {
        return ancestor;
      }
    }
    return null;
  }

  Name closestEncloser(Name name) {
    Name at = name;
    while (!existing.contains(at)) {
      at = new Name(at, 1);
    }
    return at;
  }

  Truth resolve(Name qname, int type, int linksMax) {
    Set<String> answer = new TreeSet<>();
    List<Record> sets = new ArrayList<>();
    Name name = qname;
    for (int links = 0; links <= linksMax; links++) {
      if (!name.subdomain(apex)) {
        return new Truth(Kind.OUTSIDE, name, answer, sets);
      }
      Name above = occluder(name);
      if (above != null && isCut(above)) {
        return new Truth(Kind.REFERRAL, above, answer, sets);
      }
      if (above != null) {
        if (!add(above, records(above, Type.DNAME), answer)) {
          return new Truth(Kind.LOOP, name, answer, sets);
        }
        Name next = substitute(name, above, answer);
        if (next == null) {
          return new Truth(Kind.YXDOMAIN, name, answer, sets);
        }
        if (type == Type.CNAME) {
          return new Truth(Kind.POSITIVE, name, answer, sets);
        }
        name = next;
        continue;
      }
      Name source = source(name);
      if (source == null) {
        return new Truth(Kind.NXDOMAIN, name, answer, sets);
      }
      if (isCut(source) && type != Type.DS) {
        return new Truth(Kind.REFERRAL, name, answer, sets);
      }
      if (has(source, type)) {
        add(name, records(source, type), answer);
        sets.addAll(records(source, type));
        return new Truth(Kind.POSITIVE, name, answer, sets);
      }
      if (!has(source, Type.CNAME)) {
        return new Truth(Kind.NODATA, name, answer, sets);
      }
      CNAMERecord alias = (CNAMERecord) records(source, Type.CNAME).get(0);
      if (!add(name, List.of(alias), answer)) {
        return new Truth(Kind.LOOP, name, answer, sets);
      }
      name = alias.getTarget();
    }
    return new Truth(Kind.LOOP, name, answer, sets);
  }

  /** The name whose records are served for this one; null when there is none. */
  Name source(Name name) {
    if (existing.contains(name)) {
      return name;
    }
    Name wildcard = wildcard(closestEncloser(name));
    return existing.contains(wildcard) ? wildcard : null;
  }

  static Name wildcard(Name encloser) {
    try {
      return Name.concatenate(Name.fromConstantString("*"), encloser);
    } catch (NameTooLongException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private Name substitute(Name name, Name owner, Set<String> answer) {
    DNAMERecord dname = (DNAMERecord) records(owner, Type.DNAME).get(0);
    try {
      Name target = name.fromDNAME(dname);
      answer.add(text(name, Type.CNAME, target.toString()));
      return target;
    } catch (NameTooLongException e) {
      return null;
    }
  }

  private static boolean add(Name owner, List<Record> records, Set<String> answer) {
    boolean added = false;
    for (Record record : records) {
      added |= answer.add(text(owner, record.getType(), record.rdataToString()));
    }
    return added;
  }

  static String text(Name owner, int type, String rdata) {
    return (owner + " " + Type.string(type) + " " + rdata).toLowerCase(java.util.Locale.ROOT);
  }
}
