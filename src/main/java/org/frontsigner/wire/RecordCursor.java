package org.frontsigner.wire;

import java.util.Arrays;

/**
 * Reads a message from strangers, one record after another, without an object for any of them: the
 * accessors describe the record that {@link #next} came to, and are good until it is called again.
 * The octets must not change meanwhile. Reusable for the next message; not thread-safe.
 */
public final class RecordCursor {
  private static final int RDATA_OCTETS_MAX = RrSet.RDATA_OCTETS_MAX - 2;

  private final byte[] owner = new byte[DomainName.OCTETS_MAX];
  private final byte[] rdata = new byte[2 * RrSet.RDATA_OCTETS_MAX];
  private final int[] left = new int[Section.COUNT];

  private byte[] octets = new byte[Header.OCTETS];
  private int start;
  private int end;
  private int at;
  private int flags;
  private int qnameAt;
  private int section;
  private int recordAt;
  private int ownerLength;
  private int type;
  private int rrClass;
  private long ttlField;
  private int rdataLength;

  /**
   * Begins to read the message of {@code length} octets at {@code offset}, its header and question.
   *
   * @throws MalformedMessage when it is too short for a header or for as many records as it claims,
   *     has more than one question, or a malformed one
   */
  public RecordCursor read(byte[] source, int offset, int length) {
    octets = source;
    start = offset;
    end = offset + length;
    at = offset + Header.OCTETS;
    recordAt = at;
    if (length < Header.OCTETS) {
      throw new MalformedMessage("a message of " + length + " octets has no header");
    }
    if (!Header.countsFit(source, offset, length)) {
      throw new MalformedMessage("the counts in the header need more octets than " + length);
    }
    flags = Header.flags(source, offset);
    section = Section.QUESTION.number();
    for (Section each : Section.values()) {
      left[each.number()] = Header.count(source, offset, each);
    }
    readQuestion();
    return this;
  }

  private void readQuestion() {
    qnameAt = -1;
    if (left[0] == 0) {
      return;
    }
    if (left[0] > 1) {
      throw new MalformedMessage("there are " + left[0] + " questions in a message");
    }
    qnameAt = at;
    ownerLength = ReceivedName.copy(octets, start, at, end, owner, 0);
    if (ownerLength < 0 || at + ownerLength + 4 > end) {
      throw malformed("the question is cut off or has a malformed name");
    }
    at += ownerLength + 4;
  }

  public int id() {
    return Header.id(octets, start);
  }

  /** The second 16 bits of the header: see {@link Header}. */
  public int flags() {
    return flags;
  }

  public boolean isResponse() {
    return (flags & Header.QR) != 0;
  }

  public boolean isTruncated() {
    return (flags & Header.TC) != 0;
  }

  public boolean isAuthoritative() {
    return (flags & Header.AA) != 0;
  }

  public int opcode() {
    return Header.opcode(flags);
  }

  /** The lower four bits; an OPT record may carry more. */
  public int rcode() {
    return Header.rcode(flags);
  }

  /** How many records the header says that a section has. */
  public int count(Section of) {
    return Header.count(octets, start, of);
  }

  public boolean hasQuestion() {
    return qnameAt >= 0;
  }

  /** The name asked for; only when {@link #hasQuestion}. */
  public DomainName qname() {
    return DomainName.at(octets, qnameAt);
  }

  /** The type asked for; only when {@link #hasQuestion}. */
  public int qtype() {
    return Octets.u16(octets, qnameEnd());
  }

  /** The class asked for; only when {@link #hasQuestion}. */
  public int qclass() {
    return Octets.u16(octets, qnameEnd() + 2);
  }

  private int qnameEnd() {
    return ReceivedName.endOf(octets, qnameAt, end);
  }

  /**
   * Goes to the next record; false when there is none.
   *
   * @throws MalformedMessage when the record is malformed, or octets follow the last one
   */
  public boolean next() {
    while (section == 0 || left[section] == 0) {
      if (section == Section.COUNT - 1) {
        return end();
      }
      section++;
    }
    left[section]--;
    readRecord();
    return true;
  }

