package org.frontsigner.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.zone.RandomZone;
import org.frontsigner.zone.Zone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  private static final int KILLS = 10;

  @TempDir private Path parent;

  @Test
  void whatWasAcknowledgedSurvivesKillsAtAnyMoment() throws Exception {
    Path directory = parent.resolve("data");
    Random random = new Random(17);
    long steps = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      long acknowledged = runAndKill(directory, 20 + random.nextInt(1_500));
      assertThat(acknowledged).as("the process got on").isGreaterThan(steps);
      steps = check(directory, acknowledged);
    }
  }

  /** Starts the process, kills it some time after its first step, and returns its last step. */
  private static long runAndKill(Path directory, int millis)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CommitLoop.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long last = -1;
    try (BufferedReader lines = process.inputReader(StandardCharsets.US_ASCII)) {
      Thread killer = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.matches("step \\d+")) {
          last = Long.parseLong(line.substring(5));
          if (killer == null) {
            killer = killAfter(process, millis);
          }
        }
      }
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(137);
    return last;
  }

  private static Thread killAfter(Process process, int millis) {
    Thread killer =
        new Thread(
            () -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              // Not the process's own method, which closes the stream that is still being read.
              process.toHandle().destroyForcibly();
            });
    killer.start();
    return killer;
  }

  /** All that is there belongs to one step: the last acknowledged, or the one after it. */
  private static long check(Path directory, long acknowledged) throws Exception {
    try (Stores.Opened opened = Stores.open(directory)) {
      StoredZone zone = opened.store().zones().get(0);
      long step = Long.parseLong(zone.settings().metadata().value(CommitLoop.STEP).orElseThrow());
      assertThat(step).isIn(acknowledged, acknowledged + 1);
      assertThat(zone.state().servedSerial()).isEqualTo(step);
      List<LedgerEntry> ledger = opened.store().ledger(RandomZone.APEX, 1_000_000);
      assertThat(ledger).hasSize((int) step);
      assertThat(ledger.get(0).servedSerial()).isEqualTo(step);
      checkKeys(directory, zone);
      RandomZone expected = new RandomZone(CommitLoop.SEED);
      for (long i = 0; i < step; i++) {
        expected.change();
      }
      Zone data = opened.store().data(zone).orElseThrow();
      assertThat(Stores.text(data)).isEqualTo(Stores.text(expected.build()));
      opened.store().awaitBackground();
      assertThat(opened.store().query("SELECT records_serial FROM domains"))
          .isEqualTo(data.serial());
      return step;
    }
  }

  private static void checkKeys(Path directory, StoredZone zone) throws IOException {
    List<String> ids = zone.settings().keys().stream().map(key -> Long.toString(key.id())).toList();
    assertThat(ids).isEqualTo(zone.settings().metadata().values(CommitLoop.KEY_IDS));
    KeyFiles files = new KeyFiles(directory.resolve("keys"));
    for (ZoneKey key : zone.settings().keys()) {
      assertThat(files.read(zone.name(), key.id()).flags()).isEqualTo(key.flags());
    }
  }
}
