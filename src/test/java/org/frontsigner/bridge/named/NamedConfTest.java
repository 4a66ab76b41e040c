package org.frontsigner.bridge.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.frontsigner.bridge.named.NamedConf.AddressMatch;
import org.frontsigner.bridge.named.NamedConf.NamedZone;
import org.frontsigner.bridge.named.NamedConf.Server;
import org.frontsigner.bridge.named.NamedConf.ZoneKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedConfTest {
  private static final ConfFiles NONE =
      (pattern, directory, octetsMax) -> {
        throw new IOException("no file is to be read here");
      };

  @TempDir private Path folder;

  private static NamedConf read(String text) throws NamedConfError {
    return NamedConf.read(new ConfFiles.Source("c", text), NONE, ConfLimits.DEFAULT);
  }

  private NamedConf readFolder(String text) throws NamedConfError {
    String name = folder.resolve("named.conf").toString();
    return NamedConf.read(
        new ConfFiles.Source(name, text), new ConfFolder(folder), ConfLimits.DEFAULT);
  }

  @Test
  void zones_keys_and_lists_are_read_and_comments_are_not() throws NamedConfError {
    NamedConf conf =
        read(
            """
            // a comment with { and "
            # another }
            /* and one
               over lines ; */
            options { directory "/var/cache"; also-notify port 5301 { 192.0.2.7; };
                      allow-transfer { none; }; };
            key "K.Example." { algorithm hmac-sha256; secret "c2VjcmV0"; };
            masters up port 5300 { 192.0.2.1; 2001:db8::1 port 53 key K.Example; };
            zone "a.example" IN { type master; file "a.zone"; notify no; };
            zone b.example { type slave; masters { up; 192.0.2.9 key other; }; file "b"; };
            """);
    assertThat(conf.directory()).contains("/var/cache");
    assertThat(conf.alsoNotify().orElseThrow())
        .extracting(Server::text)
        .containsExactly("192.0.2.7:5301");
    assertThat(conf.allowTransfer().orElseThrow())
        .extracting(AddressMatch::text)
        .containsExactly("none");
    assertThat(conf.keys().get("k.example").secret()).isEqualTo("c2VjcmV0");
    assertThat(conf.keys().toString()).doesNotContain("c2VjcmV0");
    NamedZone primary = conf.zones().get(0);
    assertThat(primary.kind()).isEqualTo(ZoneKind.PRIMARY);
    assertThat(primary.file()).contains("a.zone");
    assertThat(primary.notifies()).contains(false);
    NamedZone secondary = conf.zones().get(1);
    assertThat(secondary.kind()).isEqualTo(ZoneKind.SECONDARY);
    assertThat(secondary.primaries())
        .extracting(Server::text)
        .containsExactly("192.0.2.1:5300", "[2001:db8::1]:53", "192.0.2.9");
    assertThat(secondary.primaries())
        .extracting(Server::key)
        .containsExactly(Optional.empty(), Optional.of("K.Example"), Optional.of("other"));
    assertThat(conf.passedOver()).isZero();
  }

  @Test
  void who_may_transfer_is_resolved_and_a_refusal_in_a_refused_list_allows_nobody()
      throws NamedConfError {
    NamedConf conf =
        read(
            """
            acl inner { 10.1.0.0/16; !key k; };
            acl outer { !inner; 10/8; };
            zone z { type primary; file f; allow-transfer { outer; ! 2001:db8::/32; { any; }; }; };
            """);
    assertThat(conf.zones().get(0).allowTransfer().orElseThrow())
        .extracting(AddressMatch::text)
        .containsExactly("!10.1.0.0/16", "!key k", "10/8", "!2001:db8::/32", "any");
  }

  @Test
  void what_has_no_meaning_here_is_passed_over_and_told_once_of_each_kind() throws NamedConfError {
    NamedConf conf =
        read(
            """
            logging { channel x { file "f"; }; };
            server 192.0.2.1 { keys k; };
            server 192.0.2.2 { keys k; };
            zone "." { type hint; file "root"; };
            zone z { type primary; file f; update-policy { grant k zonesub any; }; };
            """);
    assertThat(conf.zones()).extracting(NamedZone::name).containsExactly("z");
    assertThat(conf.passedOver()).isEqualTo(5);
    assertThat(conf.warnings())
        .containsExactly(
            "c:2:1: the statement 'server' is passed over",
            "c:4:1: the statement 'hint zone' is passed over",
            "c:5:32: the statement 'zone update-policy' is passed over");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "options { directory \"x\" };|c:1:25: expected ';', found '}'",
        "zone a { type primary; file f; } zone b { };|c:1:34: expected ';', found 'zone'",
        "zone a { type primary; file f;|c:1:8: the brace that opens here is not closed: expected '}'",
        "zone \"a|c:1:6: the text that begins here does not end: expected '\"'",
        "/* x|c:1:1: the comment that begins here does not end: expected '*/'",
        "};|c:1:1: expected a statement, found '}'",
        "zone a { file f; };|c:1:6: the zone 'a' has no type",
        "zone a { type primary; };|c:1:6: the zone 'a' has no file",
        "zone a { type slave; };|c:1:6: the zone 'a' has no primaries",
        "zone a { type odd; };|c:1:6: the zone 'a' has the type 'odd', which is none",
        "zone a { type slave; masters { up; }; };|c:1:32: 'up' is no address, and no list of primaries",
        "primaries a { a; };|c:1:15: the list 'a' has itself in it",
        "acl a { b; }; acl b { a; };|c:1:9: the list 'b' has itself in it",
        "primaries a port x { };|c:1:18: expected a port from 0 to 65535, found 'x'",
        "key k { algorithm a; };|c:1:5: the key 'k' has no secret",
        "zone a { type primary; file f; notify maybe; };|c:1:39: expected yes or no, found 'maybe'",
        "view v { };|c:1:1: views are not supported: make a configuration of one view, with its zones outside",
        "include;|c:1:8: expected the name of a file after 'include'",
        "include \"a\" zone;|c:1:13: expected ';', found 'zone'",
        "include \"a\";|c:1:9: the file 'a' can't be read: no file is to be read here",
      })
  void what_is_wrong_is_told_with_its_place_and_what_was_expected(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(NamedConfError.class)
        .message()
        .satisfiesAnyOf(
            actual -> assertThat(actual).isEqualTo(message),
            // Which of two lists that have each other comes first is not said.
            actual -> assertThat(actual).isEqualTo("c:1:23: the list 'a' has itself in it"));
  }

  @Test
  void included_files_stand_in_the_place_of_the_include_and_are_sorted() throws Exception {
    Files.createDirectories(folder.resolve("sub/zones"));
    Files.writeString(folder.resolve("sub/zones/2.conf"), "zone two { type primary; file f; };");
    Files.writeString(folder.resolve("sub/zones/1.conf"), "zone one { type primary; file f; };");
    Files.writeString(folder.resolve("sub/zones/.hidden.conf"), "nonsense");
    Files.writeString(folder.resolve("sub/in-zone"), "file \"in\";");
    NamedConf conf =
        readFolder(
            """
            options { directory "sub"; };
            include "zones/*.conf";
            zone three { type primary; include "in-zone"; };
            """);
    assertThat(conf.zones()).extracting(NamedZone::name).containsExactly("one", "two", "three");
    assertThat(conf.zones().get(2).file()).contains("in");
    assertThat(conf.zones().get(0).place().file()).endsWith("1.conf");
  }

  @Test
  void files_that_include_themselves_or_too_much_are_refused() throws IOException {
    Path first = folder.resolve("named.conf");
    Files.writeString(first, "include \"b\";");
    Files.writeString(folder.resolve("b"), "\n  include \"" + first + "\";");
    assertThatThrownBy(() -> readFolder("include \"b\";"))
        .hasMessage(folder.resolve("b") + ":2:11: the file " + first + " includes itself");
    assertThatThrownBy(() -> readFolder("include \"absent*\";"))
        .hasMessageContaining("named.conf:1:9: there is no file '" + folder.resolve("absent*"));
    ConfLimits few = new ConfLimits(1000, 20, 3, 2, 2);
    assertRefused(few, "a ".repeat(30) + ";", "c:1:41: there are more than the 20 words allowed");
    assertRefused(few, "a { b { c { d { }; }; }; };", "braces are more than the 3 deep");
    assertRefused(few, " ".repeat(1001), "more than the 2 files or 1000 octets allowed");
  }

  private static void assertRefused(ConfLimits limits, String text, String message) {
    assertThatThrownBy(() -> NamedConf.read(new ConfFiles.Source("c", text), NONE, limits))
        .isInstanceOf(NamedConfError.class)
        .hasMessageContaining(message);
  }

  @Test
  void lists_of_lists_of_nothing_do_not_keep_it_busy() {
    StringBuilder text = new StringBuilder("acl l0 { };");
    for (int i = 1; i < 30; i++) {
      text.append("acl l%d { l%d; l%d; };".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> read(text.toString()))
        .isInstanceOf(NamedConfError.class)
        .hasMessageContaining("lists are used more than");
  }
}
