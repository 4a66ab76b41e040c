package org.frontsigner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.api.Admin;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.Samples;
import org.frontsigner.api.Tools;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;

/** The table of verbs and {@link Admin} are the same list. */
class VerbsTest {
  @TempDir private Path folder;

  static Stream<Command> commands() {
    return Verbs.all().stream().map(verb -> verb.getClass().getAnnotation(Command.class));
  }

  @Test
  void every_method_of_admin_has_a_verb_of_its_name_and_every_verb_a_method() {
    Set<String> methods = methods().map(VerbsTest::verb).collect(Collectors.toSet());
    assertThat(commands().map(Command::name).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(methods);
  }

  private static Stream<Method> methods() {
    return Stream.of(Admin.class, Tools.class).flatMap(type -> Arrays.stream(type.getMethods()));
  }

  private static String verb(Method method) {
    // Object.notify() has the name of this verb.
    String name = method.getName().equals("notifySecondaries") ? "notify" : method.getName();
    return name.replaceAll("(?=[A-Z0-9]\\b|[A-Z])", "-")
        .toLowerCase(Locale.ROOT)
        .replace("nsec-3", "nsec3")
        .replace("hsm-", "hsm ");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_help_of_a_verb_has_its_words_and_an_example(Command command) {
    Console console = new Console(RecordingAdmin.giving(Samples.EMPTY).admin());
    assertThat(console.run("help", command.name())).isZero();
    assertThat(console.out())
        .contains(command.header()[0], "Usage: frontsigner ", "Example:", "--config", "--json")
        .contains("  frontsigner " + command.name());
    assertThat(console.configurations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void help_as_an_option_is_the_same(Command command) {
    Console asVerb = new Console(RecordingAdmin.giving(Samples.EMPTY).admin());
    Console asOption = new Console(RecordingAdmin.giving(Samples.EMPTY).admin());
    assertThat(asVerb.run("help", command.name())).isZero();
    assertThat(asOption.run(command.name(), "--help")).isZero();
    assertThat(asOption.out()).isEqualTo(asVerb.out());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_examples_ask_what_the_verb_is_named_after(Command command) throws IOException {
    for (String example : command.footer()) {
      RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
      Console console = new Console(recording.admin());
      assertThat(console.run(words(example)))
          .as(console.err())
          .isEqualTo(exitOf(command, Samples.FULL));
      assertThat(recording.asked()).isNotEmpty();
      assertThat(recording.asked().stream().map(RecordingAdmin.Asked::method).distinct())
          .singleElement()
          .satisfies(method -> assertThat(verb(methodNamed(method))).isEqualTo(command.name()));
      assertThat(console.closed()).isEqualTo(console.configurations().size());
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void the_examples_give_one_json_document_each_when_asked_to(Command command) throws IOException {
    for (String example : command.footer()) {
      for (Samples samples : Samples.values()) {
        Console console = new Console(RecordingAdmin.giving(samples).admin());
        String[] words = words(example + " --json");
        assertThat(console.run(words)).as(console.err()).isEqualTo(exitOf(command, samples));
        JsonNode document = new ObjectMapper().readTree(console.out());
        assertThat(document.isContainerNode()).isTrue();
      }
    }
  }

  private static final List<String> TELLING_TROUBLES = List.of("rediscover", "alarms");

  /** Where a sample is full of troubles, the verb that tells them fails. */
  private static int exitOf(Command command, Samples samples) {
    return samples == Samples.FULL && TELLING_TROUBLES.contains(command.name()) ? 1 : 0;
  }

  private static Method methodNamed(String name) {
    return methods().filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
  }

  /** The words of an example, the files that it names being there. */
  private String[] words(String example) throws IOException {
    List<String> words =
        Stream.of(example.strip().split(" (?=(?:[^']*'[^']*')*[^']*$)"))
            .map(word -> word.replace("'", ""))
            .skip(1)
            .collect(Collectors.toList());
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).matches(".*\\.(private|pem|zone)")) {
        words.set(i, Files.writeString(folder.resolve(words.get(i)), "text").toString());
      }
    }
    return words.toArray(String[]::new);
  }

  @Test
  void the_list_of_verbs_has_every_verb_once_below_a_title() {
    Console console = new Console(RecordingAdmin.giving(Samples.EMPTY).admin());
    assertThat(console.run("help")).isZero();
    commands()
        .forEach(
            command ->
                assertThat(console.out())
                    .containsOnlyOnce("\n  " + command.name() + " ")
                    .contains(command.header()[0]));
  }

  @Test
  void a_secondary_zone_may_be_made_by_its_newer_name() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    Console console = new Console(recording.admin());
    assertThat(console.run("create-secondary-zone", "example.org", "192.0.2.1")).isZero();
    assertThat(recording.asked())
        .containsExactly(
            new RecordingAdmin.Asked(
                "createSlaveZone", List.of("example.org", List.of("192.0.2.1"))));
  }
}
