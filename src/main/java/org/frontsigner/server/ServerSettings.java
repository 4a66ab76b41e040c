package org.frontsigner.server;

import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.answer.AnswerSettings;
import org.frontsigner.answer.Network;

/**
 * What operators choose about the sockets. Immutable.
 *
 * @param listen addresses for UDP and TCP; port 0 takes one that is free for both
 * @param threads event loops, and as many threads for transfers; at least 1
 * @param transferNetworks who may transfer any zone without a key
 * @param notifyNetworks whose NOTIFY is heeded for any zone without a key
 * @param transfersMax transfers out at once; a further client is refused
 */
public record ServerSettings(
    List<InetSocketAddress> listen,
    int threads,
    AnswerSettings answers,
    List<Network> transferNetworks,
    List<Network> notifyNetworks,
    TcpLimits tcp,
    int transfersMax) {
  public ServerSettings {
    listen = List.copyOf(listen);
    transferNetworks = List.copyOf(transferNetworks);
    notifyNetworks = List.copyOf(notifyNetworks);
    if (threads < 1 || transfersMax < 1) {
      throw new IllegalArgumentException("at least one thread and one transfer are needed");
    }
  }

  /**
   * What connections may not exceed.
   *
   * @param clientsMax connections; a further one closes the one that is idle longest, or is closed
   *     itself when none is idle
   * @param clientsPerAddressMax connections of one client address; a further one is closed
   * @param queriesMax queries on a connection, which is then closed in order
   * @param idleSeconds without a whole query and nothing outstanding until a connection is closed
   * @param stalledSeconds in which a client takes nothing of what is sent until it is reset
   */
  public record TcpLimits(
      int clientsMax,
      int clientsPerAddressMax,
      int queriesMax,
      int idleSeconds,
      int stalledSeconds) {
    public static final TcpLimits DEFAULT = new TcpLimits(1000, 100, 20_000, 10, 30);
  }
}
