package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frontsigner.cli.Verbs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Every example of every verb's help, run against a daemon. Its addresses become loopback ones, its
 * files are there, and the number of a key is that of the zone's key.
 */
class ExamplesTest {
  private static final Path SETUPS = Path.of("src/test/resources/org/frontsigner/app/examples.psv");

  /** Stands for the one of the example, whose name has to be that of the key in it. */
  private static final String KEY_FILE = "made.private";

  private static final List<String> USUAL =
      List.of(
          "load-zone example.org example.org.zone",
          "load-zone example.net example.org.zone",
          "secure-zone example.org");

  private static final String ZONE_FILE =
      """
      $TTL 3600
      @ SOA ns1 hostmaster 7 7200 3600 500000 300
      @ NS ns1
      ns1 A 192.0.2.1
      www A 192.0.2.2
      """;

  @TempDir private static Path folder;

  private static InProcess primary;
  private static InProcess daemon;
  private static Map<String, List<String>> setups;

  @BeforeAll
  static void start() throws IOException, SQLException {
    primary =
        InProcess.start(
            Files.createDirectory(folder.resolve("primary")),
            "allow-transfer-from: [\"127.0.0.0/8\"]");
    daemon = InProcess.start(Files.createDirectory(folder.resolve("signer")));
    Path zone = Files.writeString(folder.resolve("example.org.zone"), ZONE_FILE);
    primary.good("load-zone", "example.org", zone.toString());
    Files.writeString(
        folder.resolve(KEY_FILE), InProcess.program("generate-zone-key", "ksk").good());
    primary.good("secure-zone", "example.org");
    String key = primary.sql("SELECT id FROM cryptokeys").get(0);
    Files.writeString(
        folder.resolve("key.pem"), primary.good("export-zone-key-pem", "example.org", key));
    primary.good("remove-zone-key", "example.org", key);
    setups = setups();
  }

  private static Map<String, List<String>> setups() throws IOException {
    Map<String, List<String>> all = new HashMap<>();
    for (String line : Files.readAllLines(SETUPS)) {
      if (!line.startsWith("#")) {
        String[] columns = line.split(" *\\| *", -1);
        all.put(
            columns[0].strip(),
            Arrays.stream(columns[1].split("; *")).filter(each -> !each.isBlank()).toList());
      }
    }
    return all;
  }

  @AfterAll
  static void stop() throws SQLException {
    daemon.close();
    primary.close();
  }

  /** Verbs about tokens and named.conf: the scenarios that have them run these. */
  private static final List<String> ELSEWHERE = List.of("hsm ", "bind-reload-now");

  @Test
  void every_example_runs() {
    List<String> failures = new ArrayList<>();
    int count = 0;
    for (Class<?> verb : Verbs.all().stream().<Class<?>>map(Object::getClass).toList()) {
      Command command = verb.getAnnotation(Command.class);
      assertThat(command.footer()).as(command.name()).isNotEmpty();
      if (ELSEWHERE.stream().anyMatch(command.name()::startsWith)) {
        continue;
      }
      for (String example : command.footer()) {
        count++;
        clear();
        setups.getOrDefault(command.name(), USUAL).forEach(ExamplesTest::prepare);
        InProcess.Result result = daemon.run(words(example, places(verb)));
        if (result.exit() != 0) {
          failures.add(example.strip() + ": " + result);
        }
      }
    }
    System.out.printf("%d examples%n", count);
    assertThat(failures).isEmpty();
  }

  private static void prepare(String command) {
    daemon.good(words("frontsigner " + command, List.of()));
  }

  private static void clear() {
    daemon.good("list-all-zones").lines().forEach(zone -> daemon.good("delete-zone", zone));
    daemon.sql("SELECT name FROM tsigkeys").forEach(name -> daemon.good("delete-tsig-key", name));
  }

  /** The labels of a verb's places, by their numbers. */
  private static List<String> places(Class<?> verb) {
    return Stream.of(verb.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Parameters.class))
        .map(field -> field.getAnnotation(Parameters.class))
        .sorted((one, other) -> one.index().compareTo(other.index()))
        .map(Parameters::paramLabel)
        .toList();
  }

  private static String[] words(String example, List<String> places) {
    List<String> words = new ArrayList<>(WrongUses.words(example));
    words.remove(0);
    int at = places.indexOf("ID");
    for (int i = 1; i < words.size(); i++) {
      words.set(i, at == i - 1 ? keyId() : here(words.get(i)));
    }
    return words.toArray(String[]::new);
  }

  private static String keyId() {
    return daemon.sql("SELECT MAX(id) FROM cryptokeys").get(0);
  }

  private static String here(String word) {
    Path file = folder.resolve(word.replaceFirst("^K.*\\.private$", KEY_FILE).replace(':', '_'));
    if (Files.isRegularFile(file)) {
      return file.toString();
    }
    return word.equals("192.0.2.1")
        ? primary.dns().withColon()
        : word.replace("[2001:db8::1]", "[::1]").replaceFirst("^192\\.0\\.2\\.", "127.0.0.");
  }
}
