package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;

/** The parts of a knotd configuration that a primary and a secondary have in common. */
final class KnotText {
  private KnotText() {}

  static String server(Path folder, Endpoint endpoint) {
    return """
    server:
      rundir: "%1$s"
      pidfile: "%1$s/knot.pid"
      listen: %2$s
      udp-workers: 1
      tcp-workers: 1
      background-workers: 1
    log:
      - target: stderr
        any: info
    database:
      storage: "%1$s"
    """
        .formatted(folder, endpoint.withAt());
  }

  static String key(TsigSecret key) {
    return """
    key:
      - id: %s
        algorithm: %s
        secret: %s
    """
        .formatted(key.name(), key.algorithm(), key.secret());
  }

  static String remote(String id, Endpoint endpoint, TsigSecret key) {
    return """
    remote:
      - id: %s
        address: %s
        key: %s
    """
        .formatted(id, endpoint.withAt(), key.name());
  }
}
