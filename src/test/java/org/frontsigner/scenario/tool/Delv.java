package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base16;

/** BIND's validator as a program of its own, asking one server directly. */
public final class Delv {
  private final Endpoint server;
  private final Path anchors;

  private Delv(Endpoint server, Path anchors) {
    this.server = server;
    this.anchors = anchors;
  }

  /** Asks this server, trusting these DS records, which are written to {@code anchorFile}. */
  public static Delv trusting(Endpoint server, Collection<DSRecord> anchors, Path anchorFile) {
    String lines = anchors.stream().map(Delv::anchor).collect(Collectors.joining());
    try {
      Files.writeString(anchorFile, "trust-anchors {\n" + lines + "};\n");
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
    return new Delv(server, anchorFile);
  }

  /** How delv judges the answer, with the zone as the top of its world. */
  public Verdict judge(Name zone, Name name, int type) {
    return verdict(run(zone, name, type));
  }

  /** All that delv says about the question. */
  public Output run(Name zone, Name name, int type) {
    return Command.of("delv", "@" + server.host(), "-p", server.port(), "-4", "-a", anchors)
        .with("+root=" + zone, "-q", name, "-t", Type.string(type))
        .run();
  }

  private static Verdict verdict(Output output) {
    if (output.out().contains("fully validated")) {
      return Verdict.SECURE;
    }
    return output.out().contains("unsigned answer") ? Verdict.INSECURE : Verdict.BOGUS;
  }

  private static String anchor(DSRecord record) {
    return "  \"%s\" static-ds %d %d %d \"%s\";\n"
        .formatted(
            record.getName(),
            record.getFootprint(),
            record.getAlgorithm(),
            record.getDigestID(),
            base16.toString(record.getDigest()).toUpperCase(Locale.ROOT));
  }
}
