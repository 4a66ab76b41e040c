package org.frontsigner.scenario.stage;

import java.net.InetSocketAddress;

/** An address on the loopback and a port, UDP and TCP alike. */
public record Endpoint(String host, int port) {

  /** A loopback endpoint where nothing listens now. */
  public static Endpoint free() {
    return new Endpoint("127.0.0.1", Port.free());
  }

  /** {@code 127.0.0.1:5300}, as frontsigner writes it. */
  public String withColon() {
    return host + ":" + port;
  }

  /** {@code 127.0.0.1@5300}, as Knot, NSD and Unbound write it. */
  public String withAt() {
    return host + "@" + port;
  }

  /** {@code 127.0.0.1 port 5300}, as BIND writes it. */
  public String withWord() {
    return host + " port " + port;
  }

  public InetSocketAddress socket() {
    return new InetSocketAddress(host, port);
  }
}
