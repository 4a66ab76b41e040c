package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterFileIncludeTest {
  private static final DomainName ORIGIN = DomainName.parse("example.");

  @TempDir Path directory;
  private Path base;

  @BeforeEach
  void makeDirectories() throws IOException {
    base = Files.createDirectories(directory.resolve("zones/sub")).getParent();
  }

  private List<String> read(String text) throws IOException, MasterFileError {
    Path file = Files.writeString(base.resolve("main.db"), text);
    List<String> lines = new ArrayList<>();
    MasterFile.read(
        file,
        ORIGIN,
        new MasterFileRules(100, Optional.of(base)),
        (owner, type, ttl, rdata) ->
            lines.add(Records.line(owner, type, ttl, rdata).replace('\t', ' ')));
    return lines;
  }

  private void assertRefused(String text, String message) {
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(() -> read(text))
        .withMessageContaining(message);
  }

  @Test
  void an_included_file_inherits_ttl_and_origin_and_changes_neither_for_the_rest()
      throws Exception {
    Files.writeString(
        base.resolve("sub/more.db"), "b A 192.0.2.2\n$TTL 9\n$ORIGIN x.\nc A 192.0.2.3\n");
    assertThat(read("$TTL 5\na A 192.0.2.1\n$INCLUDE sub/more.db in\n A 192.0.2.4\nd A 192.0.2.5"))
        .containsExactly(
            "a.example. 5 IN A 192.0.2.1",
            "b.in.example. 5 IN A 192.0.2.2",
            "c.x. 9 IN A 192.0.2.3",
            "a.example. 5 IN A 192.0.2.4",
            "d.example. 5 IN A 192.0.2.5");
  }

  @Test
  void a_quoted_path_is_taken() throws Exception {
    Files.writeString(base.resolve("sub/a b.db"), "b 5 A 192.0.2.2\n");
    assertThat(read("$INCLUDE \"sub/a b.db\"")).containsExactly("b.example. 5 IN A 192.0.2.2");
  }

  @Test
  void an_error_names_the_included_file_and_its_line() throws IOException {
    Files.writeString(base.resolve("sub/more.db"), "\nb 5 A x\n");
    assertRefused("\n\n$INCLUDE sub/more.db", "sub/more.db:2: ");
  }

  @Test
  void no_file_outside_the_base_is_read() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret.db"), "s 5 A 192.0.2.9\n");
    Files.createSymbolicLink(base.resolve("link.db"), secret);
    assertRefused("$INCLUDE ../secret.db", "main.db:1: '../secret.db' is no file below");
    assertRefused("$INCLUDE " + secret, "is no file below");
    assertRefused("$INCLUDE link.db", "is no file below");
    assertRefused("$INCLUDE sub", "is no file below");
    assertRefused("$INCLUDE nosuch.db", "there is no file nosuch.db below");
    assertRefused("$INCLUDE a\\000b", "main.db:1: ");
  }

  @Test
  void files_that_include_themselves_end_in_an_error() {
    assertRefused("$INCLUDE main.db", "main.db:1: files include files more than 8 deep");
  }

  @Test
  void a_file_that_is_not_there_is_an_error() {
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(
            () ->
                MasterFile.read(
                    directory.resolve("nosuch.db"),
                    ORIGIN,
                    MasterFileRules.withoutIncludes(1),
                    (owner, type, ttl, rdata) -> {}))
        .withMessageEndingWith("nosuch.db: there is no such file");
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(
            () ->
                MasterFile.read(
                    directory,
                    ORIGIN,
                    MasterFileRules.withoutIncludes(1),
                    (owner, type, ttl, rdata) -> {}))
        .withMessageContaining("can't be read");
  }
}
