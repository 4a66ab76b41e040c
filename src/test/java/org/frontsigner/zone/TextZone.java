package org.frontsigner.zone;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.frontsigner.bridge.MasterFile;
import org.frontsigner.bridge.MasterFileError;
import org.frontsigner.bridge.MasterFileRules;
import org.frontsigner.wire.DomainName;

/** Zones made of master files. */
public final class TextZone {
  public static final DomainName APEX = DomainName.parse("example.");

  private static final MasterFileRules RULES = MasterFileRules.withoutIncludes(100_000);

  private TextZone() {}

  /** The zone {@code example} with a sound SOA and a name server elsewhere, and these lines. */
  public static Zone with(String... lines) {
    return of("@ 3600 IN SOA ns hostmaster 1 3600 600 86400 300\n@ IN NS ns.elsewhere.\n", lines);
  }

  /** The zone {@code example} of nothing but these lines. */
  public static Zone of(String head, String... lines) {
    String text = "$TTL 3600\n" + head + String.join("\n", lines) + "\n";
    ZoneBuilder builder = new ZoneBuilder(APEX, IntakePolicy.DEFAULT);
    try {
      MasterFile.read(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
          "test",
          APEX,
          RULES,
          builder::add);
    } catch (MasterFileError e) {
      throw new AssertionError("the test's zone is wrong", e);
    }
    return built(builder);
  }

  /** One of {@code test-zones/}, by its name. */
  public static Zone file(String name) {
    DomainName apex = DomainName.parse(name);
    ZoneBuilder builder = new ZoneBuilder(apex, IntakePolicy.DEFAULT);
    try {
      MasterFile.read(Path.of("test-zones", name + ".zone"), apex, RULES, builder::add);
    } catch (MasterFileError e) {
      throw new AssertionError("no such test zone", e);
    }
    return built(builder);
  }

  private static Zone built(ZoneBuilder builder) {
    if (builder.build() instanceof BuildResult.Built built) {
      return built.zone();
    }
    throw new AssertionError("refused: " + builder.build());
  }
}
