package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The answers of RFC 4035, appendix B, of the zone of appendix A. */
class Rfc4035ExamplesTest {
  private static final String ZONE =
      """
      @ 3600 SOA ns1 bugs.x.w 1081539377 3600 300 3600000 3600
      @ NS ns1
      @ NS ns2
      @ MX 1 xx
      a NS ns1.a
      a NS ns2.a
      a DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B
      ns1.a A 192.0.2.5
      ns2.a A 192.0.2.6
      ai A 192.0.2.9
      ai HINFO KLH-10 ITS
      ai AAAA 2001:db8::f00:baa9
      b NS ns1.b
      b NS ns2.b
      ns1.b A 192.0.2.7
      ns2.b A 192.0.2.8
      ns1 A 192.0.2.1
      ns2 A 192.0.2.2
      *.w MX 1 ai
      x.w MX 1 xx
      x.y.w MX 1 xx
      xx A 192.0.2.10
      xx HINFO KLH-10 TOPS-20
      xx AAAA 2001:db8::f00:baaa
      """;

  private final TestServer server = new TestServer().add("example.", ZONE, TestServer.NSEC);

  @Test
  void b1AnAnswer() {
    Message message = server.ask("x.w.example.", Type.MX, true);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly("x.w.example. MX 1 xx.example.", "x.w.example. RRSIG MX");
    assertThat(TestServer.shown(message, Section.AUTHORITY)).isEmpty();
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly(
            "xx.example. A 192.0.2.10",
            "xx.example. RRSIG A",
            "xx.example. AAAA 2001:db8:0:0:0:0:f00:baaa",
            "xx.example. RRSIG AAAA");
  }

  @Test
  void b2ANameError() {
    Message message = server.ask("ml.example.", Type.A, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "b.example. NSEC ns1.example. NS RRSIG NSEC",
            "b.example. RRSIG NSEC",
            "example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY CDS CDNSKEY",
            "example. RRSIG NSEC");
  }

  @Test
  void b3NoData() {
    Message message = server.ask("ns1.example.", Type.MX, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.ANSWER)).isEmpty();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "ns1.example. NSEC ns2.example. A RRSIG NSEC",
            "ns1.example. RRSIG NSEC");
  }

  @Test
  void b4AReferralToASignedZone() {
    Message message = server.ask("mc.a.example.", Type.MX, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(TestServer.shown(message, Section.ANSWER)).isEmpty();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "a.example. NS ns1.a.example.",
            "a.example. NS ns2.a.example.",
            "a.example. DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B",
            "a.example. RRSIG DS");
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly("ns1.a.example. A 192.0.2.5", "ns2.a.example. A 192.0.2.6");
  }

  @Test
  void b5AReferralToAnUnsignedZone() {
    Message message = server.ask("mc.b.example.", Type.MX, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "b.example. NS ns1.b.example.",
            "b.example. NS ns2.b.example.",
            "b.example. NSEC ns1.example. NS RRSIG NSEC",
            "b.example. RRSIG NSEC");
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly("ns1.b.example. A 192.0.2.7", "ns2.b.example. A 192.0.2.8");
  }

  @Test
  void b6AWildcardExpansion() {
    Message message = server.ask("a.z.w.example.", Type.MX, true);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly("a.z.w.example. MX 1 ai.example.", "a.z.w.example. RRSIG MX");
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "x.y.w.example. NSEC xx.example. MX RRSIG NSEC", "x.y.w.example. RRSIG NSEC");
  }

  @Test
  void b7WildcardNoData() {
    Message message = server.ask("a.z.w.example.", Type.AAAA, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "x.y.w.example. NSEC xx.example. MX RRSIG NSEC",
            "x.y.w.example. RRSIG NSEC",
            "*.w.example. NSEC x.w.example. MX RRSIG NSEC",
            "*.w.example. RRSIG NSEC");
  }

  @Test
  void b8NoDsAtTheApexOfTheChild() {
    Message message = server.ask("example.", Type.DS, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "example. NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY CDS CDNSKEY",
            "example. RRSIG NSEC");
  }

  @Test
  void theDsAtACutIsAnsweredWithAuthority() {
    Message message = server.ask("a.example.", Type.DS, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly(
            "a.example. DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B",
            "a.example. RRSIG DS");
    Message none = server.ask("b.example.", Type.DS, true);
    assertThat(none.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(none, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "b.example. NSEC ns1.example. NS RRSIG NSEC",
            "b.example. RRSIG NSEC");
  }

  @Test
  void withoutDoThereIsNothingOfDnssecThatWasNotAskedFor() {
    assertThat(TestServer.shown(server.ask("x.w.example.", Type.MX, false), Section.ANSWER))
        .containsExactly("x.w.example. MX 1 xx.example.");
    assertThat(TestServer.shown(server.ask("ml.example.", Type.A, false), Section.AUTHORITY))
        .containsExactly("example. SOA");
    assertThat(TestServer.shown(server.ask("mc.a.example.", Type.A, false), Section.AUTHORITY))
        .containsExactly("a.example. NS ns1.a.example.", "a.example. NS ns2.a.example.");
    assertThat(TestServer.shown(server.ask("xx.example.", Type.NSEC, false), Section.ANSWER))
        .containsExactly("xx.example. NSEC example. A HINFO AAAA RRSIG NSEC");
    assertThat(TestServer.shown(server.ask("x.w.example.", Type.RRSIG, false), Section.ANSWER))
        .containsExactly("x.w.example. RRSIG MX", "x.w.example. RRSIG NSEC");
    assertThat(TestServer.shown(server.ask("xx.example.", Type.ANY, false), Section.ANSWER))
        .containsExactly(
            "xx.example. A 192.0.2.10",
            "xx.example. HINFO \"KLH-10\" \"TOPS-20\"",
            "xx.example. AAAA 2001:db8:0:0:0:0:f00:baaa");
  }

  @Test
  void anyWithDoHasTheSignaturesAndTheNsec() {
    Message message = server.ask("ns1.example.", Type.ANY, true);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly(
            "ns1.example. A 192.0.2.1",
            "ns1.example. RRSIG A",
            "ns1.example. NSEC ns2.example. A RRSIG NSEC",
            "ns1.example. RRSIG NSEC");
  }

  @Test
  void anyHasTheAddressesOfTheHostsItNames() {
    Message message = server.ask("x.w.example.", Type.ANY, false);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly("x.w.example. MX 1 xx.example.");
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly("xx.example. A 192.0.2.10", "xx.example. AAAA 2001:db8:0:0:0:0:f00:baaa");
  }

  @Test
  void overUdpTheSignaturesOfOneSetAreEnough() {
    byte[] octets =
        server.respond(
            TestServer.question(TestServer.name("xx.example."), Type.RRSIG), Delivery.UDP);
    assertThat(TestServer.shown(TestServer.parse(octets), Section.ANSWER))
        .containsExactly("xx.example. RRSIG A");
  }

  @Test
  void anEmptyNonTerminalHasNoNsecOfItsOwn() {
    Message message = server.ask("y.w.example.", Type.NSEC, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "example. SOA",
            "example. RRSIG SOA",
            "x.w.example. NSEC x.y.w.example. MX RRSIG NSEC",
            "x.w.example. RRSIG NSEC");
  }
}
