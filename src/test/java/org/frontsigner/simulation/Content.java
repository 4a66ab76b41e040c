package org.frontsigner.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Soa;

/** A zone as a secondary holds it, by name in canonical order and by type. */
final class Content {
  private final DomainName apex;
  private final NavigableMap<byte[], NavigableMap<Integer, HeldSet>> names;

  private Content(DomainName apex, NavigableMap<byte[], NavigableMap<Integer, HeldSet>> names) {
    this.apex = apex;
    this.names = names;
  }

  DomainName apex() {
    return apex;
  }

  NavigableMap<byte[], NavigableMap<Integer, HeldSet>> names() {
    return names;
  }

  HeldSet set(DomainName name, int type) {
    NavigableMap<Integer, HeldSet> sets = names.get(NameKey.of(name, apex));
    return sets == null ? null : sets.get(type);
  }

  Soa soa() {
    HeldSet soa = set(apex, RrType.SOA);
    return Soa.of(soa.ttl(), soa.rdata().get(0));
  }

  long serial() {
    return soa().serial();
  }

  /**
   * What an answer to AXFR or IXFR makes of a copy; every record that goes must be there, and none
   * that comes.
   *
   * @param base the copy that IXFR was asked with; null for AXFR
   * @return null when the answer says that the copy is current
   */
  static Content of(DomainName apex, Content base, List<Rr> records) {
    Rr newest = records.get(0);
    require(newest.isSoa(), "an answer begins with the SOA");
    if (records.size() == 1) {
      require(base != null, "an answer to AXFR has more than a SOA");
      return null;
    }
    Rr last = records.get(records.size() - 1);
    require(last.isSoa() && Arrays.equals(last.rdata(), newest.rdata()), "the SOA ends the answer");
    Rr second = records.get(1);
    boolean isIncremental = base != null && second.isSoa() && records.size() > 2;
    return isIncremental ? increment(base, records) : whole(apex, records);
  }

  private static Content whole(DomainName apex, List<Rr> records) {
    Content content = new Content(apex, new TreeMap<>(Arrays::compareUnsigned));
    records.subList(0, records.size() - 1).forEach(content::add);
    return content;
  }

  private static Content increment(Content base, List<Rr> records) {
    Content content = base.copy();
    boolean adding = true;
    for (Rr record : records.subList(1, records.size() - 1)) {
      if (record.isSoa()) {
        adding = !adding;
      }
      if (adding) {
        content.add(record);
      } else {
        content.remove(record);
      }
    }
    require(adding, "differences end with what is added");
    require(content.serial() == records.get(0).serial(), "differences lead to the newest serial");
    return content;
  }

  private Content copy() {
    NavigableMap<byte[], NavigableMap<Integer, HeldSet>> copy =
        new TreeMap<>(Arrays::compareUnsigned);
    names.forEach((key, sets) -> copy.put(key, new TreeMap<>(sets)));
    return new Content(apex, copy);
  }

  private static int place(Rr record) {
    return record.type() == RrType.RRSIG ? Octets.u16(record.rdata(), 0) : record.type();
  }

  private void add(Rr record) {
    byte[] key = NameKey.of(record.owner(), apex);
    NavigableMap<Integer, HeldSet> sets = names.computeIfAbsent(key, each -> new TreeMap<>());
    HeldSet set = sets.getOrDefault(place(record), HeldSet.none(record.owner(), place(record)));
    boolean isRrsig = record.type() == RrType.RRSIG;
    require(isRrsig || set.rdata().isEmpty() || set.ttl() == record.ttl(), "two TTLs in " + set);
    HeldSet more = isRrsig ? set.withRrsig(record.rdata()) : set.with(record.ttl(), record.rdata());
    require(!more.isInexact(), "add not exact: " + record + " of " + set);
    sets.put(place(record), more);
  }

  private void remove(Rr record) {
    byte[] key = NameKey.of(record.owner(), apex);
    NavigableMap<Integer, HeldSet> sets = names.get(key);
    HeldSet set = sets == null ? null : sets.get(place(record));
    require(set != null, "del not exact: no set for " + record);
    boolean isRrsig = record.type() == RrType.RRSIG;
    require(isRrsig || set.ttl() == record.ttl(), "del not exact: TTL of " + record);
    HeldSet less = isRrsig ? set.withoutRrsig(record.rdata()) : set.without(record.rdata());
    require(!less.isInexact(), "del not exact: " + record);
    if (less.isEmpty()) {
      sets.remove(place(record));
    } else {
      sets.put(place(record), less);
    }
    if (sets.isEmpty()) {
      names.remove(key);
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation("a transfer is wrong: " + what);
    }
  }
}
