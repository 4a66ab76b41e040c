package org.frontsigner.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules of the house: who imports whom, and who touches the world. Each rule is also run on the
 * classes of {@code fixture}, which break it, so that a rule that has gone blind is noticed.
 */
class ArchitectureTest {
  private static final String ROOT = "org.frontsigner";
  private static final String FIXTURE = "org.frontsigner.house.fixture";
  private static final Path SOURCES = Path.of("src/main/java");

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

  static Stream<Rule> rules() {
    return Stream.of(Rule.values());
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_house_keeps_the_rule(Rule rule) {
    rule.in(ROOT).allowEmptyShould(true).check(HOUSE);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_rule_finds_every_class_that_breaks_it_and_no_other(Rule rule) {
    List<String> breakers =
        BROKEN.stream()
            .filter(javaClass -> breaks(rule, javaClass))
            .map(JavaClass::getSimpleName)
            .filter(name -> !name.equals("package-info"))
            .sorted()
            .toList();
    assertThat(breakers).isEqualTo(expected(rule));
  }

  private static boolean breaks(Rule rule, JavaClass javaClass) {
    JavaClasses alone = BROKEN.that(describe("is " + javaClass.getName(), javaClass::equals));
    return rule.in(FIXTURE).allowEmptyShould(true).evaluate(alone).hasViolation();
  }

  private static List<String> expected(Rule rule) {
    return switch (rule) {
      case ROOMS_IMPORT_ONLY_ROOMS_BELOW ->
          List.of(
              "CoreWithTsig", "KeeperWithTsig", "Sideways", "Unroomed", "Upward", "VerbOfKeeper");
      case ONLY_THE_BRIDGE_KNOWS_DNSJAVA -> List.of("Worldly");
      case THE_CORE_DOES_NOT_TOUCH_THE_WORLD -> List.of("Worldly");
      case NOTHING_BELOW_THE_KEEPER_LOGS -> List.of("Worldly");
      case ONLY_THE_APP_READS_THE_CLOCK -> List.of("Timely", "TimelyByReference");
      case ONLY_THE_EDGES_MEASURE_TIME -> List.of("Timely");
      case ONLY_THE_APP_THROWS_DICE -> List.of("Timely", "TimelyByReference");
    };
  }

  @Test
  void every_room_says_why_it_is_there_and_what_it_may_import() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> rooms =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();
      assertThat(rooms).isNotEmpty();
      for (Path room : rooms) {
        assertThat(room.resolve("package-info.java")).content().contains("/**", "May import:");
      }
    }
  }
}
