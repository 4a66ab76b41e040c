package org.frontsigner.transfer;

import static org.frontsigner.transfer.TransferFault.failed;
import static org.frontsigner.transfer.TransferFault.notIncremental;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.CanonicalRdata;
import org.frontsigner.wire.RecordCursor;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Serial;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.RecordList;
import org.frontsigner.zone.Soa;

/**
 * Reads the differences of an IXFR (RFC 1995, 4), from the second record of the answer to its last.
 * SOA records of the zone stand between the parts:
 *
 * <pre>
 *   REMOVED ─SOA of a later serial──────────────────────▶ ADDED
 *   ADDED   ─SOA of the serial reached, not the newest──▶ REMOVED   (the next difference)
 *   ADDED   ─the newest SOA, its serial reached─────────▶ complete
 * </pre>
 *
 * <p>Differences that do not lead from our serial to the newest, one after the other and always
 * forward (RFC 1982), are no fault of the zone: it may still come whole. Not thread-safe.
 */
final class DifferenceReader {
  private final TransferLimits limits;
  private final byte[] newestSoa;
  private final long newestSerial;
  private final List<Difference> differences = new ArrayList<>();
  private RecordList.Builder removed = new RecordList.Builder();
  private RecordList.Builder added = new RecordList.Builder();
  private boolean adding;
  private long fromSerial;
  private long toSerial;
  private long octets;
  private boolean complete;

  /** A reader at the SOA that begins the first difference, which the caller has compared. */
  DifferenceReader(TransferLimits limits, byte[] newestSoa, RecordCursor first)
      throws TransferFault {
    this.limits = limits;
    this.newestSoa = newestSoa;
    this.newestSerial = Soa.serialOf(newestSoa);
    this.fromSerial = Soa.serialOf(first.rdata());
    add(removed, first);
  }

  /** Takes the next record. */
  void take(RecordCursor record, boolean isSoaOfZone) throws TransferFault {
    if (complete) {
      throw notIncremental("the IXFR goes on after its last SOA");
    }
    if (record.rrClass() != RrClass.IN) {
      throw failed("a record has class " + RrClass.name(record.rrClass()));
    }
    if (!isSoaOfZone) {
      add(adding ? added : removed, record);
    } else if (adding) {
      endDifference(record);
    } else {
      endRemoved(record);
    }
  }

  /** Whether the last SOA came. */
  boolean isComplete() {
    return complete;
  }

  /** What came, in order; of use only when it is complete. */
  List<Difference> differences() {
    return differences;
  }

  private void endRemoved(RecordCursor soa) throws TransferFault {
    toSerial = Soa.serialOf(soa.rdata());
    if (!Serial.isAfter(toSerial, fromSerial)) {
      throw notIncremental(
          "a difference leads from serial %d to %d, which is not later"
              .formatted(fromSerial, toSerial));
    }
    if (toSerial == newestSerial ? !isNewest(soa) : !Serial.isAfter(newestSerial, toSerial)) {
      throw notIncremental(
          "a difference leads to another SOA than the newest, at serials %d and %d"
              .formatted(toSerial, newestSerial));
    }
    adding = true;
    add(added, soa);
  }

  private void endDifference(RecordCursor soa) throws TransferFault {
    differences.add(new Difference(fromSerial, toSerial, removed.build(), added.build()));
    long serial = Soa.serialOf(soa.rdata());
    if (serial != toSerial) {
      throw notIncremental(
          "a difference to serial %d is followed by one from %d".formatted(toSerial, serial));
    }
    complete = toSerial == newestSerial;
    if (complete && !isNewest(soa)) {
      throw notIncremental("the SOA at the end differs from the first, both at " + serial);
    }
    if (!complete) {
      begin(soa);
    }
  }

  private void begin(RecordCursor soa) throws TransferFault {
    if (differences.size() >= limits.differencesMax()) {
      throw notIncremental("more than %d differences".formatted(limits.differencesMax()));
    }
    fromSerial = toSerial;
    removed = new RecordList.Builder();
    added = new RecordList.Builder();
    adding = false;
    add(removed, soa);
  }

  private boolean isNewest(RecordCursor soa) {
    return CanonicalRdata.compare(RrType.SOA, newestSoa, soa.rdata()) == 0;
  }

  private void add(RecordList.Builder list, RecordCursor record) throws TransferFault {
    int before = list.octets();
    list.add(
        record.ownerOctets(),
        record.ownerLength(),
        record.type(),
        record.ttl(),
        record.rdataOctets(),
        0,
        record.rdataLength());
    octets += list.octets() - before;
    if (octets > limits.differenceOctetsMax()) {
      throw notIncremental(
          "the differences have more than %d octets".formatted(limits.differenceOctetsMax()));
    }
  }
}
