package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.frontsigner.bridge.Samples.Sample;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Type;

class RecordsTest {
  private static final DomainName ORIGIN = DomainName.parse("Zone.example.");

  static List<Sample> samples() {
    return Samples.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void text_of_every_type_is_read_to_the_octets_that_bind_reads(Sample sample) {
    assertThat(Records.rdata(sample.type(), sample.text(), DomainName.ROOT))
        .isEqualTo(sample.rdata());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void octets_of_every_type_survive_the_way_over_text(Sample sample) {
    String text = Records.text(sample.type(), sample.rdata());
    assertThat(text).matches("[ -~]*").isEqualTo(text.strip());
    assertThat(Records.rdata(sample.type(), text, ORIGIN)).isEqualTo(sample.rdata());
  }

  @Test
  void every_type_that_dnsjava_knows_has_a_sample() {
    Set<Integer> sampled = new HashSet<>();
    samples().forEach(sample -> sampled.add(sample.type()));
    List<String> missing =
        IntStream.rangeClosed(1, 0xffff)
            .filter(type -> !Type.string(type).startsWith("TYPE"))
            .filter(type -> Type.isRR(type) && !RrType.isMeta(type) && !sampled.contains(type))
            .mapToObj(Type::string)
            .toList();
    // These have no text form in any RFC, and are written as unknown types are.
    assertThat(missing).containsExactlyInAnyOrder("NULL", "UINFO", "UID", "GID", "UNSPEC");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void only_types_without_a_form_fall_back_to_hexadecimal(Sample sample) {
    boolean generic = Records.text(sample.type(), sample.rdata()).startsWith("\\#");
    boolean withoutForm = sample.type() == 65280 || sample.type() == RrType.ATMA;
    assertThat(generic).isEqualTo(withoutForm);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "AAAA|20010db8000000000000000000000001|2001:db8::1",
        "AAAA|20010db8000000010001000100010001|2001:db8:0:1:1:1:1:1",
        "AAAA|20010000000000010000000000000001|2001:0:0:1::1",
        "AAAA|20010000000000010001000000000001|2001::1:1:0:0:1",
        "AAAA|00000000000000000000000000000000|::",
        "AAAA|00000000000000000000000000000001|::1",
        "AAAA|fe800000000000000000000000000000|fe80::",
        "APL|00021801ff|2:ff00::/24",
        "TXT|0d41c3a90022205c3b7f1f40242e|'\"A\\195\\169\\000\\\" \\\\;\\127\\031@$.\"'",
        "NS|03572e7703636f6d00|W\\.w.com.",
        "NSEC|0461757374076578616d706c65000006400000000003|aust.example. A RRSIG NSEC",
        "NSEC|0000024000|\\# 5 0000024000",
        "A|c00002|\\# 3 C00002",
        "A||\\# 0",
        "NULL|00ff|\\# 2 00FF",
        "TSIG|00|\\# 1 00",
        "TYPE0|00|\\# 1 00",
        "SINK|01|\\# 1 01",
        "AMTRELAY|0a04|\\# 2 0A04"
      })
  void text_is_in_the_usual_form(String type, String hex, String text) {
    byte[] rdata = HexFormat.of().parseHex(hex == null ? "" : hex);
    assertThat(Records.text(RrType.of(type), rdata)).isEqualTo(text);
  }

  @Test
  void names_without_a_last_dot_are_below_the_origin_and_keep_their_case() {
    assertThat(Records.text(RrType.MX, Records.rdata(RrType.MX, "10 Mail", ORIGIN)))
        .isEqualTo("10 Mail.Zone.example.");
    assertThat(Records.text(RrType.LP, Records.rdata(RrType.LP, "10 Loc", ORIGIN)))
        .isEqualTo("10 Loc.Zone.example.");
    assertThat(Records.text(RrType.NS, Records.rdata(RrType.NS, "@", ORIGIN)))
        .isEqualTo("Zone.example.");
    assertThat(Records.text(RrType.TALINK, Records.rdata(RrType.TALINK, "@ a\\.", ORIGIN)))
        .isEqualTo("Zone.example. a\\..Zone.example.");
  }

  @Test
  void text_beyond_ascii_becomes_the_octets_of_utf_8() {
    byte[] expected = "\6h\u00e9llo".getBytes(StandardCharsets.UTF_8);
    assertThat(Records.rdata(RrType.TXT, "\"h\u00e9llo\"", ORIGIN)).isEqualTo(expected);
    assertThat(Records.rdata(RrType.TXT, "\"h\\\u00e9llo\"", ORIGIN)).isEqualTo(expected);
    assertThat(Records.rdata(RrType.RESINFO, "h\u00e9llo", ORIGIN)).isEqualTo(expected);
  }

  @Test
  void parentheses_and_comments_are_taken_as_in_a_file() {
    assertThat(Records.rdata(RrType.MX, "( 10 ; preference\n mail )", ORIGIN))
        .isEqualTo(Records.rdata(RrType.MX, "10 mail", ORIGIN));
  }

  @Test
  void mandatory_service_parameters_are_sorted() {
    byte[] rdata =
        Records.rdata(RrType.SVCB, "1 . port=1 mandatory=port,alpn alpn=h2", DomainName.ROOT);
    assertThat(Arrays.copyOfRange(rdata, 3, 11)).isEqualTo(new byte[] {0, 0, 0, 4, 0, 1, 0, 3});
  }

  @Test
  void the_generic_form_is_taken_for_every_type() {
    assertThat(Records.rdata(RrType.A, "\\# 4 c0 00 0201", ORIGIN))
        .isEqualTo(new byte[] {(byte) 192, 0, 2, 1});
    assertThat(Records.rdata(65000, "\\#  0", ORIGIN)).isEmpty();
    assertThat(Records.rdata(RrType.LOC, "\\# 16 01000000000000000000000000000000", ORIGIN))
        .as("a LOC version that nobody can print")
        .hasSize(16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "A|192.0.2.256|Invalid address",
        "A|192.0.2.1 x|unexpected tokens",
        "A|(192.0.2.1|not closed",
        "A|192.0.2.1)|never opened",
        "A|'\"192.0.2.1'|not closed",
        "A||expected",
        "A|\\# 3 c00002|no rdata of a A record",
        "A|\\# 4 c00002|4 octets are announced and 3 follow",
        "A|\\# 4 c000021x|hexadecimal",
        "A|\\# x|is not the length",
        "A|\\#|ends too early",
        "NS|\\# 2 c000|no rdata of a NS record",
        "TYPE65280|abc|\\# LENGTH HEX",
        "EUI48|00-00-5e-00-53|no rdata of a EUI48",
        "EUI48|00-00-5e-00-53-2a 1|follows the end",
        "EUI48|000-05e-00-53-2a-1|hyphens",
        "NID|10 0:0:0|four groups",
        "NID|65536 0:0:0:0|a number from 0 to 65535",
        "AMTRELAY|10 2 1 192.0.2.1|a discovery bit",
        "AMTRELAY|10 0 0 192.0.2.1|written as a dot",
        "DSYNC|XYZ 1 53 a.|is no record type",
        "CSYNC|66 3 A NOSUCH|Invalid type",
        "TXT|'\"a'|not closed",
        "MX|10|expected",
        "TXT|a\\|ends the line"
      })
  void text_that_is_no_rdata_is_refused_with_the_reason(String type, String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.rdata(RrType.of(type), text == null ? "" : text, ORIGIN))
        .withMessageContaining(reason);
  }

  @Test
  void more_than_one_line_is_no_rdata() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Records.rdata(RrType.A, "192.0.2.1\n192.0.2.2", ORIGIN))
        .withMessageContaining("more than one line");
  }

  @Test
  void rdata_above_65535_octets_is_refused() {
    String text =
        "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\" ".repeat(1025);
    assertThatIllegalArgumentException().isThrownBy(() -> Records.rdata(RrType.TXT, text, ORIGIN));
  }

  @Test
  void a_line_holds_owner_ttl_class_type_and_rdata() {
    DomainName owner = DomainName.parse("Www.\\064.example.");
    assertThat(Records.line(owner, RrType.A, 300, new byte[] {127, 0, 0, 1}))
        .isEqualTo("Www.\\@.example.\t300\tIN\tA\t127.0.0.1");
    assertThat(Records.line(DomainName.ROOT, 65280, 0, new byte[0]))
        .isEqualTo(".\t0\tIN\tTYPE65280\t\\# 0");
  }

  @Test
  void many_threads_print_the_same_text() throws Exception {
    byte[] rdata = Records.rdata(RrType.TXT, "\\001\\002\\003\\127\\200\\255".repeat(30), ORIGIN);
    String expected = Records.text(RrType.TXT, rdata);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<String> print = () -> Records.text(RrType.TXT, rdata);
      for (Future<String> text : threads.invokeAll(Collections.nCopies(400, print))) {
        assertThat(text.get()).isEqualTo(expected);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
