package org.frontsigner.scenario.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A process that stays until it is told to end; what it prints goes to a file. */
public final class Daemon implements AutoCloseable {
  private static final Duration STOP_MAX = Duration.ofSeconds(20);

  private final String name;
  private final Process process;
  private final Path log;

  private Daemon(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /** Starts a program in a folder; standard output and error are added to {@code log}. */
  static Daemon start(
      String name, List<String> words, Map<String, String> environment, Path folder, Path log) {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new Daemon(name, builder.start(), log);
    } catch (IOException broken) {
      throw new UncheckedIOException(name + " did not start: " + words, broken);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Everything printed so far, by earlier runs with the same log too. */
  public String log() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** How many lines printed so far contain the text. */
  public long logged(String text) {
    return log().lines().filter(line -> line.contains(text)).count();
  }

  /** Waits until the condition holds; fails at once, with the log, when the process ends before. */
  public void await(String what, Duration limit, Condition condition) {
    Awaitility.await(name + ": " + what)
        .atMost(limit)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(25))
        .failFast(name + " must not end while a test waits for: " + what, this::requireAlive)
        .untilAsserted(() -> requireThat(what, condition));
  }

  private void requireAlive() {
    if (!isAlive()) {
      throw new AssertionError(name + " ended\n" + lastLines());
    }
  }

  private void requireThat(String what, Condition condition) throws Exception {
    if (!condition.holds()) {
      throw new AssertionError(name + ": still waiting for: " + what + "\n" + lastLines());
    }
  }

  /** What a test waits for. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for the process to end by itself and gives its exit code. */
  public int awaitExit(Duration limit) {
    if (!ended(limit)) {
      throw new AssertionError(name + " still runs after " + limit + "\n" + lastLines());
    }
    return process.exitValue();
  }

  /** SIGTERM and an orderly end; one that takes over 20 seconds is killed and fails the test. */
  public void stop() {
    process.destroy();
    if (!ended(STOP_MAX)) {
      kill();
      throw new AssertionError(name + " did not end within " + STOP_MAX + "\n" + lastLines());
    }
  }

  /** SIGKILL, for the children too. */
  public void kill() {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    if (!ended(STOP_MAX)) {
      throw new AssertionError(name + ": pid " + pid() + " survives SIGKILL");
    }
  }

  @Override
  public void close() {
    if (isAlive()) {
      stop();
    }
  }

  private boolean ended(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return false;
    }
  }

  private String lastLines() {
    List<String> lines = log().lines().toList();
    int shown = 30;
    return log
        + ":\n"
        + String.join("\n", lines.subList(Math.max(0, lines.size() - shown), lines.size()));
  }

  @Override
  public String toString() {
    return name + " (pid " + pid() + ", " + log + ")";
  }
}
