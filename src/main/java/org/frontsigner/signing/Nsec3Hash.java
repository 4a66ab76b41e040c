package org.frontsigner.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.frontsigner.wire.DomainName;

/** The hash of a name (RFC 5155, 5). Not thread-safe: one for each thread. */
public final class Nsec3Hash {
  public static final int OCTETS = 20;

  private static final char[] BASE32HEX = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int BITS = 5;

  private final Nsec3Parameters parameters;
  private final MessageDigest sha1;
  private final byte[] name = new byte[DomainName.OCTETS_MAX];

  public Nsec3Hash(Nsec3Parameters parameters) {
    this.parameters = parameters;
    try {
      this.sha1 = MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }

  public byte[] of(DomainName owner) {
    return of(owner.octets(), 0, owner.length());
  }

  /** The hash of the wire name in these octets, whatever its letter case. */
  public byte[] of(byte[] octets, int from, int length) {
    for (int i = 0; i < length; i++) {
      name[i] = DomainName.toLowerCase(octets[from + i]);
    }
    sha1.update(name, 0, length);
    sha1.update(parameters.salt());
    byte[] hash = sha1.digest();
    for (int i = 0; i < parameters.iterations(); i++) {
      sha1.update(hash);
      sha1.update(parameters.salt());
      hash = sha1.digest();
    }
    return hash;
  }

  /** The hash as the 32 characters of an owner's first label (RFC 4648, 7), in lower case. */
  public static byte[] label(byte[] hash, int from) {
    byte[] label = new byte[OCTETS * 8 / BITS];
    int buffer = 0;
    int bits = 0;
    int at = 0;
    for (int i = 0; i < OCTETS; i++) {
      buffer = (buffer << 8) | (hash[from + i] & 0xff);
      bits += 8;
      while (bits >= BITS) {
        bits -= BITS;
        label[at++] = (byte) BASE32HEX[(buffer >> bits) & 0x1f];
      }
    }
    return label;
  }

  /** The hash with one added, or taken away where {@code step} is -1; wraps round. */
  public static byte[] neighbour(byte[] hash, int step) {
    byte[] result = hash.clone();
    int at = result.length - 1;
    int carry = step;
    while (at >= 0 && carry != 0) {
      int sum = (result[at] & 0xff) + carry;
      result[at--] = (byte) sum;
      carry = sum < 0 ? -1 : sum >> 8;
    }
    return result;
  }
}
