package org.frontsigner.simulation;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.zone.Soa;

/** A record on its way. */
record Rr(DomainName owner, int type, long ttl, byte[] rdata) {
  private static final ThreadLocal<RecordCursor> CURSORS =
      ThreadLocal.withInitial(RecordCursor::new);

  /** The records of one section of a message. */
  static List<Rr> of(byte[] message, Section section) {
    List<Rr> records = new ArrayList<>();
    RecordCursor cursor = CURSORS.get().read(message, 0, message.length);
    while (cursor.next()) {
      if (cursor.section() == section && cursor.type() != RrType.OPT) {
        records.add(new Rr(cursor.owner(), cursor.type(), cursor.ttl(), cursor.rdata()));
      }
    }
    return records;
  }

  boolean isSoa() {
    return type == RrType.SOA;
  }

  long serial() {
    return Soa.serialOf(rdata);
  }

  @Override
  public String toString() {
    return owner + " " + ttl + " " + RrType.name(type);
  }
}
