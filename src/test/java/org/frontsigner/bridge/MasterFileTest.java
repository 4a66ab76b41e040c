package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrSetBuilder;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterFileTest {
  private static final DomainName ORIGIN = DomainName.parse("Example.");

  private static List<String> lines(String text) throws MasterFileError {
    return lines(text, 1000);
  }

  private static List<String> lines(String text, int recordsMax) throws MasterFileError {
    List<String> lines = new ArrayList<>();
    MasterFile.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "zone.db",
        ORIGIN,
        MasterFileRules.withoutIncludes(recordsMax),
        (owner, type, ttl, rdata) ->
            lines.add(Records.line(owner, type, ttl, rdata).replace('\t', ' ')));
    return lines;
  }

  private static void assertRefused(String text, int line, String reason) {
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(() -> lines(text))
        .withMessageStartingWith("zone.db:" + line + ": ")
        .withMessageContaining(reason)
        .satisfies(error -> assertThat(error.line()).isEqualTo(line))
        .satisfies(error -> assertThat(error.file()).isEqualTo("zone.db"))
        .satisfies(error -> assertThat(error.reason()).contains(reason));
  }

  @Test
  void an_ordinary_zone_is_read_in_its_order() throws MasterFileError {
    String zone =
        """
        ; a comment
        $TTL 1h
        @   IN SOA ns1 Host\\.master ( 2024010101 ; serial
                  7200 3600
                  2w 300 )
            IN NS ns1
            NS ns2.other.

        ns1 300 IN A 192.0.2.1
            IN 400 AAAA 2001:db8::1
        *.Wild MX 10 mail
        txt TXT "a;b" "(" c\\;d ; "not this"
        $ORIGIN sub
        @ in txt x
        a a 192.0.2.2
        $ORIGIN Other.
        b CLASS1 5 A 192.0.2.3
        c TYPE65280 \\# 2 (
           ab
           cd )
        """;
    assertThat(lines(zone))
        .containsExactly(
            "Example. 3600 IN SOA ns1.Example. Host\\.master.Example."
                + " 2024010101 7200 3600 1209600 300",
            "Example. 3600 IN NS ns1.Example.",
            "Example. 3600 IN NS ns2.other.",
            "ns1.Example. 300 IN A 192.0.2.1",
            "ns1.Example. 400 IN AAAA 2001:db8::1",
            "*.Wild.Example. 3600 IN MX 10 mail.Example.",
            "txt.Example. 3600 IN TXT \"a;b\" \"(\" \"c;d\"",
            "sub.Example. 3600 IN TXT \"x\"",
            "a.sub.Example. 3600 IN A 192.0.2.2",
            "b.Other. 5 IN A 192.0.2.3",
            "c.Other. 3600 IN TYPE65280 \\# 2 ABCD");
  }

  @Test
  void a_ttl_that_is_left_out_is_that_of_the_record_before() throws MasterFileError {
    assertThat(lines("a 30 A 192.0.2.1\nb A 192.0.2.2\n$TTL 60\nc A 192.0.2.3\nd 5 A 192.0.2.4\n"))
        .containsExactly(
            "a.Example. 30 IN A 192.0.2.1",
            "b.Example. 30 IN A 192.0.2.2",
            "c.Example. 60 IN A 192.0.2.3",
            "d.Example. 5 IN A 192.0.2.4");
  }

  @Test
  void an_soa_without_any_ttl_takes_its_minimum_and_so_do_those_after_it() throws MasterFileError {
    assertThat(lines("@ SOA a b 1 2 3 4 77\n@ NS a"))
        .containsExactly(
            "Example. 77 IN SOA a.Example. b.Example. 1 2 3 4 77", "Example. 77 IN NS a.Example.");
  }

  @ParameterizedTest
  @CsvSource({"0,0", "2147483647,2147483647", "1h30m,5400", "1W,604800", "1d1S,86401", "2m,120"})
  void a_ttl_may_have_units(String text, long seconds) throws MasterFileError {
    assertThat(lines("a " + text + " A 192.0.2.1"))
        .containsExactly("a.Example. " + seconds + " IN A 192.0.2.1");
  }

  @Test
  void windows_line_ends_tabs_and_a_missing_last_line_end_are_taken() throws MasterFileError {
    assertThat(lines("a\t5\tIN\tA\t192.0.2.1\r\n\tTXT\t\"a\tb\"\r\n\r\n \r\nb 5 A 192.0.2.2"))
        .containsExactly(
            "a.Example. 5 IN A 192.0.2.1",
            "a.Example. 5 IN TXT \"a\\009b\"",
            "b.Example. 5 IN A 192.0.2.2");
  }

  @Test
  void octets_beyond_ascii_are_kept() throws MasterFileError {
    assertThat(lines("\u00e9 5 TXT \u00e9 \"\u00fc\" \\\u00e9"))
        .containsExactly(
            "\\195\\169.Example. 5 IN TXT \"\\195\\169\" \"\\195\\188\" \"\\195\\169\"");
  }

  @Test
  void escapes_at_odd_places_are_kept() throws MasterFileError {
    assertThat(lines("a\\.b\\032c\\\\ 5 TXT a\\ \\\"b \\((\n\\)c )\n\\$x 5 TXT d\\ \n\\@ 5 TXT e"))
        .containsExactly(
            "a\\.b\\032c\\\\.Example. 5 IN TXT \"a \\\"b\" \"(\" \")c\"",
            "\\$x.Example. 5 IN TXT \"d \"",
            "\\@.Example. 5 IN TXT \"e\"");
  }

  @Test
  void generate_writes_a_record_for_each_number() throws MasterFileError {
    String zone =
        """
        $TTL 5
        $GENERATE 1-3 host$ A 10.0.0.$
        $GENERATE 0-20/10 ${0,3} 60 IN CNAME ${10,2,x}.x\\$$$
        $GENERATE 254-255 ${0,0,X}.${0,4,o} PTR ${-250}
        $GENERATE 27-27 ${0,8,n}.${0,5,N} MX 10 m$
        $GENERATE 5-5 $ TXT "$ \\; $" (
           "more $" )
        """;
    assertThat(lines(zone))
        .containsExactly(
            "host1.Example. 5 IN A 10.0.0.1",
            "host2.Example. 5 IN A 10.0.0.2",
            "host3.Example. 5 IN A 10.0.0.3",
            "000.Example. 60 IN CNAME 0a.x\\$\\$.Example.",
            "010.Example. 60 IN CNAME 14.x\\$\\$.Example.",
            "020.Example. 60 IN CNAME 1e.x\\$\\$.Example.",
            "FE.0376.Example. 5 IN PTR 4.Example.",
            "FF.0377.Example. 5 IN PTR 5.Example.",
            "b.1.0.0.B.1.0.Example. 5 IN MX 10 m27.Example.",
            "5.Example. 5 IN TXT \"5 ; 5\" \"more 5\"");
  }

  @Test
  void generate_is_bounded_by_the_limit_on_records() {
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(() -> lines("$TTL 5\n$GENERATE 0-2147483647 a$ A 10.0.0.1", 7))
        .withMessage("zone.db:2: there are more than the 7 records that are allowed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "' A 192.0.2.1'|1|no owner",
        "'a A 192.0.2.1'|1|has no TTL",
        "'\n\na 5 A 192.0.2.1\nb 5 A 192.0.2\nc 5 A 192.0.2.1'|4|Invalid address",
        "'a 5 (\n\n A 192.0.2.1'|3|parenthesis of line 1 is not closed",
        "'a 5 A 192.0.2.1 )'|1|never opened",
        "'\na 5 TXT \"x\ny\"'|3|quote is not closed",
        "'a 5 TXT \"x'|1|quote is not closed",
        "'a 5 CH TXT x'|1|class CH",
        "'a 5 CLASS3 TXT x'|1|class CLASS3",
        "'a 5 NOSUCH x'|1|is no record type",
        "'a 5 ANY x'|1|never stand in a zone",
        "'a 5 OPT \\# 0'|1|never stand in a zone",
        "'a 5'|1|ends too early",
        "'a 5x A 192.0.2.1'|1|is no TTL",
        "'a 2147483648 A 192.0.2.1'|1|longer than",
        "'a 9999w A 192.0.2.1'|1|longer than",
        "'$TTL'|1|ends too early",
        "'$TTL h'|1|is no TTL",
        "'$TTL 5 6'|1|follows the end",
        "'$ORIGIN a..b'|1|empty label",
        "'$NOSUCH 1'|1|$NOSUCH is unknown",
        "'$INCLUDE other.db'|1|not allowed",
        "'$GENERATE 1 a$ 5 A 10.0.0.$'|1|is no range",
        "'$GENERATE 3-1 a$ 5 A 10.0.0.$'|1|range 3-1",
        "'$GENERATE 1-3/0 a$ 5 A 10.0.0.$'|1|range 1-3/0",
        "'$GENERATE 1-9999999999 a$ 5 A 10.0.0.$'|1|range",
        "'$GENERATE 1-3 a${0,1 5 A 10.0.0.$'|1|offset,width,base",
        "'$GENERATE 1-3 a${-2} 5 A 10.0.0.$'|1|below 0",
        "'$GENERATE 1-3 a$ 5 A 10.0.0.${300}'|1|Invalid address",
        "'a\\'|1|ends the line",
        "'.a 5 TXT x'|1|empty label",
        "'a\u0000b 5 TXT x'|1|octet 0 does not print",
        "'a\rb 5 TXT x'|1|octet 13 does not print"
      })
  void a_mistake_is_reported_with_its_line(String text, int line, String reason) {
    assertRefused(text, line, reason);
  }

  @Test
  void names_that_grow_too_long_are_refused() {
    String label = "a".repeat(63);
    assertRefused("$ORIGIN " + (label + ".").repeat(3) + "\n" + label + " 5 A 192.0.2.1", 2, "255");
    assertRefused(label + "a 5 A 192.0.2.1", 1, "63");
  }

  @Test
  void an_entry_without_end_is_refused_before_it_fills_the_memory() {
    assertRefused("a 5 TXT (" + "a ".repeat(EntryReader.ENTRY_CHARACTERS_MAX), 1, "characters");
    assertRefused("$GENERATE 1-1 " + "${0,999}".repeat(1000) + " 5 A 192.0.2.1", 1, "too long");
  }

  @Test
  void the_largest_rdata_is_read() throws MasterFileError {
    String strings = ("\"" + "\\255".repeat(255) + "\" ").repeat(255);
    List<Integer> lengths = new ArrayList<>();
    MasterFile.read(
        new ByteArrayInputStream(("a 5 TXT " + strings).getBytes(StandardCharsets.US_ASCII)),
        "zone.db",
        ORIGIN,
        MasterFileRules.withoutIncludes(1),
        (owner, type, ttl, rdata) -> lengths.add(rdata.length));
    assertThat(lengths).containsExactly(255 * 256);
  }

  @Test
  void the_sink_may_refuse_a_record() {
    assertThatExceptionOfType(MasterFileError.class)
        .isThrownBy(
            () ->
                MasterFile.read(
                    new ByteArrayInputStream("\na 5 A 192.0.2.1".getBytes(StandardCharsets.UTF_8)),
                    "zone.db",
                    ORIGIN,
                    MasterFileRules.withoutIncludes(5),
                    (owner, type, ttl, rdata) -> {
                      throw new IllegalArgumentException(owner + " is not wanted");
                    }))
        .withMessage("zone.db:2: a.Example. is not wanted");
  }

  @Test
  void a_file_must_be_allowed_a_record_at_least() {
    assertThatIllegalArgumentException().isThrownBy(() -> MasterFileRules.withoutIncludes(0));
  }

  @Test
  void what_is_written_is_read_again_as_the_same() throws Exception {
    StringBuilder written = new StringBuilder();
    for (Samples.Sample sample : Samples.all()) {
      MasterFile.write(written, DomainName.parse("A\\..\\007"), sample.type(), 7, sample.rdata());
    }
    List<Samples.Sample> expected = Samples.all();
    List<byte[]> read = new ArrayList<>();
    MasterFile.read(
        new ByteArrayInputStream(written.toString().getBytes(StandardCharsets.US_ASCII)),
        "written",
        ORIGIN,
        MasterFileRules.withoutIncludes(1000),
        (owner, type, ttl, rdata) -> {
          assertThat(owner.sameOctets(DomainName.parse("A\\..\\007"))).isTrue();
          assertThat(type).isEqualTo(expected.get(read.size()).type());
          assertThat(ttl).isEqualTo(7);
          read.add(rdata);
        });
    assertThat(read).containsExactlyElementsOf(expected.stream().map(s -> s.rdata()).toList());
  }

  @Test
  void a_set_is_written_one_record_a_line() throws Exception {
    RrSet set =
        new RrSetBuilder(RrType.A)
            .add(5, new byte[] {10, 0, 0, 2})
            .add(5, new byte[] {10, 0, 0, 1})
            .build();
    StringBuilder written = new StringBuilder();
    MasterFile.write(written, ORIGIN, set);
    assertThat(written.toString())
        .isEqualTo("Example.\t5\tIN\tA\t10.0.0.1\nExample.\t5\tIN\tA\t10.0.0.2\n");
  }
}
