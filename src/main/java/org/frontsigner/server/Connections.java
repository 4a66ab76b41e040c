package org.frontsigner.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All connections of clients, within the limits for their number. Thread-safe.
 *
 * <p>The idle ones are kept in the order in which they became idle, so that the one that is idle
 * longest is found at once.
 */
final class Connections {
  /** A connection as it is counted here. */
  interface Connection {
    InetAddress client();

    /** Closes the connection at once; from any thread. */
    void close();

    /** Closes the connection once everything that was asked is answered; from any thread. */
    void endInOrder();
  }

  private final ServerSettings.TcpLimits limits;
  private final ServerMetrics metrics;
  private final Incidents incidents;
  private final Set<Connection> open = new HashSet<>();
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private final LinkedHashSet<Connection> idle = new LinkedHashSet<>();

  Connections(ServerSettings.TcpLimits limits, ServerMetrics metrics, Incidents incidents) {
    this.limits = limits;
    this.metrics = metrics;
    this.incidents = incidents;
  }

  /** Takes a new connection, idle so far, unless it is one too many: then false. */
  synchronized boolean admit(Connection connection) {
    if (byAddress.getOrDefault(connection.client(), 0) >= limits.clientsPerAddressMax()) {
      incidents.limitReached("tcp-clients-per-address-max");
      return false;
    }
    if (open.size() >= limits.clientsMax()) {
      incidents.limitReached("tcp-clients-max");
      if (idle.isEmpty()) {
        return false;
      }
      Connection longest = idle.iterator().next();
      remove(longest);
      longest.close();
    }
    open.add(connection);
    byAddress.merge(connection.client(), 1, Integer::sum);
    idle.add(connection);
    metrics.connectionOpened();
    return true;
  }

  /** The connection is at work, and not closed for another one. */
  synchronized void atWork(Connection connection) {
    idle.remove(connection);
  }

  /** The connection is idle: from now, if it was at work. */
  synchronized void idle(Connection connection) {
    if (open.contains(connection)) {
      idle.add(connection);
    }
  }

  /** The connection is gone. */
  synchronized void remove(Connection connection) {
    if (open.remove(connection)) {
      idle.remove(connection);
      byAddress.computeIfPresent(connection.client(), (key, count) -> count > 1 ? count - 1 : null);
      metrics.connectionClosed();
    }
  }

  /** All connections that are open. */
  synchronized List<Connection> all() {
    return List.copyOf(open);
  }

  synchronized int size() {
    return open.size();
  }
}
