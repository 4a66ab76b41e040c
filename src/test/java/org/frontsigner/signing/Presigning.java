package org.frontsigner.signing;

import java.util.function.Predicate;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/** Zones as others get them that were signed here: to be taken as pre-signed ones. */
public final class Presigning {
  /** A record of a signed zone; of a signature {@code covered} is the type that it is for. */
  public record Signed(DomainName owner, int type, int covered, byte[] rdata) {}

  private final ZoneBuilder builder;
  private final Predicate<Signed> wanted;

  private Presigning(DomainName apex, Predicate<Signed> wanted) {
    this.builder = new ZoneBuilder(apex, IntakePolicy.DEFAULT.withSignatures(true));
    this.wanted = wanted;
  }

  /** All records of the zone. */
  public static Zone of(SignedZone signed) {
    return of(signed, record -> true);
  }

  /** The records of the zone that are wanted. */
  public static Zone of(SignedZone signed, Predicate<Signed> wanted) {
    return new Presigning(signed.apex(), wanted).run(signed);
  }

  private Zone run(SignedZone signed) {
    PackedIndex nodes = signed.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      for (RrSet set : node.sets()) {
        add(new SignedSet(node.name(signed.apex()), set, signed.signatures(node, set)));
      }
      if (signed.ownsNsec(node)) {
        add(signed.nsec(node));
      }
    }
    PackedIndex hashes = signed.hasHashChain() ? signed.hashes() : PackedIndex.EMPTY;
    for (long at = hashes.first(); at != PackedIndex.NONE; at = hashes.next(at)) {
      add(signed.nsec3At(at));
    }
    return ((BuildResult.Built) builder.build()).zone();
  }

  private void add(SignedSet signed) {
    add(signed.owner(), signed.set(), signed.set().type());
    if (signed.rrsigs() != null) {
      add(signed.owner(), signed.rrsigs().toSet(), signed.set().type());
    }
  }

  private void add(DomainName owner, RrSet set, int covered) {
    for (int i = 0; i < set.count(); i++) {
      int of = set.type() == RrType.RRSIG ? covered : 0;
      if (wanted.test(new Signed(owner, set.type(), of, set.rdata(i)))) {
        builder.add(owner, set.type(), set.ttl(), set.rdata(i));
      }
    }
  }
}
