package org.frontsigner.signing;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/** The sets of a zone's apex as they are served: its own, and those that follow from the keys. */
final class ApexRecords {
  private static final byte[] CDS_DELETE = {0, 0, 0, 0, 0};
  private static final byte[] CDNSKEY_DELETE = {0, 0, 3, 0, 0};

  private final Zone zone;
  private final SigningPlan plan;
  private final long ttlSeconds;
  private final TreeMap<Integer, RrSet> sets = new TreeMap<>();

  private ApexRecords(Zone zone, SigningPlan plan) {
    this.zone = zone;
    this.plan = plan;
    this.ttlSeconds = plan.publish().dnskeyTtlSeconds().orElse(zone.soa().minimumSeconds());
  }

  /** All sets of the apex, the SOA with the served serial. */
  static Collection<RrSet> of(Zone zone, SigningPlan plan, Soa served) {
    return new ApexRecords(zone, plan).all(served);
  }

  private Collection<RrSet> all(Soa served) {
    for (RrSet set : zone.apexNode().sets()) {
      sets.put(set.type(), set);
    }
    sets.put(RrType.SOA, served.toSet());
    if (plan.signs()) {
      add(RrType.DNSKEY, plan.keys().published().stream().map(ZoneKey::dnskey).toList());
      add(RrType.CDS, cds());
      add(RrType.CDNSKEY, cdnskey());
      plan.denial()
          .nsec3()
          .ifPresent(
              nsec3 ->
                  sets.put(
                      RrType.NSEC3PARAM,
                      RrSetBuilder.single(
                          RrType.NSEC3PARAM, zone.soa().minimumSeconds(), nsec3.nsec3param())));
    }
    return sets.values();
  }

  /** With the record that asks the parent to delete its DS set there is no other (RFC 8078, 4). */
  private boolean isDelete(int type) {
    return (type == RrType.CDS && plan.publish().cdsDigests().contains(0))
        || (type == RrType.CDNSKEY && plan.publish().cdnskeyDelete());
  }

  /** Foreign keys that the zone holds itself join the set, with its TTL. */
  private void add(int type, List<byte[]> rdatas) {
    RrSetBuilder builder = new RrSetBuilder(type);
    RrSet own = isDelete(type) ? null : sets.get(type);
    for (int i = 0; own != null && i < own.count(); i++) {
      builder.add(ttlSeconds, own.rdata(i));
    }
    rdatas.forEach(rdata -> builder.add(ttlSeconds, rdata));
    if (!builder.isEmpty()) {
      sets.put(type, builder.build());
    }
  }

  private List<byte[]> cds() {
    List<Integer> digests = plan.publish().cdsDigests();
    if (digests.contains(0)) {
      return List.of(CDS_DELETE);
    }
    return digests.stream()
        .flatMap(number -> DsDigest.of(number).stream())
        .flatMap(
            digest -> plan.keys().entryPoints().stream().map(key -> key.ds(zone.apex(), digest)))
        .toList();
  }

  private List<byte[]> cdnskey() {
    if (plan.publish().cdnskeyDelete()) {
      return List.of(CDNSKEY_DELETE);
    }
    return plan.publish().cdnskey()
        ? plan.keys().entryPoints().stream().map(ZoneKey::dnskey).toList()
        : List.of();
  }
}
