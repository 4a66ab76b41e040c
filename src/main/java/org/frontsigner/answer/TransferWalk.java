package org.frontsigner.answer;

import org.frontsigner.signing.Rrsigs;
import org.frontsigner.signing.SignedSet;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;

/**
 * All sets of a zone in the order of a transfer (RFC 5936, 2.2): the SOA; the sets of each name in
 * canonical order, its NSEC behind them; the NSEC3 records in the order of their hashes; the SOA
 * again, without signatures. Names without records are not sent; what lies below cuts is sent as it
 * is. Not thread-safe; for one transfer.
 */
final class TransferWalk {
  private enum Stage {
    BEGIN,
    NAMES,
    HASHES,
    END
  }

  private final SignedZone zone;
  private final SigningPipe pipe;
  private Stage stage = Stage.BEGIN;
  private long place;
  private Node node;
  private int setsLeft;
  private RrSet lastSet;
  private boolean nsecDue;

  private DomainName owner;
  private RrSet set;
  private Rrsigs rrsigs;

  TransferWalk(SignedZone zone, SigningPipe pipe) {
    this.zone = zone;
    this.pipe = pipe;
  }

  DomainName owner() {
    return owner;
  }

  RrSet set() {
    return set;
  }

  /** The signatures over the set; null when it has none. */
  Rrsigs rrsigs() {
    return rrsigs;
  }

  /** Goes on to the next set; false behind the last. */
  boolean advance() {
    return switch (stage) {
      case BEGIN -> begin();
      case NAMES -> nextOfNames();
      case HASHES -> nextOfHashes();
      case END -> false;
    };
  }

  private boolean begin() {
    stage = Stage.NAMES;
    place = zone.nodes().first();
    awaitChunk(0);
    enterNode();
    show(zone.apex(), node.set(RrType.SOA));
    return true;
  }

  private void awaitChunk(int number) {
    if (zone.isSigned()) {
      pipe.await(number);
    }
  }

  private void enterNode() {
    node = Node.at(zone.nodes(), place);
    owner = node.name(zone.apex());
    setsLeft = node.setCount();
    lastSet = null;
    nsecDue = zone.ownsNsec(node);
  }

  private boolean nextOfNames() {
    while (setsLeft == 0 && !nsecDue) {
      if (!enterNextNode()) {
        return nextOfHashes();
      }
    }
    if (setsLeft == 0) {
      nsecDue = false;
      show(zone.nsec(node));
      return true;
    }
    setsLeft--;
    lastSet = lastSet == null ? node.first() : node.next(lastSet);
    if (lastSet.type() == RrType.SOA && place == zone.nodes().first()) {
      return nextOfNames();
    }
    show(owner, lastSet);
    return true;
  }

  private boolean enterNextNode() {
    long next = zone.nodes().next(place);
    if (next == PackedIndex.NONE) {
      stage = Stage.HASHES;
      place = zone.hasHashChain() ? zone.hashes().first() : PackedIndex.NONE;
      return false;
    }
    if (PackedIndex.chunkNumber(next) != PackedIndex.chunkNumber(place)) {
      awaitChunk(PackedIndex.chunkNumber(next));
    }
    place = next;
    enterNode();
    return true;
  }

  private boolean nextOfHashes() {
    if (place == PackedIndex.NONE) {
      stage = Stage.END;
      node = zone.apexNode();
      owner = zone.apex();
      set = node.set(RrType.SOA);
      rrsigs = null;
      return true;
    }
    awaitChunk(zone.nodes().chunkCount() + PackedIndex.chunkNumber(place));
    show(zone.nsec3At(place));
    place = zone.hashes().next(place);
    return true;
  }

  private void show(SignedSet signed) {
    owner = signed.owner();
    set = signed.set();
    rrsigs = signed.rrsigs();
  }

  private void show(DomainName name, RrSet shown) {
    owner = name;
    set = shown;
    rrsigs = zone.signatures(node, shown);
  }
}
