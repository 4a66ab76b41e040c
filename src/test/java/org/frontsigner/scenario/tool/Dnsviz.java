package org.frontsigner.scenario.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Endpoint;
import org.xbill.DNS.Name;

/**
 * dnsviz, which asks a server about a zone in many ways and judges all answers together. It asks
 * every name server of the zone: each must have the server's address.
 *
 * @param folder where its files go
 * @param server the only name server of the zone
 * @param nameServer the name of that server
 */
public record Dnsviz(Path folder, Endpoint server, Name nameServer) {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  // grok with a trust anchor asks pygraphviz for its version, where Debian's has none.
  private static final String VERSION =
      """
      import sys, types
      release = types.ModuleType("pygraphviz.release")
      release.version = "1.7"
      sys.modules["pygraphviz.release"] = release
      """;

  /**
   * What it finds wrong with the zone, the names asked about or the chain down from the key; empty
   * when all is well.
   *
   * @param ksk what the parent's DS is made of, and the trust anchor
   */
  public List<String> faults(Name zone, KeyFiles ksk, List<Name> names) {
    Path probed = folder.resolve("probed.json");
    Path judged = folder.resolve("judged.json");
    List<Object> all = new ArrayList<>(List.of(zone));
    all.addAll(names);
    String at = nameServer + "=" + server.host() + ":" + server.port();
    Command.of("dnsviz", "probe", "-4", "-A", "-x", zone + "+:" + at, "-N", zone + ":" + at)
        .with("-D", zone + ":" + ksk.ds(zone).rdataToString(), "-o", probed)
        .with(all.toArray())
        .within(LIMIT)
        .run()
        .succeeded();
    Command.of("env", "PYTHONPATH=" + folder, "dnsviz", "grok", "-r", probed)
        .with("-t", ksk.publicFile(), "-o", judged)
        .with(all.toArray())
        .within(LIMIT)
        .run()
        .succeeded();
    return faults(judged, all);
  }

  /** Makes the folder ready. */
  public Dnsviz prepared() {
    try {
      Files.writeString(folder.resolve("sitecustomize.py"), VERSION);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return this;
  }

  private static List<String> faults(Path judged, List<Object> names) {
    List<String> faults = new ArrayList<>();
    try {
      JsonNode verdict = new ObjectMapper().readTree(judged.toFile());
      verdict
          .findValues("errors")
          .forEach(errors -> errors.forEach(error -> faults.add(error.toString())));
      for (Object name : names) {
        if (verdict.path(name.toString()).path("queries").isEmpty()) {
          faults.add("it says nothing about " + name);
        }
      }
      if (verdict.findValuesAsText("status").stream().noneMatch("SECURE"::equals)) {
        faults.add("nothing is secure");
      }
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return faults;
  }
}
