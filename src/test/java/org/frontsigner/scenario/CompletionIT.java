package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shells complete, and what man shows, with the shells themselves. */
class CompletionIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A test may run where much else does. */
  private static final String TIMELY = "FRONTSIGNER_COMPLETION_SECONDS=25";

  private static final Path ASK =
      Path.of("src/test/resources/org/frontsigner/scenario/completion").toAbsolutePath();

  private static Frontsigner frontsigner;
  private static Frontsigner stopped;
  private static Path folder;

  @BeforeAll
  static void makeTheScripts() throws IOException {
    frontsigner = Frontsigner.configured(workspace, "completed", Settings.usual()).start();
    stopped = Frontsigner.configured(workspace, "stopped", Settings.usual());
    Path zone = workspace.folder("zones").resolve("zone");
    Files.writeString(zone, "$TTL 60\n@ SOA ns a 1 2 3 4 5\n@ NS ns\nns A 192.0.2.1\n");
    frontsigner.verb("load-zone", "one.example", zone);
    frontsigner.verb("load-zone", "two.example", zone);
    frontsigner.verb("secure-zone", "one.example");
    folder = workspace.folder("scripts");
    for (String shell : List.of("bash", "zsh", "fish")) {
      Files.writeString(folder.resolve(shell), frontsigner.verb("completion", shell) + "\n");
    }
  }

  private static List<String> offered(String shell, Frontsigner whose, String line) {
    String program = Frontsigner.launcher().toString();
    String configuration = whose.folder().resolve("frontsigner.yaml").toString();
    List<String> words = new ArrayList<>(List.of(program, "-c", configuration));
    words.addAll(Arrays.asList(line.split(" ", -1)));
    Command command =
        Command.of("env", TIMELY, shell, shell.equals("zsh") ? "-f" : "--norc")
            .in(folder)
            .within(PATIENCE);
    if (shell.equals("fish")) {
      // fish completes a program by its name, wherever it stands.
      command = Command.of("env", TIMELY, "fish", "--no-config").in(folder).within(PATIENCE);
      command.with(ASK.resolve("ask.fish"), folder.resolve("fish"), String.join(" ", words));
    } else {
      command.with(ASK.resolve("ask." + shell), folder.resolve(shell)).with(words.toArray());
    }
    Output output = command.run().succeeded();
    assertThat(output.err()).isEmpty();
    return output.out().lines().map(each -> each.replaceFirst("\t.*", "")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void verbsZonesKeysWordsAndFilesAreOffered(String shell) {
    assertThat(offered(shell, frontsigner, "activate-")).contains("activate-zone-key");
    assertThat(offered(shell, frontsigner, "show-zone "))
        .containsExactly("one.example", "two.example");
    assertThat(offered(shell, frontsigner, "export-zone-key one.example ")).containsExactly("1");
    assertThat(offered(shell, frontsigner, "add-zone-key one.example zsk ecdsa2"))
        .contains("ecdsa256");
    assertThat(offered(shell, frontsigner, "load-zone one.example ")).contains("bash");
    assertThat(offered(shell, frontsigner, "secure-zone --")).contains("--classic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void withoutADaemonNoNamesAreOfferedAndNoDatabaseIsOpened(String shell) {
    assertThat(offered(shell, stopped, "show-zone ")).allMatch(String::isEmpty);
    assertThat(stopped.folder().resolve("data")).doesNotExist();
  }

  @Test
  void theScriptsAndTheManualPagesAreWellFormed() throws IOException {
    for (String shell : List.of("bash", "zsh", "fish")) {
      Command.of(shell, "-n", folder.resolve(shell)).run().succeeded();
    }
    for (String page : List.of("frontsigner", "frontsigner.yaml")) {
      Path file = folder.resolve(page);
      Files.writeString(file, frontsigner.verb("man", page) + "\n");
      Output lint = Command.of("mandoc", "-T", "lint", "-W", "warning", file).run();
      assertThat(lint.out()).isEmpty();
      assertThat(lint.exit()).isZero();
    }
    assertThat(Command.of("mandoc", "-T", "utf8", folder.resolve("frontsigner")).run().out())
        .contains("secure-all-zones");
  }
}
