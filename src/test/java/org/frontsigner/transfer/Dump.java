package org.frontsigner.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.BuildResult;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.PackedIndex;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Zone;
import org.frontsigner.zone.ZoneBuilder;

/** Everything that is in a zone or a difference, in lines. */
final class Dump {
  private static final HexFormat HEX = HexFormat.of();

  private Dump() {}

  static List<String> of(Zone zone) {
    List<String> lines = new ArrayList<>();
    PackedIndex nodes = zone.nodes();
    for (long place = nodes.first(); place != PackedIndex.NONE; place = nodes.next(place)) {
      Node node = Node.at(nodes, place);
      for (RrSet set : node.sets()) {
        lines.add(node.name(zone.apex()) + " " + HEX.formatHex(set.toOctets()));
      }
    }
    return lines;
  }

  static List<String> of(Difference difference) {
    List<String> lines = new ArrayList<>();
    lines.add(difference.fromSerial() + " to " + difference.toSerial());
    add(lines, "-", difference.removed());
    add(lines, "+", difference.added());
    return lines;
  }

  private static void add(List<String> lines, String sign, RecordList records) {
    records.forEach(
        (owner, type, ttl, rdata) ->
            lines.add(
                "%s %s %d %s %s"
                    .formatted(sign, owner, ttl, RrType.name(type), HEX.formatHex(rdata))));
  }

  /** The lines of the zone that these records make; the closing SOA left out. */
  static List<String> zoneOf(Rr... records) {
    ZoneBuilder builder = new ZoneBuilder(Rr.ZONE, IntakePolicy.DEFAULT);
    Arrays.stream(records)
        .forEach(each -> builder.add(each.owner(), each.type(), each.ttl(), each.rdata()));
    return of(((BuildResult.Built) builder.build()).zone());
  }
}
