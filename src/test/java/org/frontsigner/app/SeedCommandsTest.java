package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.frontsigner.cli.Verbs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

/** Who knows pdnssec types what is in {@link SeedCommands}, and each does what it is for. */
class SeedCommandsTest {
  @TempDir private Path folder;

  @Test
  void every_verb_of_pdnssec_is_run_here_or_where_its_devices_are() {
    Set<String> run =
        SeedCommands.all().stream().map(SeedCommand::verb).collect(Collectors.toSet());
    Set<String> ours =
        Verbs.all().stream()
            .map(verb -> verb.getClass().getAnnotation(Command.class).name())
            .collect(Collectors.toSet());
    assertThat(SeedCommands.VERBS).hasSize(33).doesNotHaveDuplicates();
    Set<String> missing = new TreeSet<>(SeedCommands.VERBS);
    missing.removeAll(run);
    assertThat(missing).isEqualTo(new TreeSet<>(SeedCommands.ELSEWHERE));
    assertThat(ours).containsAll(run);
    System.out.printf(
        "%d of %d verbs of pdnssec, %d commands%n",
        run.size(), SeedCommands.VERBS.size(), SeedCommands.all().size());
  }

  @Test
  void each_command_does_what_it_is_for() throws IOException, SQLException {
    try (InProcess daemon = InProcess.start(folder)) {
      SeedScene scene = new SeedScene(daemon, folder);
      SeedCommands.prepare(scene);
      List<SeedCommand> commands = SeedCommands.all();
      for (SeedCommand command : commands) {
        try {
          scene.run(command.words());
          command.effect().accept(scene);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("frontsigner " + command.words() + ": " + e.getMessage(), e);
        }
      }
    }
  }
}
