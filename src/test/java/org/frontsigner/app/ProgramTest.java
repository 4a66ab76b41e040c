package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.Samples;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.cli.Output;
import org.frontsigner.http.ControlLimits;
import org.frontsigner.http.ControlServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The program from its words to its exit code. */
class ProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Path> served = new ArrayList<>();
  private final List<Path> opened = new ArrayList<>();
  private final RecordingAdmin offline = RecordingAdmin.giving(Samples.FULL);
  private int closed;
  private Path configuration;

  @BeforeEach
  void write_a_configuration(@TempDir Path folder) throws IOException {
    configuration = Files.writeString(folder.resolve("f.yaml"), "data-dir: d\n");
    Files.createDirectory(folder.resolve("d"));
  }

  private final class Offline implements AdminAccess.Session {
    @Override
    public Admin admin() {
      return offline.admin();
    }

    @Override
    public void close() {
      closed++;
    }
  }

  private int run(String... words) {
    Output output = new Output(new PrintWriter(out), new PrintWriter(err));
    Daemon daemon =
        settings -> {
          served.add(settings.dataDirectory());
          return 7;
        };
    OfflineAdmin admin =
        settings -> {
          opened.add(settings.dataDirectory());
          return new Offline();
        };
    return new Program(daemon, admin, output).run(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help",
        "--help",
        "-h",
        "--version",
        "-V",
        "help serve",
        "serve --help",
        "help help"
      })
  void help_and_version_need_no_configuration(String words) {
    assertThat(run(words.split(" "))).isZero();
    assertThat(out.toString()).contains("frontsigner");
    assertThat(err.toString()).isEmpty();
    assertThat(served).isEmpty();
  }

  @Test
  void help_lists_serve() {
    assertThat(run("help")).isZero();
    assertThat(out.toString()).contains("\n  serve ", "\n  help ");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void serve_runs_the_daemon_with_the_configuration_and_ends_as_it_does(boolean before) {
    String file = configuration.toString();
    int code = before ? run("-c", file, "serve") : run("serve", "-c", file);
    assertThat(code).isEqualTo(7);
    assertThat(served).containsExactly(configuration.resolveSibling("d"));
    assertThat(opened).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "show-zone x"})
  void a_wrong_configuration_ends_with_usage_and_nothing_is_begun(String words) throws IOException {
    Files.writeString(configuration, "data-dir: d\ntreads: 1\n");
    assertThat(run((words + " -c " + configuration).split(" "))).isEqualTo(2);
    assertThat(err.toString()).startsWith(configuration + ":2: ").contains("did you mean threads");
    assertThat(served).isEmpty();
    assertThat(opened).isEmpty();
  }

  @Test
  void serve_takes_no_words() {
    assertThat(run("-c", configuration.toString(), "serve", "now")).isEqualTo(2);
    assertThat(served).isEmpty();
  }

  @Test
  void a_verb_acts_on_the_database_where_no_daemon_runs() {
    assertThat(run("-c", configuration.toString(), "show-zone", "x")).isZero();
    assertThat(opened).containsExactly(configuration.resolveSibling("d"));
    assertThat(offline.asked()).hasSize(1);
    assertThat(closed).isEqualTo(1);
  }

  @Test
  void a_verb_acts_in_the_daemon_where_one_runs() {
    RecordingAdmin inDaemon = RecordingAdmin.giving(Samples.FULL);
    Path socket = configuration.resolveSibling("d").resolve("control.sock");
    try (ControlServer server =
        ControlServer.start(socket, inDaemon.admin(), ControlLimits.DEFAULT)) {
      assertThat(server).isNotNull();
      assertThat(run("-c", configuration.toString(), "show-zone", "x")).isZero();
    }
    assertThat(inDaemon.asked())
        .containsExactly(new RecordingAdmin.Asked("showZone", List.of("x")));
    assertThat(opened).isEmpty();
  }

  @Test
  void a_daemon_that_cannot_begin_says_why() {
    Output output = new Output(new PrintWriter(out), new PrintWriter(err));
    Daemon daemon =
        settings -> {
          throw Problem.failed("Port 127.0.0.1:53 is in use", "Stop who has it");
        };
    int code =
        new Program(daemon, settings -> new Offline(), output)
            .run("serve", "-c", configuration.toString());
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).isEqualTo("Port 127.0.0.1:53 is in use\n  Stop who has it\n");
  }
}
