package org.frontsigner.scenario.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs once and ends. Not for reuse by several threads. */
public final class Command {
  private static final Duration USUAL = Duration.ofSeconds(90);

  private final List<String> words = new ArrayList<>();
  private Path folder = Path.of("").toAbsolutePath();
  private Duration limit = USUAL;
  private Path standardOutput;

  private Command() {}

  /** The program, looked up by {@link Binary}, and its first arguments. */
  public static Command of(String program, Object... arguments) {
    Command command = new Command();
    command.words.add(Binary.path(program));
    return command.with(arguments);
  }

  /** Adds arguments. */
  public Command with(Object... arguments) {
    Arrays.stream(arguments).map(String::valueOf).forEach(words::add);
    return this;
  }

  /** The working folder. */
  public Command in(Path workingFolder) {
    folder = workingFolder;
    return this;
  }

  /** How long it may take before it is killed and the test fails. */
  public Command within(Duration duration) {
    limit = duration;
    return this;
  }

  /** Standard output goes to this file and not into {@link Output#out}. */
  public Command into(Path file) {
    standardOutput = file;
    return this;
  }

  /** Runs to the end, whatever the exit code. */
  public Output run() {
    try {
      return runInto(
          standardOutput != null ? standardOutput : Files.createTempFile("command", ".out"),
          Files.createTempFile("command", ".err"));
    } catch (IOException broken) {
      throw new UncheckedIOException(this + ": " + broken.getMessage(), broken);
    }
  }

  // Files and not pipes: a command that writes much on both never blocks.
  private Output runInto(Path out, Path err) throws IOException {
    try {
      Process process =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      int exit = exitOf(process, err);
      return new Output(toString(), exit, standardOutput != null ? "" : read(out), read(err));
    } finally {
      Files.deleteIfExists(err);
      if (standardOutput == null) {
        Files.deleteIfExists(out);
      }
    }
  }

  private int exitOf(Process process, Path err) throws IOException {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    throw new AssertionError(this + "\nnot done within " + limit + "\n" + read(err));
  }

  // Zone data may hold any octet; Latin-1 keeps each of them.
  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
