package org.frontsigner.simulation;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * The network: what is sent over it is lost, late and in another order, and some ways are cut for a
 * while.
 */
final class Internet {
  private static final int DNS_PORT = 53;

  private final Timeline timeline;
  private final Random random;
  private final Map<InetSocketAddress, Long> cutUntil = new HashMap<>();
  private int lossPerMille;
  private int slowPerMille;

  Internet(Timeline timeline, Random random) {
    this.timeline = timeline;
    this.random = random;
  }

  static InetSocketAddress primary(int number) {
    return address(192, 0, 2, number + 1);
  }

  static InetSocketAddress secondary(int number) {
    return address(198, 51, 100, number + 1);
  }

  private static InetSocketAddress address(int a, int b, int c, int d) {
    try {
      byte[] octets = {(byte) a, (byte) b, (byte) c, (byte) d};
      return new InetSocketAddress(InetAddress.getByAddress(octets), DNS_PORT);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has four octets", e);
    }
  }

  void setWeather(int lostPerMille, int latePerMille) {
    lossPerMille = lostPerMille;
    slowPerMille = latePerMille;
  }

  /** Nothing passes between us and this server until then. */
  void cut(InetSocketAddress server, long untilMillis) {
    cutUntil.merge(server, untilMillis, Math::max);
  }

  boolean isCut(InetSocketAddress server) {
    return cutUntil.getOrDefault(server, 0L) > timeline.millis();
  }

  /** When the last cut ended or is going to. */
  long lastCut(InetSocketAddress server) {
    return cutUntil.getOrDefault(server, 0L);
  }

  /** Whether a datagram to or from this server is lost. */
  boolean loses(InetSocketAddress server) {
    return isCut(server) || random.nextInt(1000) < lossPerMille;
  }

  /** Whether a connection breaks before its end. */
  boolean breaks(InetSocketAddress server) {
    return isCut(server) || random.nextInt(1000) < lossPerMille / 4;
  }

  long delayMillis() {
    return random.nextInt(1000) < slowPerMille
        ? 200 + random.nextInt(4000)
        : 5 + random.nextInt(60);
  }
}
