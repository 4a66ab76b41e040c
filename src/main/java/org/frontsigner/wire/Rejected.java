package org.frontsigner.wire;

/**
 * A message that can't be taken as a query and is answered with an error: FORMERR, or NOTIMP for
 * what is neither QUERY nor NOTIFY. A view of the octets that it came in.
 */
public final class Rejected implements Received {
  private final byte[] octets;
  private final int offset;
  private final int questionLength;
  private final int rcode;
  private final Edns edns;

  Rejected(byte[] octets, int offset, int questionLength, int rcode, Edns edns) {
    this.octets = octets;
    this.offset = offset;
    this.questionLength = questionLength;
    this.rcode = rcode;
    this.edns = edns;
  }

  public int id() {
    return Header.id(octets, offset);
  }

  /** The second 16 bits of the header: see {@link Header}. */
  public int flags() {
    return Header.flags(octets, offset);
  }

  public int opcode() {
    return Header.opcode(flags());
  }

  /** What to answer with. */
  public int rcode() {
    return rcode;
  }

  /** Octets of the one question, after the header, that the answer repeats; 0 when unreadable. */
  public int questionLength() {
    return questionLength;
  }

  /** Where the question begins in {@link #octets()}. */
  public int questionAt() {
    return offset + Header.OCTETS;
  }

  /** The OPT record read before what was wrong; if present the answer has one, too. */
  public Edns edns() {
    return edns;
  }

  public byte[] octets() {
    return octets;
  }
}
