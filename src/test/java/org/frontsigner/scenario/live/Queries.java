package org.frontsigner.scenario.live;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Every query that a zone gives reason for: each name in it, the names around, what is not there
 * but near, and names of others; each with many types, and carried in every way.
 */
public final class Queries {
  private static final int UNKNOWN = 65_280;
  private static final int NOWHERE = 65_283;
  private static final List<Integer> TYPES =
      List.of(
          Type.A,
          Type.AAAA,
          Type.NS,
          Type.SOA,
          Type.MX,
          Type.TXT,
          Type.CNAME,
          Type.DNAME,
          Type.DS,
          Type.DNSKEY,
          Type.NSEC,
          Type.NSEC3PARAM,
          Type.RRSIG,
          Type.ANY,
          UNKNOWN);
  private static final List<String> CHILDREN = List.of("0", "zz", "a.b", "*");

  private final ZoneData zone;
  private final Map<Name, Set<Integer>> there = new TreeMap<>();
  // By their text, for to dnsjava names of other letter case are equal.
  private final Map<String, Name> asked = new LinkedHashMap<>();

  private Queries(ZoneData zone) {
    this.zone = zone;
    zone.records().forEach(this::enter);
  }

  /** All queries about a zone. */
  public static List<Query> about(ZoneData zone) {
    Queries queries = new Queries(zone);
    queries.collectNames();
    return queries.all();
  }

  /** At most so many of them, chosen by a seed. */
  public static List<Query> some(List<Query> all, int max, long seed) {
    List<Query> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled.subList(0, Math.min(max, shuffled.size()));
  }

  /** Over TCP, each set of a signed zone, and a type that is nowhere at each of its names. */
  public static List<Query> sets(ZoneData signed) {
    Set<Query> queries = new LinkedHashSet<>();
    for (Record record : signed.records()) {
      for (Name at = record.getName(); at.subdomain(signed.origin()); at = new Name(at, 1)) {
        queries.add(overTcp(at, NOWHERE));
        queries.add(overTcp(at, Type.DS));
      }
      queries.add(overTcp(record.getName(), record.getType()));
    }
    return List.copyOf(queries);
  }

  /** Over TCP, names that are to be denied. */
  public static List<Query> denials(List<Name> names) {
    return names.stream().map(name -> overTcp(name, NOWHERE)).toList();
  }

  private static Query overTcp(Name name, int type) {
    return new Query(name, type, true, Carrier.TCP);
  }

  private void enter(Record record) {
    there.computeIfAbsent(record.getName(), name -> new TreeSet<>()).add(record.getType());
  }

  private void collectNames() {
    for (Name name : names()) {
      add(name);
      CHILDREN.forEach(labels -> addBelow(labels, name));
    }
    names().forEach(name -> add(otherCase(name)));
    add(new Name(zone.origin(), 1));
    addBelow("zz", new Name(zone.origin(), 1));
    addBelow("outside.test", Name.root);
  }

  /** Owners, and the names between them and the apex, empty or not. */
  private Collection<Name> names() {
    Set<Name> names = new TreeSet<>();
    for (Record record : zone.records()) {
      for (Name at = record.getName(); at.subdomain(zone.origin()); at = new Name(at, 1)) {
        names.add(at);
      }
    }
    return names;
  }

  private void addBelow(String labels, Name name) {
    try {
      add(Name.concatenate(Name.fromString(labels), name));
    } catch (NameTooLongException noRoom) {
      // No such name, no query.
    } catch (TextParseException wrong) {
      throw new IllegalArgumentException(labels, wrong);
    }
  }

  private static Name otherCase(Name name) {
    byte[] wire = name.toWire();
    for (int i = 0; i < wire.length; i++) {
      boolean upper = wire[i] >= 'A' && wire[i] <= 'Z';
      boolean lower = wire[i] >= 'a' && wire[i] <= 'z';
      // A length octet is at most 63, below every letter.
      wire[i] ^= (byte) (upper || lower ? 'a' - 'A' : 0);
    }
    try {
      return new Name(wire);
    } catch (IOException impossible) {
      throw new IllegalStateException(name.toString(), impossible);
    }
  }

  private void add(Name name) {
    asked.putIfAbsent(name.toString(), name);
  }

  private List<Query> all() {
    List<Query> all = new ArrayList<>();
    for (Name name : asked.values()) {
      for (int type : types(name)) {
        for (Carrier carrier : Carrier.values()) {
          all.add(new Query(name, type, true, carrier));
          all.add(new Query(name, type, false, carrier));
        }
      }
    }
    return all;
  }

  private Set<Integer> types(Name name) {
    Set<Integer> types = new TreeSet<>(TYPES);
    types.addAll(there.getOrDefault(name, Set.of()));
    return types;
  }
}
