package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

/** The data of an example, signed by us with a KSK and a ZSK of our own. */
record SignedExample(List<Record> records, List<RRSIGRecord> signatures) {
  private static final Instant TIME = Instant.parse("2004-04-09T18:36:19Z");

  /** The data of the example; what we make ourselves does not come in. */
  static SignedExample of(Example example, Denial denial, Algorithm algorithm) {
    SOARecord soa = example.all(SOARecord.class).get(0);
    Zone zone = zone(example, soa.getName());
    return of(SignedZone.first(zone, plan(denial, algorithm), soa.getSerial()));
  }

  static SigningPlan plan(Denial denial, Algorithm algorithm) {
    ZoneKey ksk = Keys.key(1, ZoneKey.SECURE_ENTRY_POINT, algorithm);
    ZoneKey zsk = Keys.key(2, ZoneKey.ZONE_KEY, algorithm);
    return new SigningPlan(
        KeySet.of(List.of(ksk, zsk)),
        denial,
        SigningWindow.at(TIME, SigningWindow.Shape.POWERDNS),
        PublishPolicy.DEFAULT,
        CryptoChoice.best(false),
        true,
        new SignatureCounts());
  }

  private static Zone zone(Example example, Name apex) {
    ZoneBuilder builder = new ZoneBuilder(name(apex), IntakePolicy.DEFAULT);
    for (Record record : example.records()) {
      builder.add(
          name(record.getName()), record.getType(), record.getTTL(), CoveredSet.rdata(record));
    }
    return ((BuildResult.Built) builder.build()).zone();
  }

  private static DomainName name(Name name) {
    return DomainName.of(name.toWire());
  }

  static SignedExample of(SignedZone signed) {
    List<SignedSet> sets = new ArrayList<>();
    PackedIndex nodes = signed.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      for (RrSet set : node.sets()) {
        sets.add(new SignedSet(node.name(signed.apex()), set, signed.signatures(node, set)));
      }
      if (signed.ownsNsec(node)) {
        sets.add(signed.nsec(node));
      }
    }
    PackedIndex hashes = signed.hasHashChain() ? signed.hashes() : PackedIndex.EMPTY;
    for (long at = hashes.first(); at != PackedIndex.NONE; at = hashes.next(at)) {
      sets.add(signed.nsec3At(at));
    }
    return of(sets);
  }

  private static SignedExample of(List<SignedSet> sets) {
    List<Record> records = new ArrayList<>();
    List<RRSIGRecord> signatures = new ArrayList<>();
    for (SignedSet each : sets) {
      records.addAll(records(each.owner(), each.set()));
      if (each.rrsigs() != null) {
        records(each.owner(), each.rrsigs().toSet())
            .forEach(record -> signatures.add((RRSIGRecord) record));
      }
    }
    return new SignedExample(List.copyOf(records), List.copyOf(signatures));
  }

  private static List<Record> records(DomainName owner, RrSet set) {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < set.count(); i++) {
      Name name = Objects.requireNonNull(Name.fromConstantString(owner.toString()));
      records.add(Record.newRecord(name, set.type(), DClass.IN, set.ttl(), set.rdata(i)));
    }
    return records;
  }

  <T extends Record> List<T> records(Class<T> type) {
    return records.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Owner, type, labels and TTL of all that is signed, in any order. */
  Set<String> signedSets() {
    return signedSets(signatures);
  }

  static Set<String> signedSets(Example example) {
    return signedSets(example.all(RRSIGRecord.class));
  }

  private static Set<String> signedSets(List<RRSIGRecord> signatures) {
    Set<String> signed = new TreeSet<>();
    for (RRSIGRecord rrsig : signatures) {
      signed.add(
          "%s %s, algorithm %d, %d labels, TTL %d"
              .formatted(
                  rrsig.getName(),
                  Type.string(rrsig.getTypeCovered()),
                  rrsig.getAlgorithm(),
                  rrsig.getLabels(),
                  rrsig.getOrigTTL()));
    }
    return signed;
  }
}
