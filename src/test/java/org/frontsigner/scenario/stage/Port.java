package org.frontsigner.scenario.stage;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports on which nothing listens, over UDP or TCP. */
public final class Port {
  // Below the ephemeral range of Linux: no outgoing connection takes the port between the probe and
  // its use.
  private static final int FIRST = 12_000;
  // Another JVM that runs tests beside this one must not give the same.
  private static final int COUNT = 4_500;
  private static final int FORKS_MAX = 4;
  private static final int OURS =
      FIRST + COUNT * (Integer.getInteger("surefire.forkNumber", 1) % FORKS_MAX);
  private static final int TRIES_MAX = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Port() {}

  /** A port that is free on 127.0.0.1 for UDP and TCP and that this JVM never gave before. */
  public static int free() {
    for (int i = 0; i < TRIES_MAX; i++) {
      int port = OURS + ThreadLocalRandom.current().nextInt(COUNT);
      if (isFree(port) && GIVEN.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port after " + TRIES_MAX + " tries");
  }

  private static boolean isFree(int port) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket tcp = new ServerSocket(port, 1, loopback);
        DatagramSocket udp = new DatagramSocket(port, loopback)) {
      return tcp.isBound() && udp.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
