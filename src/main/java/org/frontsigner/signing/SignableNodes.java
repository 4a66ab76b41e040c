package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedChunk;
import org.frontsigner.zone.PackedIndex;

/** The names of a zone: a slot for each set, and one more for the NSEC record. Immutable. */
final class SignableNodes implements Signable {
  private final DomainName apex;
  private final PackedIndex nodes;
  private final NsecChain nsec;

  SignableNodes(DomainName apex, PackedIndex nodes, NsecChain nsec) {
    this.apex = apex;
    this.nodes = nodes;
    this.nsec = nsec;
  }

  @Override
  public PackedIndex index() {
    return nodes;
  }

  @Override
  public int slots(PackedChunk chunk, int ordinal) {
    return Node.setCountOf(chunk, ordinal) + 1;
  }

  @Override
  public int type(long place, int slot) {
    Node node = Node.at(nodes, place);
    return slot < node.setCount() ? node.setAt(slot).type() : RrType.NSEC;
  }

  @Override
  public boolean prepare(long place, int slot, RrsigMessage message) {
    Node node = Node.at(nodes, place);
    RrSet set = set(node, slot);
    if (set == null) {
      return false;
    }
    byte[] owner = new byte[DomainName.OCTETS_MAX];
    byte[] key = node.key();
    int at = NameKey.toWire(key, 0, key.length, apex.lowerCase(), owner);
    message.over(apex.lowerCase(), owner, at, owner.length - at, set);
    return true;
  }

  /** The set in a slot; null when the zone does not sign it. */
  private RrSet set(Node node, int slot) {
    if (slot == node.setCount()) {
      return nsec != null && NsecChain.isOwner(node.kind()) ? nsec.set(node) : null;
    }
    RrSet set = node.setAt(slot);
    return node.isAuthoritative(set.type()) ? set : null;
  }

  @Override
  public boolean sameAs(Signable older, long olderPlace, long place, int slot) {
    SignableNodes then = (SignableNodes) older;
    Node node = Node.at(nodes, place);
    Node olderNode = Node.at(then.nodes, olderPlace);
    if (slot == node.setCount()) {
      return nsec != null && then.nsec != null && sameNsec(then, olderNode, node);
    }
    RrSet set = node.setAt(slot);
    RrSet olderSet = olderNode.set(set.type());
    return olderSet != null
        && olderSet.sameOctets(set)
        && node.isAuthoritative(set.type())
        && olderNode.isAuthoritative(set.type());
  }

  private boolean sameNsec(SignableNodes then, Node olderNode, Node node) {
    boolean bothOwn = NsecChain.isOwner(node.kind()) && NsecChain.isOwner(olderNode.kind());
    return bothOwn && nsec.set(node).sameOctets(then.nsec.set(olderNode));
  }
}
