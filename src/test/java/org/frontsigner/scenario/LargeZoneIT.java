package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.StaticServer;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.TransferMeter;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.zone.TestZones;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Name;

/**
 * A large zone pulled, stored, signed, handed on, and served again after a restart; prints what
 * each step took.
 */
class LargeZoneIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration PULL_MAX = Duration.ofMinutes(5);
  private static final Name ZONE = ZoneData.name("large.example");

  static Stream<Integer> sizes() {
    return Boolean.getBoolean("frontsigner.long")
        ? Stream.of(100_000, 1_000_000)
        : Stream.of(100_000);
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void largeZoneGoesThrough(int names) throws IOException {
    Path file = workspace.folder("zone-" + names).resolve("large.zone");
    Command.of(TestZones.project().resolve("appliance/generate-zone").toString())
        .with("corp", names, ZONE, file)
        .within(PULL_MAX)
        .run()
        .succeeded();
    StaticServer primary =
        StaticServer.bindForAll(workspace, "primary-" + names, Map.of(ZONE, file));
    Frontsigner frontsigner =
        Frontsigner.configured(workspace, "frontsigner-" + names, Settings.open())
            .start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx4g"));
    long unsigned = pull(frontsigner, primary, names);
    sign(frontsigner, names, unsigned);
    verify(frontsigner, names);
    restart(frontsigner, names);
    frontsigner.stop();
    primary.stop();
  }

  private static long pull(Frontsigner frontsigner, StaticServer primary, int names) {
    long records = TransferMeter.measure(primary.endpoint(), ZONE).records() - 1;
    long start = System.nanoTime();
    frontsigner.create(ZONE.toString(true), primary.endpoint());
    frontsigner
        .daemon()
        .await("the zone", PULL_MAX, () -> Ask.serial(frontsigner.dns(), ZONE).isPresent());
    tell(names, "pull and store", start, records);
    return records;
  }

  private static void sign(Frontsigner frontsigner, int names, long unsigned) {
    long start = System.nanoTime();
    frontsigner.verb("secure-zone", ZONE.toString(true));
    tell(names, "secure-zone", start, unsigned);
    TransferMeter first = TransferMeter.measure(frontsigner.dns(), ZONE);
    tell(names, "sign and transfer", first);
    TransferMeter second = TransferMeter.measure(frontsigner.dns(), ZONE);
    tell(names, "transfer again", second);
    assertThat(second.records()).isEqualTo(first.records()).isGreaterThan(2 * unsigned);
    System.out.printf(Locale.ROOT, "large zone %d: %s%n", names, memory(frontsigner));
  }

  private static void verify(Frontsigner frontsigner, int names) {
    Path file = workspace.folder("zone-" + names).resolve("transfer");
    Dig.at(frontsigner.dns()).transfer(ZONE.toString(true), file);
    Verifier.DNSSEC_VERIFY.judge(ZONE, file).succeeded();
  }

  private static void restart(Frontsigner frontsigner, int names) {
    long serial = Ask.serial(frontsigner.dns(), ZONE).orElseThrow();
    frontsigner.stop();
    long start = System.nanoTime();
    frontsigner.start(Map.of("JAVA_TOOL_OPTIONS", "-Xmx4g"));
    System.out.printf(
        Locale.ROOT, "large zone %d: restart %.1f s%n", names, (System.nanoTime() - start) / 1e9);
    assertThat(Ask.serial(frontsigner.dns(), ZONE)).hasValue(serial);
  }

  private static void tell(int names, String step, long startNanoseconds, long records) {
    tell(names, step, new TransferMeter(records, 0, (System.nanoTime() - startNanoseconds) / 1e9));
  }

  private static void tell(int names, String step, TransferMeter meter) {
    System.out.printf(
        Locale.ROOT,
        "large zone %d: %s %.1f s, %d records, %.0f records/s%n",
        names,
        step,
        meter.seconds(),
        meter.records(),
        meter.records() / meter.seconds());
  }

  private static String memory(Frontsigner frontsigner) {
    Path status = Path.of("/proc/" + frontsigner.daemon().pid() + "/status");
    try (Stream<String> lines = Files.lines(status)) {
      return String.join(
          ", ",
          lines
              .filter(line -> line.matches("Vm(RSS|HWM):.*"))
              .map(line -> line.replaceAll("\\s+", " "))
              .toList());
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
