package org.frontsigner.store;

import java.util.function.Consumer;
import java.util.function.Function;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.NameKey;
import org.frontsigner.wire.Octets;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Node;
import org.frontsigner.zone.Zone;

/**
 * The rows of signatures that came with a zone. They have the order of what they cover; those over
 * NSEC3 records have none, or their owners would join the chain. At a cut they are no more
 * authoritative than the name servers there, as rectify-zone has it. For one zone.
 */
final class CarriedSignatureRows {
  private static final int COLUMNS = 8;

  private final Zone zone;
  private final Ordering ordering;
  private final Function<DomainName, String> orderTexts;

  CarriedSignatureRows(Zone zone, Ordering ordering) {
    this.zone = zone;
    this.ordering = ordering;
    this.orderTexts = ordering.texts(zone.apex());
  }

  void of(DomainName owner, int type, long ttlSeconds, byte[] rdata, Consumer<Object[]> rows) {
    Object[] row = new Object[COLUMNS];
    row[1] = SqlText.name(owner);
    row[2] = RrType.name(type);
    row[3] = SqlText.content(type, rdata).text();
    row[4] = ttlSeconds;
    row[5] = 0;
    int covered = Octets.u16(rdata, 0);
    Node node = covered == RrType.NSEC3 ? null : zone.node(NameKey.of(owner, zone.apex()));
    row[6] = order(owner, node, covered);
    row[7] = node == null || node.isAuthoritative(type);
    rows.accept(row);
  }

  private String order(DomainName owner, Node node, int covered) {
    boolean ordered =
        node != null
            && (covered == RrType.NSEC
                ? ordering.orders(node, RrType.NS)
                : ordering.orders(node, covered));
    return ordered ? orderTexts.apply(owner) : null;
  }
}
