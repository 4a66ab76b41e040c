package org.frontsigner.scenario.product;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.frontsigner.app.Program;
import org.frontsigner.scenario.stage.Output;

/**
 * Verbs of a running daemon without a virtual machine for each: the whole program, from its words
 * to its exit code, in the process of the test. Scenarios use hundreds.
 */
final class OwnProcess {
  private OwnProcess() {}

  static Output run(Path configuration, Object... words) {
    List<String> all = new ArrayList<>(List.of("-c", configuration.toString()));
    Arrays.stream(words).map(String::valueOf).forEach(all::add);
    StringWriter result = new StringWriter();
    StringWriter remarks = new StringWriter();
    org.frontsigner.cli.Output output =
        new org.frontsigner.cli.Output(new PrintWriter(result), new PrintWriter(remarks));
    int exit =
        new Program(
                configured -> {
                  throw nobody();
                },
                configured -> {
                  throw nobody();
                },
                output)
            .run(all.toArray(String[]::new));
    String command = "frontsigner " + String.join(" ", all);
    return new Output(command, exit, result.toString(), remarks.toString());
  }

  private static IllegalStateException nobody() {
    return new IllegalStateException("the daemon is gone");
  }
}
