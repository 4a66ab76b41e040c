package org.frontsigner.wire;

/** The header of a message (RFC 1035, 4.1.1; RFC 4035, 3.1.6): its fields and its flags. */
public final class Header {
  public static final int OCTETS = 12;

  /** This is a response. */
  public static final int QR = 0x8000;

  /** Authoritative answer. */
  public static final int AA = 0x0400;

  /** Truncated: not everything fit. */
  public static final int TC = 0x0200;

  /** Recursion desired. */
  public static final int RD = 0x0100;

  /** Recursion available. */
  public static final int RA = 0x0080;

  /** Authentic data. */
  public static final int AD = 0x0020;

  /** Checking disabled. */
  public static final int CD = 0x0010;

  /** A question has at least a root name, a type and a class. */
  private static final int QUESTION_OCTETS_MIN = 5;

  /** A record has at least a root name, type, class, TTL and the length of its rdata. */
  private static final int RECORD_OCTETS_MIN = 11;

  private Header() {}

  public static int id(byte[] octets, int messageAt) {
    return Octets.u16(octets, messageAt);
  }

  /** The flags, opcode and rcode: 16 bits. */
  public static int flags(byte[] octets, int messageAt) {
    return Octets.u16(octets, messageAt + 2);
  }

  public static int opcode(int flags) {
    return flags >>> 11 & 0xf;
  }

  /** An opcode where it stands among the flags. */
  public static int ofOpcode(int opcode) {
    return (opcode & 0xf) << 11;
  }

  /** The lower four bits of the rcode; EDNS may carry more. */
  public static int rcode(int flags) {
    return flags & 0xf;
  }

  /** How many records, or questions, a section claims to have. */
  public static int count(byte[] octets, int messageAt, Section section) {
    return Octets.u16(octets, messageAt + 4 + 2 * section.number());
  }

  /**
   * Whether a message of {@code length} octets can hold as many questions and records as its header
   * claims: to be asked before anything is done for each of them.
   */
  public static boolean countsFit(byte[] octets, int messageAt, int length) {
    int questions = count(octets, messageAt, Section.QUESTION);
    int records =
        count(octets, messageAt, Section.ANSWER)
            + count(octets, messageAt, Section.AUTHORITY)
            + count(octets, messageAt, Section.ADDITIONAL);
    return questions * QUESTION_OCTETS_MIN + records * RECORD_OCTETS_MIN <= length - OCTETS;
  }
}
