package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.scenario.stage.Endpoint;

/** The page of metrics as it is at one time. Immutable. */
public record Metrics(List<String> lines) {
  public Metrics {
    lines = List.copyOf(lines);
  }

  /** Asks for the page. */
  public static Metrics at(Endpoint http) {
    URI uri = URI.create("http://" + http.withColon() + "/metrics");
    try {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      return new Metrics(page.body().lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The sum of all samples of a metric that have all these labels, each {@code name="value"}. */
  public double sum(String metric, String... labels) {
    return samples(metric, labels).mapToDouble(Metrics::number).sum();
  }

  /** The one sample of a metric that has these labels; NaN when there is none. */
  public double value(String metric, String... labels) {
    return samples(metric, labels).mapToDouble(Metrics::number).findFirst().orElse(Double.NaN);
  }

  private Stream<String> samples(String metric, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> Stream.of(labels).allMatch(line::contains));
  }

  private static double number(String line) {
    return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
