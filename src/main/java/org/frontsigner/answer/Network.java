package org.frontsigner.answer;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Addresses that begin alike (RFC 4632). Immutable.
 *
 * @param base the first address, all bits behind the prefix being 0
 * @param prefixBits how many bits the addresses have in common
 */
public record Network(InetAddress base, int prefixBits) {
  public static final Network ANY_IPV4 = parse("0.0.0.0/0");
  public static final Network ANY_IPV6 = parse("::/0");

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|\\d?\\d)";

  public Network {
    if (prefixBits < 0 || prefixBits > base.getAddress().length * 8) {
      throw new IllegalArgumentException(
          "a prefix of " + base.getHostAddress() + " can't have " + prefixBits + " bits");
    }
    base = masked(base, prefixBits);
  }

  /** The network of one address. */
  public static Network of(InetAddress host) {
    return new Network(host, host.getAddress().length * 8);
  }

  /**
   * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32} or a single address. Names are not looked up.
   *
   * @throws IllegalArgumentException when the text is no network, saying so
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(text, slash < 0 ? text : text.substring(0, slash));
    if (slash < 0) {
      return of(address);
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("\\d{1,3}") || Integer.parseInt(bits) > address.getAddress().length * 8) {
      throw new IllegalArgumentException("'" + text + "' has no prefix length behind its slash");
    }
    return new Network(address, Integer.parseInt(bits));
  }

  private static InetAddress address(String text, String host) {
    // Whatever else is written in digits and dots would be looked up as a name.
    boolean v4 = host.matches(OCTET + "(\\." + OCTET + "){3}");
    boolean v6 = host.indexOf(':') >= 0 && host.matches("[0-9A-Fa-f:.]+");
    if (!v4 && !v6) {
      throw new IllegalArgumentException(
          "'" + text + "' is no network: write 192.0.2.0/24, 2001:db8::/32 or one address");
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is no network", e);
    }
  }

  private static InetAddress masked(InetAddress address, int bits) {
    byte[] octets = address.getAddress();
    for (int i = 0; i < octets.length; i++) {
      octets[i] &= (byte) mask(bits - 8 * i);
    }
    try {
      return InetAddress.getByAddress(octets);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address keeps its length", e);
    }
  }

  /** The mask of an octet of which the first {@code bits} count, less than 0 or more than 8 too. */
  private static int mask(int bits) {
    return 0xff00 >> Math.max(0, Math.min(8, bits)) & 0xff;
  }

  /** Whether the address is in this network; never for one of the other family. */
  public boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    byte[] start = base.getAddress();
    if (octets.length != start.length) {
      return false;
    }
    for (int i = 0; i < octets.length; i++) {
      if (((octets[i] ^ start[i]) & mask(prefixBits - 8 * i)) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The text that {@link #parse} reads. */
  @Override
  public String toString() {
    return base.getHostAddress() + "/" + prefixBits;
  }
}
