package org.frontsigner.signing;

import java.util.HexFormat;

/**
 * How names are hashed for NSEC3 (RFC 5155, 4). Immutable.
 *
 * @param iterations additional ones, 0 to {@link #ITERATIONS_MAX}
 */
public record Nsec3Parameters(int flags, int iterations, byte[] salt) {
  /** The only hash algorithm there is (RFC 5155, 11). */
  public static final int SHA1 = 1;

  /** The opt-out flag of NSEC3 records; the NSEC3PARAM record never has it (RFC 5155, 4.1.2). */
  public static final int OPT_OUT = 1;

  /** More make resolvers treat the zone as insecure, or fail (RFC 9276, 3.2). */
  public static final int ITERATIONS_MAX = 100;

  public static final int SALT_OCTETS_MAX = 255;

  /** What RFC 9276 asks for: no iterations, no salt. */
  public static final Nsec3Parameters DEFAULT = new Nsec3Parameters(0, 0, new byte[0]);

  /**
   * Reads {@code algorithm flags iterations salt}, the salt in hexadecimal or {@code -}.
   *
   * @throws IllegalArgumentException when a field is missing or out of range, naming it
   */
  public static Nsec3Parameters parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    if (fields.length != 4) {
      throw new IllegalArgumentException(
          "NSEC3 parameters are 'algorithm flags iterations salt', as '1 0 0 -', not '"
              + text
              + "'");
    }
    if (number(fields[0], "algorithm", 255) != SHA1) {
      throw new IllegalArgumentException("NSEC3 knows algorithm 1 alone, not " + fields[0]);
    }
    return new Nsec3Parameters(
        number(fields[1], "flags", 1),
        number(fields[2], "iterations", ITERATIONS_MAX),
        salt(fields[3]));
  }

  private static int number(String field, String name, int max) {
    if (!field.matches("\\d{1,5}") || Integer.parseInt(field) > max) {
      throw new IllegalArgumentException(
          "NSEC3 %s must be 0 to %d, not '%s'".formatted(name, max, field));
    }
    return Integer.parseInt(field);
  }

  private static byte[] salt(String field) {
    if (field.equals("-")) {
      return new byte[0];
    }
    if (!field.matches("([0-9A-Fa-f]{2}){1,255}")) {
      throw new IllegalArgumentException(
          "NSEC3 salt must be 1 to 255 octets in hexadecimal or -, not '" + field + "'");
    }
    return HexFormat.of().parseHex(field);
  }

  public boolean isOptOut() {
    return (flags & OPT_OUT) != 0;
  }

  /** The rdata of the NSEC3PARAM record. */
  public byte[] nsec3param() {
    byte[] rdata = new byte[5 + salt.length];
    writeTo(rdata, 0, 0);
    return rdata;
  }

  /** Writes algorithm, flags, iterations and salt, and returns the position after them. */
  int writeTo(byte[] target, int at, int flagsField) {
    target[at] = SHA1;
    target[at + 1] = (byte) flagsField;
    target[at + 2] = (byte) (iterations >> 8);
    target[at + 3] = (byte) iterations;
    target[at + 4] = (byte) salt.length;
    System.arraycopy(salt, 0, target, at + 5, salt.length);
    return at + 5 + salt.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Nsec3Parameters that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    String saltText = salt.length == 0 ? "-" : HexFormat.of().formatHex(salt);
    return "%d %d %d %s".formatted(SHA1, flags, iterations, saltText);
  }
}
