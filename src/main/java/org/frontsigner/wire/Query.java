package org.frontsigner.wire;

/**
 * A well-formed QUERY or NOTIFY: a view of the octets that it came in, good as long as they stay.
 * All positions are indexes of {@link #octets()}.
 */
public final class Query implements Received {
  private final byte[] octets;
  private final int offset;
  private final int length;
  private final int flags;
  private final int qnameLength;
  private final Edns edns;
  private final int tsigAt;
  private final long soaSerial;

  Query(byte[] octets, int offset, int length, QueryReader reader) {
    this.octets = octets;
    this.offset = offset;
    this.length = length;
    this.flags = Header.flags(octets, offset);
    this.qnameLength = reader.qnameLength();
    this.edns = reader.edns();
    this.tsigAt = reader.tsigAt();
    this.soaSerial = reader.soaSerial();
  }

  /** The array that the message came in; not to be changed while the query is in use. */
  public byte[] octets() {
    return octets;
  }

  /** Where the message begins. */
  public int offset() {
    return offset;
  }

  /** Octets of the message. */
  public int length() {
    return length;
  }

  public int id() {
    return Header.id(octets, offset);
  }

  /** The second 16 bits of the header: see {@link Header}. */
  public int flags() {
    return flags;
  }

  /** {@link Opcode#QUERY} or {@link Opcode#NOTIFY}. */
  public int opcode() {
    return Header.opcode(flags);
  }

  public boolean isNotify() {
    return opcode() == Opcode.NOTIFY;
  }

  public boolean recursionDesired() {
    return (flags & Header.RD) != 0;
  }

  public boolean checkingDisabled() {
    return (flags & Header.CD) != 0;
  }

  /** Whether the sender understands the AD flag of the answer (RFC 6840, 5.7). */
  public boolean authenticData() {
    return (flags & Header.AD) != 0;
  }

  /** Where the uncompressed name asked for begins, its letter case as it came. */
  public int qnameAt() {
    return offset + Header.OCTETS;
  }

  /** Octets of the name asked for, root label included. */
  public int qnameLength() {
    return qnameLength;
  }

  /** The name asked for, as a value of its own. */
  public DomainName qname() {
    return DomainName.at(octets, qnameAt());
  }

  public int qtype() {
    return Octets.u16(octets, qnameAt() + qnameLength);
  }

  public int qclass() {
    return Octets.u16(octets, qnameAt() + qnameLength + 2);
  }

  /** Octets of the question: name, type and class. */
  public int questionLength() {
    return qnameLength + 4;
  }

  /** The OPT record; {@link Edns#ABSENT} when there is none. */
  public Edns edns() {
    return edns;
  }

  /** Where the TSIG record, the last of the message, begins; -1 when there is none. */
  public int tsigAt() {
    return tsigAt;
  }

  public boolean hasTsig() {
    return tsigAt >= 0;
  }

  /** The name of the TSIG key; only when {@link #hasTsig}. */
  public DomainName tsigKeyName() {
    byte[] name = new byte[DomainName.OCTETS_MAX];
    ReceivedName.copy(octets, offset, tsigAt, offset + length, name, 0);
    return DomainName.at(name, 0);
  }

  /** Whether {@link #soaSerial} is there: always in IXFR, where the primary wishes in NOTIFY. */
  public boolean hasSoaSerial() {
    return soaSerial >= 0;
  }

  /**
   * The serial that the client has, in IXFR (RFC 1995, 3), or the primary claims to have, in NOTIFY
   * (RFC 1996, 3.7), from an SOA record of the name asked for; -1 when there is none.
   */
  public long soaSerial() {
    return soaSerial;
  }
}
