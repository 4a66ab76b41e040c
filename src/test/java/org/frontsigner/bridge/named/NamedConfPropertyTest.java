package org.frontsigner.bridge.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever text there is, a value comes of it or an error that says where, and soon. */
class NamedConfPropertyTest {
  private static final List<String> WORDS =
      List.of(
          " ",
          "\n",
          "{",
          "}",
          ";",
          "\"",
          "\\",
          "/",
          "*",
          "//",
          "/*",
          "*/",
          "#",
          "!",
          "zone",
          "\"a.example\"",
          "IN",
          "type",
          "primary",
          "slave",
          "file",
          "\"f\"",
          "masters",
          "port",
          "53",
          "key",
          "k",
          "192.0.2.1",
          "10/8",
          "acl",
          "l",
          "any",
          "none",
          "options",
          "directory",
          "include",
          "\"x\"",
          "algorithm",
          "secret",
          "notify",
          "yes",
          "view",
          "allow-transfer",
          "\u00e9",
          "\u0000",
          "});",
          "};");

  /** Every file that is included has text that includes it again in other words. */
  private static final ConfFiles ECHO =
      (pattern, directory, octetsMax) -> {
        if (pattern.length() > 12) {
          throw new IOException("too long");
        }
        return List.of(
            new ConfFiles.Source(
                pattern + "-" + octetsMax,
                "include \"" + pattern + "x\"; include \"" + pattern + "y\";"));
      };

  private static void holdsFor(String text) {
    try {
      NamedConf conf = NamedConf.read(new ConfFiles.Source("c", text), ECHO, ConfLimits.DEFAULT);
      assertThat(conf.zones()).allMatch(zone -> zone.place().line() > 0);
    } catch (NamedConfError error) {
      assertThat(error.getMessage()).matches("(?s)\\S+:\\d+:\\d+: .+");
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(WORDS).list().ofMaxSize(80).map(words -> String.join(" ", words));
  }

  @Provide
  Arbitrary<String> denseTexts() {
    return Arbitraries.of(WORDS).list().ofMaxSize(80).map(words -> String.join("", words));
  }

  @Property(tries = 3000)
  void words_in_any_order_are_a_value_or_an_error(@ForAll("texts") String text) {
    holdsFor(text);
  }

  @Property(tries = 3000)
  void words_without_blanks_too(@ForAll("denseTexts") String text) {
    holdsFor(text);
  }

  @Test
  void the_files_that_debian_comes_with_are_read_and_their_mutants_end() throws IOException {
    List<String> samples = samples();
    assertThat(samples).isNotEmpty();
    Random random = new Random(4);
    assertThatCode(
            () -> {
              for (String sample : samples) {
                holdsFor(sample);
                for (int i = 0; i < 500; i++) {
                  holdsFor(mutant(sample, random));
                }
              }
            })
        .doesNotThrowAnyException();
  }

  /** Those of the peers that are installed, and one of our own for where none is. */
  private static List<String> samples() throws IOException {
    List<String> samples = new java.util.ArrayList<>();
    for (String folder : List.of("/etc/bind", "/etc/powerdns")) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
          for (Path file : files.filter(each -> each.toString().contains("named.conf")).toList()) {
            samples.add(Files.readString(file, StandardCharsets.ISO_8859_1));
          }
        }
      }
    }
    samples.add(
        """
        acl good { 10.0.0.0/8; !key k; };
        key k { algorithm hmac-sha256; secret "AAAA"; };
        primaries up port 5300 { 192.0.2.1; 2001:db8::1 port 53 key k; };
        zone "a.example" IN { type secondary; primaries { up; }; allow-transfer { good; any; }; };
        """);
    return samples;
  }

  private static String mutant(String sample, Random random) {
    StringBuilder text = new StringBuilder(sample);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && text.length() > 1; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(20));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> text.insert(at, text.substring(at, end));
        default -> text.setCharAt(at, (char) random.nextInt(256));
      }
    }
    return text.toString();
  }

  @Test
  void a_deep_file_is_refused_and_not_a_stack_overflow() {
    String deep = "a { ".repeat(100_000);
    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10), () -> holdsFor(deep));
  }
}
