package org.frontsigner.scenario.zone;

import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The tree of a zone's names: what exists, what is empty, where it is cut (RFC 1034, 4.3.2; RFC
 * 4592; RFC 6672). Names below a cut or a DNAME are left out.
 */
final class ZoneModel {
  private final Name origin;
  private final TreeMap<Name, Set<Integer>> types = new TreeMap<>();
  private final TreeMap<Name, Name> aliases = new TreeMap<>();
  private final TreeMap<Name, Name> redirections = new TreeMap<>();
  private final TreeSet<Name> nodes = new TreeSet<>();

  ZoneModel(ZoneData zone) {
    origin = zone.origin();
    zone.records().forEach(this::enter);
    types.keySet().stream().filter(this::isVisible).forEach(this::enterNodes);
    nodes.add(origin);
  }

  private void enter(Record record) {
    types.computeIfAbsent(record.getName(), name -> new HashSet<>()).add(record.getType());
    if (record instanceof CNAMERecord alias) {
      aliases.put(alias.getName(), alias.getTarget());
    } else if (record instanceof DNAMERecord redirection) {
      redirections.put(redirection.getName(), redirection.getTarget());
    }
  }

  private boolean isVisible(Name name) {
    return branch(name).filter(at -> !at.equals(name)).isEmpty();
  }

  private void enterNodes(Name name) {
    for (Name at = name; !at.equals(origin); at = parent(at)) {
      nodes.add(at);
    }
  }

  Name origin() {
    return origin;
  }

  /** Names with data and empty non-terminals, in canonical order. */
  NavigableSet<Name> nodes() {
    return nodes;
  }

  /** The types at a name; none for an empty non-terminal. */
  Set<Integer> types(Name name) {
    return types.getOrDefault(name, Set.of());
  }

  boolean exists(Name name) {
    return nodes.contains(name);
  }

  boolean isEmpty(Name name) {
    return exists(name) && types(name).isEmpty();
  }

  boolean isCut(Name name) {
    return !name.equals(origin) && types(name).contains(Type.NS);
  }

  boolean redirects(Name name) {
    return redirections.containsKey(name);
  }

  Name redirection(Name name) {
    return redirections.get(name);
  }

  Optional<Name> alias(Name name) {
    return Optional.ofNullable(aliases.get(name));
  }

  /** The cuts that are not below another cut or a DNAME. */
  List<Name> cuts() {
    return nodes.stream().filter(this::isCut).toList();
  }

  /** The topmost cut at or above the name, or DNAME above it, whichever is higher. */
  Optional<Name> branch(Name name) {
    for (int labels = origin.labels() + 1; labels <= name.labels(); labels++) {
      Name at = ancestor(name, labels);
      if (isCut(at) || (redirects(at) && !at.equals(name))) {
        return Optional.of(at);
      }
    }
    return Optional.empty();
  }

  /** The deepest node above a name that does not exist. */
  Name closestEncloser(Name name) {
    Name at = parent(name);
    while (!exists(at)) {
      at = parent(at);
    }
    return at;
  }

  static Name parent(Name name) {
    return new Name(name, 1);
  }

  private static Name ancestor(Name name, int labels) {
    return new Name(name, name.labels() - labels);
  }
}
