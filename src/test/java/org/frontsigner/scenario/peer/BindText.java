package org.frontsigner.scenario.peer;

import java.nio.file.Path;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;

/** The parts of a named configuration that a primary and a secondary have in common. */
final class BindText {
  private BindText() {}

  static String options(Path folder, Endpoint endpoint) {
    return """
    options {
      directory "%1$s";
      pid-file "%1$s/named.pid";
      session-keyfile "%1$s/session.key";
      managed-keys-directory "%1$s";
      lock-file none;
      listen-on port %2$d { %3$s; };
      listen-on-v6 { none; };
      recursion no;
      dnssec-validation no;
      notify no;
      notify-delay 0;
      minimal-responses no;
      check-names primary ignore;
      check-names secondary ignore;
      check-names response ignore;
      check-mx ignore;
      check-mx-cname ignore;
      check-srv-cname ignore;
      check-sibling no;
      check-integrity no;
      allow-query { any; };
      allow-transfer { none; };
    };
    """
        .formatted(folder, endpoint.port(), endpoint.host());
  }

  static String key(TsigSecret key) {
    return "key \"%s\" { algorithm %s; secret \"%s\"; };\n"
        .formatted(key.name(), key.algorithm(), key.secret());
  }
}
