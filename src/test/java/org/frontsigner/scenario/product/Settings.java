package org.frontsigner.scenario.product;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Endpoint;

/**
 * A configuration file in the making. Immutable.
 *
 * @param dns where it listens for queries
 * @param http where it listens for /metrics
 * @param dataDirectory as written in the file
 * @param more further lines, as they stand in the file
 */
public record Settings(Endpoint dns, Endpoint http, String dataDirectory, List<String> more) {

  /** Free ports, a data directory beside the file, and nothing else. */
  public static Settings usual() {
    return new Settings(Endpoint.free(), Endpoint.free(), "./data", List.of());
  }

  /** Everybody on the loopback may transfer and notify. */
  public static Settings open() {
    return usual()
        .with("allow-transfer-from: [\"127.0.0.0/8\"]", "allow-notify-from: [\"127.0.0.0/8\"]");
  }

  /** With further lines. */
  public Settings with(String... lines) {
    List<String> all = new ArrayList<>(more);
    all.addAll(List.of(lines));
    return new Settings(dns, http, dataDirectory, all);
  }

  /** With other ports and everything else the same. */
  public Settings at(Endpoint otherDns, Endpoint otherHttp) {
    return new Settings(otherDns, otherHttp, dataDirectory, more);
  }

  /** With another data directory. */
  public Settings in(String otherDirectory) {
    return new Settings(dns, http, otherDirectory, more);
  }

  /** The text of the file. */
  String text() {
    return """
    data-dir: %s
    listen: ["%s"]
    http: { listen: "%s" }
    """
            .formatted(dataDirectory, dns.withColon(), http.withColon())
        + more.stream().map(line -> line + "\n").collect(Collectors.joining());
  }
}
