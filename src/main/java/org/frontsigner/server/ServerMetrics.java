package org.frontsigner.server;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Histogram;
import java.util.EnumMap;
import java.util.Map;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrType;

/** What is counted of queries, connections and transfers out. Thread-safe. */
public final class ServerMetrics {
  private static final String OTHER = "other";
  private static final int TYPES = RrType.WALLET + 1;
  private static final int RCODES = Rcode.BADCOOKIE + 1;

  private final Counter queries;
  private final Map<Transport, Counter.Child[][]> queriesBy = new EnumMap<>(Transport.class);
  private final Histogram answerSeconds;
  private final Counter transfers;
  private final Counter transferOctets;
  private final Histogram transferSeconds;
  private final Gauge connections;
  private final Counter limits;

  /** Metrics that are shown by {@code registry}; one such object for each registry. */
  public ServerMetrics(CollectorRegistry registry) {
    queries =
        Counter.build("queries_total", "Messages answered.")
            .labelNames("transport", "type", "rcode")
            .register(registry);
    for (Transport transport : Transport.values()) {
      queriesBy.put(transport, new Counter.Child[TYPES + 1][RCODES + 1]);
    }
    answerSeconds =
        Histogram.build("answer_seconds", "Time from reading a query to its finished answer.")
            .buckets(1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 0.3, 1)
            .register(registry);
    transfers =
        Counter.build("transfers_out_total", "Requests for a transfer, by how they ended.")
            .labelNames("zone", "result")
            .register(registry);
    transferOctets =
        Counter.build("transfer_out_octets_total", "Octets of messages of transfers out.")
            .labelNames("zone")
            .register(registry);
    transferSeconds =
        Histogram.build("transfer_out_seconds", "Time from a request to the end of its transfer.")
            .buckets(0.01, 0.1, 1, 10, 60, 600, 3600)
            .register(registry);
    connections =
        Gauge.build("tcp_connections", "Connections of DNS clients now.").register(registry);
    limits =
        Counter.build("limit_reached_total", "How often a limit was reached.")
            .labelNames("limit")
            .register(registry);
  }

  /** A limit of the configuration was reached; its name is as it is configured. */
  public void limitReached(String limit) {
    limits.labels(limit).inc();
  }

  /** Nothing is shown of a zone any more, as when it was deleted. */
  public void forget(DomainName zone) {
    String label = label(zone);
    transferOctets.remove(label);
    for (Result result : Result.values()) {
      transfers.remove(label, result.label);
    }
  }

  void answered(Transport transport, int type, int rcode, long nanos) {
    int typeAt = type < TYPES ? type : TYPES;
    int rcodeAt = rcode < RCODES ? rcode : RCODES;
    Counter.Child[] known = queriesBy.get(transport)[typeAt];
    // Two threads may look the same child up: they find the same one.
    if (known[rcodeAt] == null) {
      known[rcodeAt] = queries.labels(transport.label(), typeLabel(typeAt), rcodeLabel(rcodeAt));
    }
    known[rcodeAt].inc();
    answerSeconds.observe(nanos / 1e9);
  }

  private static String typeLabel(int type) {
    String name = RrType.name(type);
    return type == TYPES || name.startsWith("TYPE") ? OTHER : name;
  }

  private static String rcodeLabel(int rcode) {
    String name = Rcode.name(rcode);
    return rcode == RCODES || name.startsWith("RCODE") ? OTHER : name;
  }

  void connectionOpened() {
    connections.inc();
  }

  void connectionClosed() {
    connections.dec();
  }

  /** How a transfer ended. */
  enum Result {
    WHOLE("whole"),
    INCREMENTAL("incremental"),
    UP_TO_DATE("up-to-date"),
    REFUSED("refused"),
    FAILED("failed");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  void transferred(DomainName zone, Result result, long octets, long nanos) {
    transferOctets.labels(label(zone)).inc((double) octets);
    transfers.labels(label(zone), result.label).inc();
    transferSeconds.observe(nanos / 1e9);
  }

  /** A transfer was refused of a zone that is here. */
  void transferRefused(DomainName zone) {
    transfers.labels(label(zone), Result.REFUSED.label).inc();
  }

  private static String label(DomainName zone) {
    return zone.lowerCase().toText();
  }
}
