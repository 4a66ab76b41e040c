package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;

/** The parts of an nsd configuration that every role has in common. */
final class NsdText {
  private NsdText() {}

  static String server(Path folder, Endpoint endpoint) {
    return """
    server:
      server-count: 1
      ip-address: %2$s
      username: ""
      chroot: ""
      database: ""
      zonesdir: "%1$s"
      pidfile: "%1$s/nsd.pid"
      xfrdfile: "%1$s/xfrd.state"
      zonelistfile: "%1$s/zone.list"
      xfrdir: "%1$s"
      xfrd-reload-timeout: 0
      refuse-any: no
      round-robin: no
      rrl-ratelimit: 0
      verbosity: 3
    remote-control:
      control-enable: yes
      control-interface: "%1$s/nsd.sock"
    """
        .formatted(folder, endpoint.withAt());
  }

  static String key(TsigSecret key) {
    return """
    key:
      name: "%s"
      algorithm: %s
      secret: "%s"
    """
        .formatted(key.name(), key.algorithm(), key.secret());
  }

  static String zone(String name, String pattern, Path file) {
    return """
    zone:
      name: "%s"
      zonefile: "%s"
      include-pattern: %s
    """
        .formatted(name, file, pattern);
  }
}
