package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Addresses with ports as operators write them: 192.0.2.1, 192.0.2.1:5300, [2001:db8::1]:5300. */
public final class Endpoint {
  public static final int DNS_PORT = 53;

  private Endpoint() {}

  /**
   * Reads an address; port 53 where none is given. Names of hosts are refused: nothing is looked
   * up.
   *
   * @throws IllegalArgumentException when the text is no address
   */
  public static InetSocketAddress parse(String text) {
    String host = text;
    int port = DNS_PORT;
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    if (bracketed) {
      int end = text.indexOf(']');
      host = end < 0 ? "" : text.substring(1, end);
      port = end + 1 == text.length() ? DNS_PORT : port(text, text.substring(end + 1), ":");
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
    boolean v4 = host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    boolean v6 = host.contains(":") && host.matches("[0-9A-Fa-f:.]+(%[A-Za-z0-9]+)?");
    if (!v4 && !v6) {
      throw new IllegalArgumentException(
          "'" + text + "' is no address: write 192.0.2.1, 192.0.2.1:5300 or [2001:db8::1]:5300");
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("'" + text + "' is no address", e);
    }
  }

  /** Whether an address that {@link #parse} reads names its port. */
  static boolean hasPort(String text) {
    return text.startsWith("[")
        ? !text.endsWith("]")
        : text.indexOf(':') >= 0 && text.indexOf(':') == text.lastIndexOf(':');
  }

  /** The address as it is written, with its port. */
  public static String printWithPort(InetSocketAddress endpoint) {
    String host = endpoint.getAddress().getHostAddress();
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + endpoint.getPort();
  }

  /** The address as it is written, the port only where it is not 53. */
  public static String print(InetSocketAddress endpoint) {
    String host = endpoint.getAddress().getHostAddress();
    boolean v6 = host.indexOf(':') >= 0;
    if (endpoint.getPort() == DNS_PORT) {
      return host;
    }
    return (v6 ? "[" + host + "]" : host) + ":" + endpoint.getPort();
  }
}
