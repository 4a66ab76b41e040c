package org.frontsigner.signing;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.wire.RrSet;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;

/** All that a signed zone serves as text, to compare values that were made in different ways. */
public final class SignedRecords {
  private SignedRecords() {}

  /** Every set with its signatures, denial included. */
  public static List<String> of(SignedZone signed) {
    List<String> all = new ArrayList<>();
    PackedIndex nodes = signed.nodes();
    for (long at = nodes.first(); at != PackedIndex.NONE; at = nodes.next(at)) {
      Node node = Node.at(nodes, at);
      for (RrSet set : node.sets()) {
        Rrsigs rrsigs = signed.signatures(node, set);
        all.add(text(new SignedSet(node.name(signed.apex()).lowerCase(), set, rrsigs)));
      }
      if (signed.ownsNsec(node)) {
        all.add(text(signed.nsec(node)));
      }
    }
    PackedIndex hashes = signed.hasHashChain() ? signed.hashes() : PackedIndex.EMPTY;
    for (long at = hashes.first(); at != PackedIndex.NONE; at = hashes.next(at)) {
      all.add(text(signed.nsec3At(at)));
    }
    return all;
  }

  private static String text(SignedSet signed) {
    HexFormat hex = HexFormat.of();
    String signatures =
        signed.rrsigs() == null ? "unsigned" : hex.formatHex(signed.rrsigs().toSet().toOctets());
    return signed.owner()
        + " "
        + signed.set()
        + " "
        + hex.formatHex(signed.set().toOctets())
        + " "
        + signatures;
  }
}
