package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.cli.key.HsmAssign;
import org.frontsigner.cli.key.HsmCreateKey;
import org.frontsigner.scenario.tool.SoftToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/**
 * Who knows pdnssec types what is in {@link SeedCommands}, and each does what it is for. The tokens
 * are SoftHSM's, at the place that the build's environment says.
 */
class SeedCommandsIT {
  @TempDir private Path folder;

  @Test
  void every_verb_of_pdnssec_is_run() {
    Set<String> run =
        SeedCommands.all().stream().map(SeedCommand::verb).collect(Collectors.toSet());
    assertThat(SeedCommands.VERBS).hasSize(33).doesNotHaveDuplicates();
    Set<String> missing = new TreeSet<>(SeedCommands.VERBS);
    missing.removeAll(run);
    assertThat(missing).isEmpty();
    assertThat(run).hasSameElementsAs(SeedCommands.VERBS);
    System.out.printf(
        "%d of %d verbs of pdnssec, %d commands%n",
        run.size(), SeedCommands.VERBS.size(), SeedCommands.all().size());
  }

  @Test
  void each_command_does_what_it_is_for_and_so_do_the_examples_about_tokens()
      throws IOException, SQLException {
    SoftToken tokens =
        tokens()
            .withToken("seed")
            .withKey("seed", "EC:prime256v1", "there")
            .withToken("zone-ksk")
            .withKey("zone-ksk", "RSA:2048", "zone-ksk")
            .withToken("hsm");
    try (InProcess daemon = InProcess.start(folder, "allow-transfer-from: [\"127.0.0.0/8\"]")) {
      SeedScene scene = new SeedScene(daemon, folder);
      scene.remember("pin", tokens.pinFile().toString());
      SeedCommands.prepare(scene);
      SeedCommands.all().forEach(command -> run(command, scene));
      runExamples(scene);
    }
  }

  private static void run(SeedCommand command, SeedScene scene) {
    try {
      command.before().accept(scene);
      scene.run(command.words());
      command.effect().accept(scene);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("frontsigner " + command.words() + ": " + e.getMessage(), e);
    }
  }

  /** Tokens where this process looks for them, and the credential that an example names. */
  private static SoftToken tokens() throws IOException {
    Path place = Path.of(System.getenv("SOFTHSM2_CONF")).getParent();
    if (Files.exists(place)) {
      try (Stream<Path> old = Files.walk(place)) {
        for (Path each : old.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    SoftToken tokens = SoftToken.in(Files.createDirectories(place));
    Files.copy(
        tokens.pinFile(),
        Files.createDirectories(Path.of(System.getenv("CREDENTIALS_DIRECTORY"))).resolve("pin"));
    return tokens;
  }

  private static void runExamples(SeedScene scene) {
    scene.look("load-zone", "example.org", scene.known("zone"));
    String[] keys = new String[2];
    List<String> assigned = examples(HsmAssign.class);
    for (int i = 0; i < assigned.size(); i++) {
      keys[i] = scene.run(assigned.get(i).replace("/etc/pin", "{pin}")).strip();
    }
    List<String> made = examples(HsmCreateKey.class);
    scene.run(made.get(0).replace(" 1", " " + keys[1]));
    scene.remember(
        "rsa",
        scene
            .look(
                "hsm",
                "assign",
                "example.org",
                "rsasha256",
                "zsk",
                SoftToken.MODULE,
                "hsm",
                "file:" + scene.known("pin"),
                "rsa",
                "--create-later",
                "--inactive")
            .strip());
    scene.run(made.get(1).replace(" 1 ", " {rsa} "));
    assertThat(scene.dnskeys("example.org")).isEqualTo(3);
  }

  private static List<String> examples(Class<?> verb) {
    List<String> examples =
        Stream.of(verb.getAnnotation(Command.class).footer())
            .map(line -> line.strip().replaceFirst("^frontsigner ", ""))
            .toList();
    assertThat(examples).hasSize(2);
    return examples;
  }
}
