package org.frontsigner.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.frontsigner.bridge.Samples.Sample;
import org.frontsigner.law.Seeds;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RdataLayout;
import org.frontsigner.wire.RrType;

class RecordsPropertyTest {
  private static final DomainName ORIGIN = DomainName.parse("zone.example.");

  @Provide
  Arbitrary<Integer> types() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(1, 110),
        Arbitraries.integers().between(256, 262),
        Arbitraries.of(0, 250, 255, RrType.TA, RrType.DLV, 65280));
  }

  @Provide
  Arbitrary<byte[]> rdatas() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(70);
  }

  @Property(tries = 1000)
  void any_octets_have_a_text_and_possible_rdata_survives_it(
      @ForAll("types") int type, @ForAll("rdatas") byte[] rdata) {
    requireLaw(type, rdata);
  }

  @Property(tries = Seeds.TRIES)
  void rdata_with_changed_octets_has_a_text_and_survives_it(@ForAll long seed) {
    Seeds.of(seed, RecordsPropertyTest::rdataSurvivesItsText);
  }

  /** Rdatas of every type with an octet or two changed: near enough to be taken by the parsers. */
  private static void rdataSurvivesItsText(long seed) {
    Random random = new Random(seed);
    List<Sample> samples = Samples.all();
    Sample sample = samples.get(random.nextInt(samples.size()));
    byte[] rdata = sample.rdata();
    for (int i = random.nextInt(3); i > 0 && rdata.length > 0; i--) {
      rdata[random.nextInt(rdata.length)] = (byte) random.nextInt(256);
    }
    requireLaw(sample.type(), rdata);
  }

  @Property(tries = 1000)
  void texts_of_any_octets_survive(@ForAll @Size(max = 255) byte[] string) {
    byte[] rdata = new byte[string.length + 1];
    rdata[0] = (byte) string.length;
    System.arraycopy(string, 0, rdata, 1, string.length);
    for (int type : new int[] {RrType.TXT, RrType.SPF, RrType.AVC}) {
      assertThat(Records.text(type, rdata)).doesNotStartWith("\\#");
      requireLaw(type, rdata);
    }
  }

  private static void requireLaw(int type, byte[] rdata) {
    String text = Records.text(type, rdata);
    assertThat(text).matches("[ -~]*");
    if (RdataLayout.of(type).fits(rdata, 0, rdata.length)) {
      assertThat(Records.rdata(type, text, ORIGIN)).isEqualTo(rdata);
    } else {
      assertThat(text).startsWith("\\#");
    }
  }

  @Property(tries = 4000)
  void any_text_is_read_or_refused_but_nothing_else(
      @ForAll("types") int type, @ForAll("texts") String text) {
    byte[] rdata;
    try {
      rdata = Records.rdata(type, text, ORIGIN);
    } catch (IllegalArgumentException refused) {
      assertThat(refused).hasMessageMatching("(?s).+");
      return;
    }
    assertThat(RdataLayout.of(type).fits(rdata, 0, rdata.length)).isTrue();
    requireLaw(type, rdata);
  }

  /** Random words, and the texts of the samples with a character changed. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> noise = Arbitraries.strings().ascii().ofMaxLength(60);
    Arbitrary<String> altered =
        Combinators.combine(
                Arbitraries.of(Samples.all()),
                Arbitraries.integers().between(0, 1 << 20),
                Arbitraries.chars().range(' ', '~'))
            .as((sample, place, character) -> altered(sample.text(), place, character));
    return Arbitraries.oneOf(noise, altered);
  }

  private static String altered(String text, int place, char character) {
    byte[] octets = text.getBytes(StandardCharsets.US_ASCII);
    if (octets.length > 0) {
      octets[place % octets.length] = (byte) character;
    }
    return new String(Arrays.copyOf(octets, octets.length), StandardCharsets.US_ASCII);
  }
}
