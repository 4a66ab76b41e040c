package org.frontsigner.http;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.util.Optional;
import java.util.function.Supplier;

/** Which page there is at which path. Thread-safe. */
final class Pages {
  private final CollectorRegistry registry;
  private final StatusPage status;
  private final Supplier<Optional<String>> trouble;

  Pages(CollectorRegistry registry, StatusPage status, Supplier<Optional<String>> trouble) {
    this.registry = registry;
    this.status = status;
    this.trouble = trouble;
  }

  /**
   * The page for a request.
   *
   * @param target path, perhaps with a query, as it was sent
   * @param accept what the client takes; null when it does not say
   */
  Page find(String method, String target, String accept) {
    String path = target.replaceFirst("[?#].*", "");
    if (path.equals("/api") || path.startsWith("/api/")) {
      return new Page.Line(Page.NOT_FOUND, Page.JSON, "{\"error\":\"Not Found\"}\n");
    }
    Page page = find(path, accept);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    return page.status() == Page.NOT_FOUND || reads
        ? page
        : Page.line(Page.METHOD_NOT_ALLOWED, "only GET and HEAD are answered");
  }

  private Page find(String path, String accept) {
    return switch (path) {
      case "/" -> new Page.Document(Page.OK, Page.HTML, status::write);
      case "/metrics" -> metrics(accept);
      case "/health" -> health();
      default -> Page.line(Page.NOT_FOUND, "there is /, /health and /metrics");
    };
  }

  private Page metrics(String accept) {
    String type = TextFormat.chooseContentType(accept);
    return new Page.Document(
        Page.OK, type, out -> TextFormat.writeFormat(type, out, registry.metricFamilySamples()));
  }

  private Page health() {
    return trouble
        .get()
        .map(what -> Page.line(Page.UNAVAILABLE, what))
        .orElseGet(() -> Page.line(Page.OK, "ok"));
  }
}
