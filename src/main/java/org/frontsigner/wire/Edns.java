package org.frontsigner.wire;

/**
 * What a received OPT record says (RFC 6891, 6.1): a view of the message that it came in. When the
 * version is 0, its options are whole; of other versions nothing but the version is known.
 */
public final class Edns {
  /** The message has no OPT record. */
  public static final Edns ABSENT = new Edns(new byte[0], 0, 0, 0, 0);

  /** The one flag: DNSSEC answer OK (RFC 3225). */
  public static final int DNSSEC_OK = 0x8000;

  /** Without EDNS, and whatever smaller size EDNS gives, a UDP answer may have 512 octets. */
  public static final int UDP_PAYLOAD_OCTETS_MIN = 512;

  private final byte[] octets;
  private final int optionsAt;
  private final int optionsLength;
  private final int payload;
  private final int ttlField;

  private Edns(byte[] octets, int optionsAt, int optionsLength, int payload, int ttlField) {
    this.octets = octets;
    this.optionsAt = optionsAt;
    this.optionsLength = optionsLength;
    this.payload = payload;
    this.ttlField = ttlField;
  }

  /** Of the OPT record whose type field, the octets after its owner, is at {@code at}. */
  static Edns at(byte[] octets, int at) {
    int rdataLength = Octets.u16(octets, at + 8);
    int payload = Octets.u16(octets, at + 2);
    return new Edns(octets, at + 10, rdataLength, payload, Octets.i32(octets, at + 4));
  }

  public boolean isPresent() {
    return this != ABSENT;
  }

  /** The version; 0 is the only one there is. */
  public int version() {
    return ttlField >>> 16 & 0xff;
  }

  /** The upper eight of the twelve bits of the rcode. */
  public int extendedRcode() {
    return ttlField >>> 24;
  }

  /** The most octets that the sender takes in one UDP answer; at least 512 (RFC 6891, 6.2.3). */
  public int udpPayloadOctets() {
    return Math.max(payload, UDP_PAYLOAD_OCTETS_MIN);
  }

  public boolean dnssecOk() {
    return (ttlField & DNSSEC_OK) != 0;
  }

  /** The 16 flags, of which only {@link #DNSSEC_OK} has a meaning. */
  public int flags() {
    return ttlField & 0xffff;
  }

  /** The array that the positions of options refer to. */
  public byte[] octets() {
    return octets;
  }

  /** Where the data of the first option with this code begins; -1 when there is none. */
  public int optionAt(int code) {
    int end = optionsAt + optionsLength;
    int at = version() == 0 ? optionsAt : end;
    while (at < end) {
      if (Octets.u16(octets, at) == code) {
        return at + 4;
      }
      at += 4 + Octets.u16(octets, at + 2);
    }
    return -1;
  }

  /** Octets of the data of the option that {@link #optionAt} found. */
  public int optionLength(int optionAt) {
    return Octets.u16(octets, optionAt - 2);
  }

  public boolean hasOption(int code) {
    return optionAt(code) >= 0;
  }

  /** Whether the options end where the record ends; not to be asked for versions above 0. */
  boolean optionsFit() {
    int end = optionsAt + optionsLength;
    int at = optionsAt;
    while (at + 4 <= end) {
      at += 4 + Octets.u16(octets, at + 2);
    }
    return at == end;
  }
}
