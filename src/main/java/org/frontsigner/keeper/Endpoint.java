package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Addresses with ports as operators write them: 192.0.2.1, 192.0.2.1:5300, [2001:db8::1]:5300. */
public final class Endpoint {
  public static final int DNS_PORT = 53;

  /** The port of a peer that is meant whatever its port. */
  public static final int ANY_PORT = 0;

  private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?");

  private Endpoint() {}

  /**
   * Reads an address; port 53 where none is given. Names of hosts are refused: nothing is looked
   * up.
   *
   * @throws IllegalArgumentException when the text is no address
   */
  public static InetSocketAddress parse(String text) {
    return parse(text, DNS_PORT);
  }

  /**
   * As {@link #parse}, for a peer that is meant whatever its port where none is given.
   *
   * @throws IllegalArgumentException when the text is no address
   */
  public static InetSocketAddress parsePeer(String text) {
    return parse(text, ANY_PORT);
  }

  private static InetSocketAddress parse(String text, int usualPort) {
    String host = text;
    int port = usualPort;
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (bracketed) {
      int end = text.indexOf(']');
      host = end < 0 ? "" : text.substring(1, end);
      port = end + 1 == text.length() ? usualPort : port(text, text.substring(end + 1), ":");
    } else if (colon >= 0 && text.indexOf(':') == colon) {
      host = text.substring(0, colon);
      port = port(text, text.substring(colon), ":");
    }
    return new InetSocketAddress(address(text, host), port);
  }

  private static int port(String text, String rest, String separator) {
    String digits = rest.startsWith(separator) ? rest.substring(1) : "";
    if (!digits.matches("\\d{1,5}")
        || Integer.parseInt(digits) > 0xffff
        || Integer.parseInt(digits) == 0) {
      throw new IllegalArgumentException("'" + text + "' has no port from 1 to 65535 at its end");
    }
    return Integer.parseInt(digits);
  }

  private static InetAddress address(String text, String host) {
    // Anything that Java does not take for an address it would look up as a name of a host.
    if (!V4.matcher(host).matches() && !V6.matcher(host).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address: write 192.0.2.1, 192.0.2.1:5300 or [2001:db8::1]:5300");
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is no address", e);
    }
  }

  /** The address as it is written, with its port. */
  public static String printWithPort(InetSocketAddress endpoint) {
    String host = endpoint.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + endpoint.getPort();
  }

  /** The address as it is written, the port only where it is not 53. */
  public static String print(InetSocketAddress endpoint) {
    return print(endpoint, DNS_PORT);
  }

  /** What {@link #parsePeer} reads: the address, with its port unless that does not matter. */
  public static String printPeer(InetSocketAddress peer) {
    return print(peer, ANY_PORT);
  }

  private static String print(InetSocketAddress endpoint, int usualPort) {
    String host = endpoint.getAddress().getHostAddress();
    boolean v6 = host.indexOf(':') >= 0;
    if (endpoint.getPort() == usualPort) {
      return host;
    }
    return (v6 ? "[" + host + "]" : host) + ":" + endpoint.getPort();
  }
}
