package org.frontsigner.app;

import org.frontsigner.answer.AnswerSettings;
import org.frontsigner.server.ServerSettings;

/** Our side as a server of DNS, by the configuration. */
final class ServerWiring {
  private ServerWiring() {}

  static ServerSettings settings(Configuration configuration) {
    Configuration.Queries queries = configuration.queries();
    Limits limits = configuration.limits();
    return new ServerSettings(
        queries.listen(),
        queries.threadCount(),
        new AnswerSettings(
            queries.resolveAcrossZones(),
            queries.anyToTcp(),
            limits.answers().cnameChainMax(),
            limits.answers().udpOctetsMax(),
            queries.serverId().orElse(""),
            queries.serverVersion().orElse("")),
        configuration.zonesOut().allowTransferFrom(),
        configuration.zonesIn().allowNotifyFrom(),
        new ServerSettings.TcpLimits(
            limits.tcp().clientsMax(),
            limits.tcp().clientsPerAddressMax(),
            limits.tcp().queriesPerConnectionMax(),
            limits.tcp().idleSeconds(),
            limits.tcp().stalledSeconds()),
        limits.transfersOut().atOnceMax());
  }
}
