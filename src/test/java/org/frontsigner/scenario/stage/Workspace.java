package org.frontsigner.scenario.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The folder and the processes of one test class; register it as a static extension. At the end,
 * also after a failure, everything started here is stopped, the last first. The folder goes with it
 * unless a test failed: then its path is printed and it stays.
 */
public final class Workspace implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  private final Deque<AutoCloseable> owned = new ConcurrentLinkedDeque<>();
  private final Thread lastResort = new Thread(this::killAll, "workspace-last-resort");
  private Path root;
  private boolean failed;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    root =
        Files.createTempDirectory(
            "scenario-" + context.getRequiredTestClass().getSimpleName() + "-");
    Runtime.getRuntime().addShutdownHook(lastResort);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    failed |= context.getExecutionException().isPresent();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    failed |= context.getExecutionException().isPresent();
    List<Throwable> troubles = closeAll();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    failed |= !troubles.isEmpty();
    if (failed) {
      System.err.println("scenario failed; everything it wrote is in " + root);
    } else {
      delete(root);
    }
    troubles.stream().findFirst().ifPresent(Workspace::rethrow);
  }

  /** A folder below the root, made when missing. */
  public Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /**
   * Starts a daemon in {@code folder(name)}; its output is added to {@code name.log} in the root.
   */
  public Daemon start(String name, String program, Object... arguments) {
    return start(name, Map.of(), program, arguments);
  }

  /** The same with more in the environment. */
  public Daemon start(
      String name, Map<String, String> environment, String program, Object... arguments) {
    List<String> words = new ArrayList<>(List.of(Binary.path(program)));
    Arrays.stream(arguments).map(String::valueOf).forEach(words::add);
    return own(Daemon.start(name, words, environment, folder(name), root.resolve(name + ".log")));
  }

  /** Takes over something that is to be closed with the workspace. */
  public <T extends AutoCloseable> T own(T resource) {
    owned.push(resource);
    return resource;
  }

  private List<Throwable> closeAll() {
    List<Throwable> troubles = new ArrayList<>();
    while (!owned.isEmpty()) {
      try {
        owned.pop().close();
      } catch (Exception | AssertionError trouble) {
        troubles.add(trouble);
      }
    }
    return troubles;
  }

  private void killAll() {
    owned.stream().filter(Daemon.class::isInstance).map(Daemon.class::cast).forEach(Daemon::kill);
  }

  private static void rethrow(Throwable trouble) {
    throw new AssertionError("at the end of the scenario: " + trouble.getMessage(), trouble);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
