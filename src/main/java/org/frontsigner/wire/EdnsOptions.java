package org.frontsigner.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The options of an OPT record to be written (RFC 6891, 6.1.2). Reusable; not thread-safe. */
public final class EdnsOptions {
  /** No options: to be written, never to be added to. */
  public static final EdnsOptions NONE = new EdnsOptions(0);

  private static final int OPTION_HEADER_OCTETS = 4;

  private byte[] octets;
  private int length;

  public EdnsOptions() {
    this(128);
  }

  private EdnsOptions(int capacity) {
    octets = new byte[capacity];
  }

  /** Drops all options. */
  public EdnsOptions clear() {
    length = 0;
    return this;
  }

  /** Adds an option. */
  public EdnsOptions add(int code, byte[] data) {
    return add(code, data, 0, data.length);
  }

  /**
   * Adds an option.
   *
   * @throws IllegalArgumentException when the options together get longer than 65,535 octets
   */
  public EdnsOptions add(int code, byte[] source, int from, int dataLength) {
    int at = room(code, dataLength);
    System.arraycopy(source, from, octets, at, dataLength);
    return this;
  }

  /** Adds the seconds until the zone expires (RFC 7314). */
  public EdnsOptions expire(long seconds) {
    Octets.putU32(octets, room(EdnsOption.EXPIRE, 4), seconds);
    return this;
  }

  /** Adds the reason of an error (RFC 8914). */
  public EdnsOptions extendedError(ExtendedError error) {
    byte[] text = error.text().getBytes(StandardCharsets.UTF_8);
    int at = room(EdnsOption.EXTENDED_ERROR, 2 + text.length);
    Octets.putU16(octets, at, error.infoCode());
    System.arraycopy(text, 0, octets, at + 2, text.length);
    return this;
  }

  private int room(int code, int dataLength) {
    if (this == NONE) {
      throw new IllegalStateException("the constant without options stays without");
    }
    int data = length + OPTION_HEADER_OCTETS;
    if (data + dataLength > 0xffff) {
      throw new IllegalArgumentException("EDNS options have at most 65535 octets");
    }
    if (data + dataLength > octets.length) {
      octets = Arrays.copyOf(octets, Math.max(2 * octets.length, data + dataLength));
    }
    Octets.putU16(octets, length, code);
    Octets.putU16(octets, length + 2, dataLength);
    length = data + dataLength;
    return data;
  }

  /** Octets of all options. */
  public int length() {
    return length;
  }

  byte[] octets() {
    return octets;
  }
}
