package org.frontsigner.wire;

/**
 * Reads a message from strangers as a query. Nothing is thrown whatever they send, and the work is
 * bounded by the length of the message.
 *
 * <p>What is refused: anything but one question; records in the answer and authority sections
 * except the SOA of NOTIFY and IXFR; an IXFR without it; a second OPT record, or one in another
 * section, not at the root, or with cut options (RFC 6891, 6.1.1); a TSIG record that is not the
 * last of all (RFC 8945, 5.1); octets after the last record. What is ignored: the flags that mean
 * nothing in a query, and further records in the additional section.
 */
public final class QueryReader {
  private static final int RECORD_FIELDS_OCTETS = 10;

  private final byte[] octets;
  private final int offset;
  private final int end;
  private int at;
  private int qnameLength;
  private Edns edns = Edns.ABSENT;
  private int tsigAt = -1;
  private long soaSerial = -1;

  private QueryReader(byte[] octets, int offset, int length) {
    this.octets = octets;
    this.offset = offset;
    this.end = offset + length;
    this.at = offset + Header.OCTETS;
  }

  /** Reads the message of {@code length} octets at {@code offset}; the result is a view of them. */
  public static Received read(byte[] octets, int offset, int length) {
    if (length < Header.OCTETS) {
      return Ignored.RUNT;
    }
    int flags = Header.flags(octets, offset);
    if ((flags & Header.QR) != 0) {
      return Ignored.RESPONSE;
    }
    int opcode = Header.opcode(flags);
    if (opcode != Opcode.QUERY && opcode != Opcode.NOTIFY) {
      // RFC 8906, 3.1.4: what else an unknown kind of message has can't be known.
      return new Rejected(octets, offset, 0, Rcode.NOTIMP, Edns.ABSENT);
    }
    return new QueryReader(octets, offset, length).read(length);
  }

  private Received read(int length) {
    if (!Header.countsFit(octets, offset, length) || !readQuestion()) {
      return new Rejected(octets, offset, 0, Rcode.FORMERR, Edns.ABSENT);
    }
    boolean whole =
        readRecords(Section.ANSWER)
            && readRecords(Section.AUTHORITY)
            && readRecords(Section.ADDITIONAL);
    if (!whole || at != end || (isIxfr() && soaSerial < 0)) {
      return new Rejected(octets, offset, qnameLength + 4, Rcode.FORMERR, edns);
    }
    return new Query(octets, offset, length, this);
  }

  private boolean readQuestion() {
    if (Header.count(octets, offset, Section.QUESTION) != 1) {
      return false;
    }
    qnameLength = DomainName.octetsAt(octets, at);
    if (qnameLength < 0 || at + qnameLength + 4 > end) {
      return false;
    }
    at += qnameLength + 4;
    return true;
  }

  private boolean isNotify() {
    return Header.opcode(Header.flags(octets, offset)) == Opcode.NOTIFY;
  }

  private boolean isIxfr() {
    return !isNotify() && u16AfterQname(0) == RrType.IXFR;
  }

  private int u16AfterQname(int skipped) {
    return Octets.u16(octets, offset + Header.OCTETS + qnameLength + skipped);
  }

  private boolean readRecords(Section section) {
    for (int left = Header.count(octets, offset, section); left > 0; left--) {
      if (!readRecord(section, left == 1)) {
        return false;
      }
    }
    return true;
  }

  private boolean readRecord(Section section, boolean last) {
    int ownerAt = at;
    int fieldsAt = ReceivedName.endOf(octets, at, end);
    if (fieldsAt < 0 || fieldsAt + RECORD_FIELDS_OCTETS > end) {
      return false;
    }
    at = fieldsAt + RECORD_FIELDS_OCTETS + Octets.u16(octets, fieldsAt + 8);
    if (at > end) {
      return false;
    }
    return switch (Octets.u16(octets, fieldsAt)) {
      case RrType.OPT -> section == Section.ADDITIONAL && readOpt(ownerAt, fieldsAt);
      case RrType.TSIG -> section == Section.ADDITIONAL && last && readTsig(ownerAt, fieldsAt);
      case RrType.SOA -> readSoa(section, ownerAt, fieldsAt);
      default -> mayHaveMore(section);
    };
  }

  /** RFC 1996, 3.7: NOTIFY may have anything anywhere. */
  private boolean mayHaveMore(Section section) {
    return section == Section.ADDITIONAL || isNotify();
  }

  private boolean readOpt(int ownerAt, int fieldsAt) {
    if (edns.isPresent() || octets[ownerAt] != 0) {
      return false;
    }
    Edns read = Edns.at(octets, fieldsAt);
    if (read.version() == 0 && !read.optionsFit()) {
      return false;
    }
    edns = read;
    return true;
  }

  private boolean readTsig(int ownerAt, int fieldsAt) {
    byte[] name = new byte[DomainName.OCTETS_MAX];
    tsigAt = ownerAt;
    return Octets.u16(octets, fieldsAt + 2) == RrClass.ANY
        && ReceivedName.copy(octets, offset, ownerAt, end, name, 0) > 0;
  }

  private boolean readSoa(Section section, int ownerAt, int fieldsAt) {
    Section expected = isNotify() ? Section.ANSWER : Section.AUTHORITY;
    if (section != expected || !(isNotify() || isIxfr())) {
      return mayHaveMore(section);
    }
    boolean ofQname =
        Octets.u16(octets, fieldsAt + 2) == u16AfterQname(2) && isQname(ownerAt, fieldsAt);
    if (ofQname && soaSerial < 0) {
      int mnameEnd = ReceivedName.endOf(octets, fieldsAt + RECORD_FIELDS_OCTETS, at);
      int rnameEnd = mnameEnd < 0 ? -1 : ReceivedName.endOf(octets, mnameEnd, at);
      if (rnameEnd < 0 || rnameEnd + SoaRdata.NUMBERS_OCTETS != at) {
        return false;
      }
      soaSerial = Octets.u32(octets, rnameEnd);
    }
    return ofQname || isNotify();
  }

  private boolean isQname(int ownerAt, int ownerEnd) {
    int qnameAt = offset + Header.OCTETS;
    if (ownerEnd - ownerAt == 2 && Octets.u16(octets, ownerAt) == (0xc000 | Header.OCTETS)) {
      return true;
    }
    byte[] name = new byte[DomainName.OCTETS_MAX];
    int length = ReceivedName.copy(octets, offset, ownerAt, end, name, 0);
    return length == qnameLength
        && DomainName.equalIgnoringCase(name, 0, octets, qnameAt, qnameLength);
  }

  int qnameLength() {
    return qnameLength;
  }

  Edns edns() {
    return edns;
  }

  int tsigAt() {
    return tsigAt;
  }

  long soaSerial() {
    return soaSerial;
  }
}
