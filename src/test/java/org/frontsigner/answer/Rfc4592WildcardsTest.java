package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The questions of RFC 4592, 2.2.1, to its zone. */
class Rfc4592WildcardsTest {
  private static final String ZONE =
      """
      @ 3600 SOA ns.example.com. mailbox.example.com. 1 3600 300 3600000 3600
      @ NS ns.example.com.
      @ NS ns.example.net.
      * TXT "this is a wildcard"
      * MX 10 host1
      sub.* TXT "this is not a wildcard"
      host1 A 192.0.2.1
      _ssh._tcp.host1 SRV 0 0 22 host1
      _ssh._tcp.host2 SRV 0 0 22 host2
      subdel NS ns.example.com.
      subdel NS ns.example.net.
      """;

  private final TestServer server = new TestServer().add("example.", ZONE, null);

  private void assertAnswer(String name, int type, int rcode, String... records) {
    Message message = server.ask(name, type, true);
    assertThat(message.getRcode()).as("%s", message).isEqualTo(rcode);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.ANSWER)).containsExactly(records);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(records.length == 0 ? new String[] {"example. SOA"} : new String[0]);
  }

  @Test
  void aNameThatDoesNotExistIsSynthesized() {
    assertAnswer("host3.example.", Type.MX, Rcode.NOERROR, "host3.example. MX 10 host1.example.");
  }

  @Test
  void theWildcardLacksTheType() {
    assertAnswer("host3.example.", Type.A, Rcode.NOERROR);
  }

  @Test
  void severalLabelsAreSynthesized() {
    assertAnswer(
        "foo.bar.example.", Type.TXT, Rcode.NOERROR, "foo.bar.example. TXT \"this is a wildcard\"");
  }

  @Test
  void aNameThatExistsIsNot() {
    assertAnswer("host1.example.", Type.MX, Rcode.NOERROR);
  }

  @Test
  void aNameBelowAWildcardThatExistsIsNot() {
    assertAnswer("sub.*.example.", Type.MX, Rcode.NOERROR);
  }

  @Test
  void anEmptyNonTerminalStandsInTheWay() {
    assertAnswer("_telnet._tcp.host1.example.", Type.SRV, Rcode.NXDOMAIN);
    assertAnswer("host2.example.", Type.MX, Rcode.NOERROR);
  }

  @Test
  void aNameBelowAWildcardThatDoesNotExistIsNot() {
    assertAnswer("ghost.*.example.", Type.MX, Rcode.NXDOMAIN);
  }

  @Test
  void belowACutThereIsAReferral() {
    Message message = server.ask("host.subdel.example.", Type.A, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "subdel.example. NS ns.example.com.", "subdel.example. NS ns.example.net.");
  }

  @Test
  void theWildcardItselfIsAName() {
    assertAnswer("*.example.", Type.MX, Rcode.NOERROR, "*.example. MX 10 host1.example.");
  }

  @Test
  void theTargetOfAMailExchangeIsNotSynthesizedIntoTheAdditionalSection() {
    TestServer other =
        new TestServer()
            .add(
                "example.",
                """
                @ 3600 SOA ns mailbox 1 3600 300 3600000 3600
                @ NS ns.elsewhere.
                @ MX 10 mail
                * A 192.0.2.1
                """,
                null);
    assertThat(TestServer.shown(other.ask("example.", Type.MX, false), Section.ADDITIONAL))
        .isEmpty();
  }
}
