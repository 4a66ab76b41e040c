package org.frontsigner.scenario.live;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Holds what is answered live against what is handed on by transfer: each record of an answer is in
 * the transfer, made of a wildcard or a DNAME that is there; and each that is in the transfer, and
 * not hidden, is answered sooner or later.
 */
public final class Coverage {
  private final Map<Entry, Boolean> transferred = new HashMap<>();
  private final Set<Entry> strangers = new LinkedHashSet<>();

  /** Adds the records of a transfer. */
  public void expect(ZoneData signed) {
    signed.records().forEach(record -> transferred.putIfAbsent(plain(Entry.of(record)), false));
  }

  /** Adds answers. */
  public void answered(Collection<Reply> replies) {
    for (Reply reply : replies) {
      reply.answer().forEach(entry -> answered(entry, reply));
      reply.authority().forEach(entry -> answered(entry, reply));
      reply.additional().forEach(entry -> answered(entry, reply));
    }
  }

  private void answered(Entry entry, Reply reply) {
    Optional<Entry> source = source(plain(entry));
    if (source.isPresent()) {
      transferred.put(source.get(), true);
    } else if (!isMadeOfDname(entry, reply)) {
      strangers.add(entry);
    }
  }

  /** The record itself, or the wildcard's that it is made of. */
  private Optional<Entry> source(Entry entry) {
    if (transferred.containsKey(entry)) {
      return Optional.of(entry);
    }
    for (int labels = 1; labels < entry.owner().labels(); labels++) {
      Entry wildcard = entry.withOwner(entry.owner().wild(labels));
      if (transferred.containsKey(wildcard)) {
        return Optional.of(wildcard);
      }
    }
    return Optional.empty();
  }

  private static boolean isMadeOfDname(Entry entry, Reply reply) {
    return entry.type() == Type.CNAME
        && reply.answer().stream()
            .anyMatch(
                dname ->
                    dname.type() == Type.DNAME
                        && entry.owner().subdomain(dname.owner())
                        && !entry.owner().equals(dname.owner()));
  }

  // In a denial the SOA and its signature have the denial's TTL (RFC 2308, 3).
  private static Entry plain(Entry entry) {
    return entry.covered() == Type.SOA ? entry.withTtl(0) : entry;
  }

  /** Records of answers that no transfer has. */
  public Set<Entry> strangers() {
    return strangers;
  }

  /** Records of a zone that no answer had, but those that hidden names have. */
  public List<Entry> missing(Name zone, Oddities oddities) {
    return transferred.keySet().stream()
        .filter(entry -> !transferred.get(entry) && entry.owner().subdomain(zone))
        .filter(entry -> !oddities.isOccluded(entry.owner()))
        .sorted()
        .toList();
  }

  /**
   * Names to ask for, so that the NSEC and NSEC3 records that were not answered yet are needed for
   * the denial: the next name in canonical order, or one whose hash is in the span, if one is found
   * among so many.
   */
  public List<Name> denying(Name zone, int triesMax) {
    List<Name> names = new ArrayList<>();
    List<NSEC3Record> spans = new ArrayList<>();
    for (Entry entry : transferred.keySet()) {
      boolean open = !transferred.get(entry) && entry.owner().subdomain(zone);
      if (open && entry.record() instanceof NSECRecord nsec) {
        Hashes.successor(nsec.getName()).ifPresent(names::add);
      } else if (open && entry.record() instanceof NSEC3Record nsec3) {
        spans.add(nsec3);
      }
    }
    names.addAll(Hashes.inside(spans, zone, triesMax));
    return names;
  }

  @Override
  public String toString() {
    long answered = transferred.values().stream().filter(seen -> seen).count();
    return "%d of %d transferred records answered, %d of no transfer"
        .formatted(answered, transferred.size(), strangers.size());
  }
}