  private boolean end() {
    if (at != end) {
      throw new MalformedMessage("octets follow the last record, at octet " + (at - start));
    }
    return false;
  }

  private void readRecord() {
    recordAt = at;
    ownerLength = ReceivedName.copy(octets, start, at, end, owner, 0);
    if (ownerLength < 0) {
      throw malformed("the owner is malformed");
    }
    int fields = ReceivedName.endOf(octets, at, end);
    if (fields + 10 > end) {
      throw malformed("it is cut off");
    }
    type = Octets.u16(octets, fields);
    rrClass = Octets.u16(octets, fields + 2);
    ttlField = Octets.u32(octets, fields + 4);
    at = fields + 10 + Octets.u16(octets, fields + 8);
    if (at > end) {
      throw malformed("its rdata is cut off");
    }
    readRdata(fields + 10, at);
  }

  private void readRdata(int from, int to) {
    RdataLayout layout = RdataLayout.of(type);
    if (layout.mayArriveCompressed()) {
      rdataLength = decompress(layout.fields(), from, to);
    } else {
      rdataLength = to - from;
      System.arraycopy(octets, from, rdata, 0, rdataLength);
    }
    if (rdataLength < 0 || !layout.fits(rdata, 0, rdataLength)) {
      throw malformed("its rdata is no rdata of type " + RrType.name(type));
    }
  }

  /** The length of the uncompressed rdata; -1 when it is malformed. */
  private int decompress(String fields, int from, int to) {
    int source = from;
    int length = 0;
    for (int i = 0; i < fields.length(); i++) {
      char field = fields.charAt(i);
      boolean isName = field == 'C' || field == 'L';
      int next =
          isName
              ? ReceivedName.endOf(octets, source, to)
              : RdataLayout.fieldEnd(field, octets, source, to);
      if (next < 0 || next > to) {
        return -1;
      }
      int copied = isName ? copyName(source, to, length) : copyOctets(source, next, length);
      if (copied < 0 || length + copied > RDATA_OCTETS_MAX) {
        return -1;
      }
      length += copied;
      source = next;
    }
    return source == to ? length : -1;
  }

  private int copyName(int from, int to, int target) {
    return ReceivedName.copy(octets, start, from, to, rdata, target);
  }

  private int copyOctets(int from, int to, int target) {
    System.arraycopy(octets, from, rdata, target, to - from);
    return to - from;
  }

  private MalformedMessage malformed(String what) {
    return new MalformedMessage(
        "the record at octet %d of the message is malformed: %s".formatted(recordAt - start, what));
  }

  /** The section that the record stands in. */
  public Section section() {
    return Section.of(section);
  }

  /** Where in the array that is read the record begins. */
  public int recordAt() {
    return recordAt;
  }

  /** The owner uncompressed, from index 0, in an array that the next record overwrites. */
  public byte[] ownerOctets() {
    return owner;
  }

  public int ownerLength() {
    return ownerLength;
  }

  /** The owner as a value of its own. */
  public DomainName owner() {
    return DomainName.at(owner, 0);
  }

  /** Whether the owner is this name, letter case aside. */
  public boolean ownerIs(DomainName name) {
    return ownerLength == name.length()
        && DomainName.equalIgnoringCase(owner, 0, name.octets(), 0, ownerLength);
  }

  public int type() {
    return type;
  }

  public int rrClass() {
    return rrClass;
  }

  /** Seconds, up to 2^31 - 1: what is above counts as 0 (RFC 2181, 8). */
  public long ttl() {
    return ttlField > Integer.MAX_VALUE ? 0 : ttlField;
  }

  /** The TTL field as it stands: an OPT record keeps rcode, version and flags there. */
  public long ttlField() {
    return ttlField;
  }

  /** The rdata uncompressed, from index 0, in an array that the next record overwrites. */
  public byte[] rdataOctets() {
    return rdata;
  }

  public int rdataLength() {
    return rdataLength;
  }

  /** A copy of the uncompressed rdata. */
  public byte[] rdata() {
    return Arrays.copyOf(rdata, rdataLength);
  }
}
