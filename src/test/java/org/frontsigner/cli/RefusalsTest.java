package org.frontsigner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Purged;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verbs print when there is no result, and what they end with. */
class RefusalsTest {
  private static Console refusing(Problem problem) {
    return new Console(
        new RecordingAdmin(
                method -> {
                  throw problem;
                })
            .admin());
  }

  @Test
  void a_refusal_tells_what_is_wrong_and_what_to_do_and_how_it_ends() {
    Console failed = refusing(Problem.failed("Zone x. does not exist", "See list-all-zones"));
    assertThat(failed.run("show-zone", "x")).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).isEqualTo("Zone x. does not exist\n  See list-all-zones\n");
    assertThat(failed.closed()).isEqualTo(1);
    Console usage = refusing(Problem.usage("'x..' is no name", ""));
    assertThat(usage.run("show-zone", "x..")).isEqualTo(2);
    assertThat(usage.err()).isEqualTo("'x..' is no name\n");
  }

  @Test
  void a_refusal_is_json_too_when_asked_to() throws IOException {
    Console console = refusing(Problem.failed("Zone x. does not exist", "See list-all-zones"));
    assertThat(console.run("show-zone", "x", "--json")).isEqualTo(1);
    JsonNode problem = new ObjectMapper().readTree(console.out()).get("problem");
    assertThat(problem.get("kind").asText()).isEqualTo("FAILED");
    assertThat(problem.get("message").asText()).isEqualTo("Zone x. does not exist");
    assertThat(problem.get("remedy").asText()).isEqualTo("See list-all-zones");
    Console wrong = refusing(Problem.failed("not reached", ""));
    assertThat(wrong.run("show-zone", "--json")).isEqualTo(2);
    assertThat(new ObjectMapper().readTree(wrong.out()).at("/problem/kind").asText())
        .isEqualTo("USAGE");
  }

  @Test
  void a_stack_trace_is_shown_only_when_asked_for() {
    Problem problem =
        Problem.failed("It broke", "Mend it", new IllegalStateException("deep below"));
    Console quiet = refusing(problem);
    assertThat(quiet.run("show-zone", "x")).isEqualTo(1);
    assertThat(quiet.err()).doesNotContain("\tat ", "deep below");
    Console verbose = refusing(problem);
    assertThat(verbose.run("--verbose", "show-zone", "x")).isEqualTo(1);
    assertThat(verbose.err()).contains("It broke", "\tat ", "deep below");
  }

  @Test
  void the_zones_that_were_rectified_before_one_that_fails_are_named() {
    RecordingAdmin recording =
        new RecordingAdmin(
            method -> {
              throw Problem.failed("Zone b. does not exist", "");
            });
    Console first = new Console(recording.admin());
    assertThat(first.run("rectify-zone", "b")).isEqualTo(1);
    assertThat(first.err()).isEqualTo("Zone b. does not exist\n");
    int[] calls = {0};
    Console second =
        new Console(
            new RecordingAdmin(
                    method -> {
                      if (calls[0]++ == 0) {
                        return Done.of("Rectified a.");
                      }
                      throw Problem.failed("Zone b. does not exist", "");
                    })
                .admin());
    assertThat(second.run("rectify-zone", "a", "b", "c")).isEqualTo(1);
    assertThat(second.err()).contains("Zone b. does not exist; rectified before it: a\n");
    assertThat(calls[0]).isEqualTo(2);
  }

  @Test
  void the_file_of_a_key_that_is_refused_is_named(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("no.private"), "no key");
    Console console = refusing(Problem.failed("The text is no private key", "Give another"));
    assertThat(console.run("import-zone-key", "example.org", file.toString())).isEqualTo(1);
    assertThat(console.err()).contains("The text is no private key (key of file '" + file + "')");
  }

  @Test
  void what_nobody_foresaw_is_no_stack_trace_either() {
    Console console =
        new Console(
            new RecordingAdmin(
                    method -> {
                      throw new IllegalStateException("oops");
                    })
                .admin());
    assertThat(console.run("show-zone", "x")).isEqualTo(1);
    assertThat(console.err()).contains("oops", "--verbose").doesNotContain("\tat ");
  }

  @Test
  void output_that_cannot_be_written_is_a_failure() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int count) throws IOException {
            throw new IOException("no space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    StringWriter err = new StringWriter();
    RecordingAdmin recording = new RecordingAdmin(method -> new Purged(1));
    Frontsigner frontsigner =
        new Frontsigner(
            (configuration, verbose) -> new Unclosed(recording),
            (Tools) recording.admin(),
            new Output(new PrintWriter(full), new PrintWriter(err)));
    assertThat(frontsigner.run(frontsigner.commandLine(), "purge")).isEqualTo(1);
  }

  private record Unclosed(RecordingAdmin recording) implements AdminAccess.Session {
    @Override
    public Admin admin() {
      return recording.admin();
    }

    @Override
    public void close() {}
  }

  @Test
  void the_version_is_printed_without_a_configuration() {
    Console console = refusing(Problem.failed("not reached", ""));
    assertThat(console.run("--version")).isZero();
    assertThat(console.out()).startsWith("frontsigner ");
    assertThat(console.configurations()).isEmpty();
  }
}
