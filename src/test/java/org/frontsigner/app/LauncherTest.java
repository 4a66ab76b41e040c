package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java that only tells how it was started. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("appliance/frontsigner").toAbsolutePath();

  @TempDir private Path folder;
  private Path installed;
  private Path javaHome;

  private record Ended(int code, List<String> out, String err) {}

  @BeforeEach
  void install() throws IOException {
    installed = Files.createDirectories(folder.resolve("usr/bin")).resolve("frontsigner");
    Files.copy(LAUNCHER, installed);
    makeExecutable(installed);
    Path share = Files.createDirectories(folder.resolve("usr/share/frontsigner"));
    Files.writeString(share.resolve("frontsigner.jar"), "a jar");
    javaHome = java("17.0.15");
  }

  /** A Java of a version that prints its process id and its words, one a line. */
  private Path java(String version) throws IOException {
    Path home = folder.resolve("jdk" + version);
    Path bin = Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    makeExecutable(
        Files.writeString(bin.resolve("java"), "#!/bin/sh\necho $$\nprintf '%s\\n' \"$@\"\n"));
    return home;
  }

  private static void makeExecutable(Path file) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended run(Path launcher, Map<String, String> more, String... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).directory(Path.of("/").toFile());
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().remove("FRONTSIGNER_JAVA_OPTS");
    builder.environment().putAll(more);
    Path err = folder.resolve("err");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    List<String> lines = out.lines().toList();
    if (!lines.isEmpty()) {
      assertThat(lines.get(0)).as("one process").isEqualTo(Long.toString(process.pid()));
    }
    return new Ended(process.exitValue(), lines, Files.readString(err));
  }

  @Test
  void java_takes_the_place_of_the_launcher_and_gets_the_words_as_they_are()
      throws IOException, InterruptedException {
    Ended ended = run(installed, Map.of(), "set-nsec3", "example.org", "1 0 0 -", "", "*");
    assertThat(ended.code()).isZero();
    Path jar = folder.toRealPath().resolve("usr/share/frontsigner/frontsigner.jar");
    int at = ended.out().indexOf("-jar");
    assertThat(ended.out().subList(at, ended.out().size()))
        .containsExactly("-jar", jar.toString(), "set-nsec3", "example.org", "1 0 0 -", "", "*");
  }

  /** The native part of the signing library has one name in both jars: the first one is loaded. */
  @Test
  void on_arm_the_jar_with_its_native_part_comes_first() throws IOException, InterruptedException {
    Path jar = folder.toRealPath().resolve("usr/share/frontsigner/frontsigner.jar");
    Path native64 = jar.resolveSibling("lib/AmazonCorrettoCryptoProvider-2.5.0-linux-aarch_64.jar");
    Files.createDirectories(native64.getParent());
    Files.writeString(native64, "a jar");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    makeExecutable(Files.writeString(bin.resolve("uname"), "#!/bin/sh\necho aarch64\n"));
    List<String> out =
        run(installed, Map.of("PATH", bin + ":" + System.getenv("PATH")), "help").out();
    assertThat(out.subList(out.indexOf("-cp"), out.size()))
        .containsExactly("-cp", native64 + ":" + jar, "org.frontsigner.app.Main", "help");
  }

  @ParameterizedTest
  @ValueSource(strings = {"serve", "-c file serve", "--config=file serve", "--verbose serve"})
  void the_daemon_runs_with_options_for_a_long_life(String words)
      throws IOException, InterruptedException {
    Ended ended = run(installed, Map.of(), words.split(" "));
    assertThat(ended.out())
        .contains(
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+DisableAttachMechanism",
            "-XX:-HeapDumpOnOutOfMemoryError")
        .doesNotContain("-XX:TieredStopAtLevel=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show-zone serve", "-c serve show-zone", "help serve", "--version", "-c"})
  void a_verb_runs_with_options_for_a_short_life(String words)
      throws IOException, InterruptedException {
    Ended ended = run(installed, Map.of(), words.split(" "));
    assertThat(ended.out())
        .contains("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-HeapDumpOnOutOfMemoryError")
        .doesNotContain("-XX:+UseG1GC");
  }

  @Test
  void more_options_stand_behind_those_of_the_launcher() throws IOException, InterruptedException {
    Ended ended = run(installed, Map.of("FRONTSIGNER_JAVA_OPTS", "-Xmx4g -Da=b"), "serve");
    List<String> out = ended.out();
    assertThat(out.subList(out.indexOf("-jar") - 2, out.indexOf("-jar")))
        .containsExactly("-Xmx4g", "-Da=b");
  }

  @Test
  void a_link_to_the_launcher_finds_the_jar_of_the_launcher()
      throws IOException, InterruptedException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), installed);
    assertThat(run(link, Map.of(), "help").out())
        .contains(folder.toRealPath().resolve("usr/share/frontsigner/frontsigner.jar").toString());
  }

  @Test
  void a_java_that_is_too_old_is_named() throws IOException, InterruptedException {
    for (String version : List.of("1.8.0_402", "11.0.22")) {
      Path old = java(version);
      Ended ended = run(installed, Map.of("JAVA_HOME", old.toString()), "help");
      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.err()).contains(old.toString(), "needs 17 or newer");
    }
  }

  @Test
  void only_a_java_that_knows_the_option_is_told_that_native_code_is_meant()
      throws IOException, InterruptedException {
    Path newer = java("25.0.1");
    assertThat(run(installed, Map.of("JAVA_HOME", newer.toString()), "help").out())
        .contains("--enable-native-access=ALL-UNNAMED");
    assertThat(run(installed, Map.of(), "help").out())
        .doesNotContain("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void a_java_home_without_a_java_is_named() throws IOException, InterruptedException {
    Ended ended = run(installed, Map.of("JAVA_HOME", "/nonexistent"), "help");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("JAVA_HOME is /nonexistent");
  }

  @Test
  void an_installation_without_its_jar_says_so() throws IOException, InterruptedException {
    Files.delete(folder.resolve("usr/share/frontsigner/frontsigner.jar"));
    Ended ended = run(installed, Map.of(), "help");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("frontsigner.jar is missing", "Install frontsigner again");
  }

  @Test
  void in_the_source_tree_a_missing_jar_is_built_once_and_quietly()
      throws IOException, InterruptedException {
    Path tree = sourceTree("mkdir -p target && echo jar > \"$root/target/frontsigner.jar\"");
    Path launcher = tree.resolve("appliance/frontsigner");
    Map<String, String> path = Map.of("PATH", folder.resolve("mvn") + ":/usr/bin:/bin");
    Ended first = run(launcher, path, "help");
    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("building target/frontsigner.jar");
    assertThat(first.out()).contains(tree.toRealPath() + "/target/frontsigner.jar");
    Ended second = run(launcher, path, "help");
    assertThat(second.err()).isEmpty();
    assertThat(Files.readAllLines(tree.resolve("built"))).hasSize(1);
  }

  @Test
  void a_jar_that_cannot_be_built_is_an_error() throws IOException, InterruptedException {
    Path tree = sourceTree("echo 'COMPILATION ERROR'; exit 1");
    Map<String, String> path = Map.of("PATH", folder.resolve("mvn") + ":/usr/bin:/bin");
    Ended ended = run(tree.resolve("appliance/frontsigner"), path, "help");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("COMPILATION ERROR", "could not be built");
  }

  /** A source tree with the launcher, and a Maven that does as it is told. */
  private Path sourceTree(String build) throws IOException {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    Files.writeString(tree.resolve("pom.xml"), "<project/>");
    Path launcher = Files.createDirectories(tree.resolve("appliance")).resolve("frontsigner");
    makeExecutable(Files.copy(LAUNCHER, launcher));
    Path maven = Files.createDirectories(folder.resolve("mvn")).resolve("mvn");
    String script = "#!/bin/sh\nroot=%s\ncd $root\necho \"$@\" >> built\n%s\n";
    makeExecutable(Files.writeString(maven, script.formatted(tree, build)));
    return tree;
  }
}
