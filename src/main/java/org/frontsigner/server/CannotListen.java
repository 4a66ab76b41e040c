package org.frontsigner.server;

import java.net.InetSocketAddress;

/** An address of the configuration can't be listened on; the message names it and the protocol. */
public final class CannotListen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListen(InetSocketAddress address, String protocol, Throwable cause) {
    super("Can't listen on %s, %s: %s".formatted(text(address), protocol, reason(cause)), cause);
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
  }

  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (message.contains("already in use")) {
      return "another program uses this port";
    }
    if (message.contains("ermission denied")) {
      return "this user may not use this port";
    }
    return message.contains("annot assign") ? "this machine has no such address" : message;
  }
}
