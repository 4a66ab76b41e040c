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
 * is. Of a pre-signed zone all that came is sent as plain records: the data of a name, then what it
 * carries. Not thread-safe; for one transfer.
 */
final class ZoneWalk implements TransferWalk {
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
  private RrSet[] carried = {};
  private int nextCarried;
  private RrSet lastSet;
  private boolean nsecDue;

  private DomainName owner;
  private RrSet set;
  private Rrsigs rrsigs;

  ZoneWalk(SignedZone zone, SigningPipe pipe) {
    this.zone = zone;
    this.pipe = pipe;
  }

  @Override
  public DomainName owner() {
    return owner;
  }

  @Override
  public RrSet set() {
    return set;
  }

  @Override
  public Rrsigs rrsigs() {
    return rrsigs;
  }

  @Override
  public boolean advance() {
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
    if (zone.plan().signs()) {
      pipe.await(number);
    }
  }

  private void enterNode() {
    node = Node.at(zone.nodes(), place);
    owner = node.name(zone.apex());
    setsLeft = node.setCount();
    lastSet = null;
    nsecDue = !zone.isPresigned() && zone.ownsNsec(node);
    carried = zone.isPresigned() ? node.carried() : carried;
    nextCarried = 0;
  }

  private boolean nextOfNames() {
    while (setsLeft == 0 && !nsecDue && nextCarried == carried.length) {
      if (!enterNextNode()) {
        return nextOfHashes();
      }
    }
    if (setsLeft == 0) {
      return nextBesideData();
    }
    setsLeft--;
    lastSet = lastSet == null ? node.first() : node.next(lastSet);
    if (lastSet.type() == RrType.SOA && place == zone.nodes().first()) {
      return nextOfNames();
    }
    show(owner, lastSet);
    return true;
  }

  private boolean nextBesideData() {
    if (nsecDue) {
      nsecDue = false;
      show(zone.nsec(node));
    } else {
      showPlain(owner, carried[nextCarried++]);
    }
    return true;
  }

  private boolean enterNextNode() {
    long next = zone.nodes().next(place);
    if (next == PackedIndex.NONE) {
      stage = Stage.HASHES;
      place = zone.hasHashChain() ? hashes().first() : PackedIndex.NONE;
      return false;
    }
    if (PackedIndex.chunkNumber(next) != PackedIndex.chunkNumber(place)) {
      awaitChunk(PackedIndex.chunkNumber(next));
    }
    place = next;
    enterNode();
    return true;
  }

  /** Of a pre-signed zone all hashes that came, whether its denials need them or not. */
  private PackedIndex hashes() {
    return zone.isPresigned() ? zone.zone().hashes() : zone.hashes();
  }

  private boolean nextOfHashes() {
    if (nextCarried < carried.length) {
      showPlain(owner, carried[nextCarried++]);
      return true;
    }
    if (place == PackedIndex.NONE) {
      stage = Stage.END;
      node = zone.apexNode();
      owner = zone.apex();
      set = node.set(RrType.SOA);
      rrsigs = null;
      return true;
    }
    if (zone.isPresigned()) {
      Node hashed = Node.at(hashes(), place);
      place = hashes().next(place);
      owner = hashed.hashedName(zone.apex());
      carried = hashed.carried();
      nextCarried = 0;
      return nextOfHashes();
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
    rrsigs = zone.isPresigned() ? null : zone.signatures(node, shown);
  }

  private void showPlain(DomainName name, RrSet shown) {
    owner = name;
    set = shown;
    rrsigs = null;
  }
}
