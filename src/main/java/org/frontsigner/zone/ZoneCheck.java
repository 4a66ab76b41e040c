package org.frontsigner.zone;

import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * Looks through the data of a zone for what keeps somebody from resolving its names, and for what
 * its owner can't have meant. Nothing here refuses a zone: that is for {@link IntakeRule}. Names
 * are taken as they are, whatever octets their labels have (RFC 2181, 11). Not thread-safe; for one
 * walk.
 */
public final class ZoneCheck {
  /** More findings are only counted, in one that comes last. */
  public static final int FINDINGS_MAX = 1_000;

  private final Zone zone;
  private final Findings findings;
  private final PointerCheck pointers;
  private Node occluder;

  private ZoneCheck(Zone zone) {
    this.zone = zone;
    this.findings = new Findings(zone.apex(), FINDINGS_MAX);
    this.pointers = new PointerCheck(zone, findings);
  }

  /**
   * What is wrong with the data of a zone, in the order of its names, and then with its SOA.
   *
   * @param signed the SOA that the zone is served with, where that is with signatures, to which its
   *     times must fit
   */
  public static List<Finding> check(Zone zone, Optional<Soa> signed) {
    return new ZoneCheck(zone).run(signed);
  }

  /**
   * Compares what each name of a zone is held to be with what a walk over all its records makes of
   * it. Nothing is found but in a zone whose stored octets were damaged, or that a fault of this
   * program made.
   */
  public static List<Finding> rectified(Zone zone) {
    return new RectifiedCheck(zone).run();
  }

  private List<Finding> run(Optional<Soa> signed) {
    PackedIndex nodes = zone.nodes();
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      look(Node.at(nodes, place));
    }
    SoaCheck soa = new SoaCheck(zone, findings);
    soa.order();
    signed.ifPresent(served -> soa.signatures(served, zone.ttlSecondsMax()));
    return findings.all();
  }

  private void look(Node node) {
    if (node.kind().isEmptyNonTerminal()) {
      return;
    }
    DomainName owner = node.name(zone.apex());
    for (RrSet set : node.sets()) {
      lookAtTtl(owner, set);
    }
    switch (node.kind()) {
      case AUTHORITATIVE -> lookAtData(node, owner);
      case DELEGATION -> lookAtCut(node, owner);
      default -> lookAtOccluded(node, owner);
    }
  }

  private void lookAtTtl(DomainName owner, RrSet set) {
    if (set.mixedTtl()) {
      findings.warn(
          owner,
          set.type(),
          ("the records came with several TTLs, and all are served with the lowest, %d seconds "
                  + "(RFC 2181, 5.2)")
              .formatted(set.ttl()));
    }
  }

  private void lookAtData(Node node, DomainName owner) {
    if (node.has(RrType.DS)) {
      findings.warn(
          owner, RrType.DS, "there is no delegation here that it could belong to (RFC 4035, 2.4)");
    }
    if (node.has(RrType.DNAME)) {
      occluder = node;
      warnOfWildcard(owner, RrType.DNAME, "RFC 4592, 4.4");
    }
    pointers.look(node, owner);
  }

  private void lookAtCut(Node node, DomainName owner) {
    occluder = node;
    warnOfWildcard(owner, RrType.NS, "RFC 4592, 4.2");
    for (RrSet set : node.sets()) {
      if (!belongsToCut(set.type())) {
        findings.warn(owner, set.type(), "nobody is answered with it: it is at a delegation");
      }
    }
    pointers.look(node, owner);
  }

  private static boolean belongsToCut(int type) {
    return type == RrType.NS || type == RrType.DS || isGlue(type);
  }

  private static boolean isGlue(int type) {
    return type == RrType.A || type == RrType.AAAA;
  }

  private void warnOfWildcard(DomainName owner, int type, String source) {
    if (owner.isWildcard()) {
      findings.warn(owner, type, "at a wildcard, it is not clear what it means (" + source + ")");
    }
  }

  private void lookAtOccluded(Node node, DomainName owner) {
    if (occluder == null) {
      // Only in a zone that rectified() finds faults in.
      return;
    }
    boolean belowCut = occluder.kind() == NodeKind.DELEGATION;
    for (RrSet set : node.sets()) {
      if (!belowCut || !isGlue(set.type())) {
        findings.warn(
            owner,
            set.type(),
            "nobody is answered with it: it is below the %s at %s"
                .formatted(belowCut ? "delegation" : "DNAME", occluder.name(zone.apex())));
      }
    }
  }
}
