package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frontsigner.signing.Denial;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** CNAME and DNAME (RFC 1034, 3.6.2; RFC 6672; RFC 6604), within a zone and across zones. */
class AliasTest {
  private static final String HEAD =
      """
      @ 3600 SOA ns mailbox 1 3600 300 3600000 300
      @ NS ns.elsewhere.
      """;

  private final TestServer server = new TestServer();

  private void assertAnswer(String name, int type, int rcode, String... records) {
    Message message = server.ask(name, type, false);
    assertThat(message.getRcode()).as("%s", message).isEqualTo(rcode);
    assertThat(TestServer.shown(message, Section.ANSWER)).containsExactly(records);
  }

  @Test
  void namesBelowADnameAreSubstituted() {
    server.add("example.com.", HEAD + "@ DNAME example.net.\n", TestServer.NSEC);
    String dname = "example.com. DNAME example.net.";
    assertAnswer("example.com.", Type.A, Rcode.NOERROR);
    assertAnswer("example.com.", Type.DNAME, Rcode.NOERROR, dname);
    assertAnswer(
        "a.example.com.", Type.A, Rcode.NOERROR, dname, "a.example.com. CNAME a.example.net.");
    assertAnswer(
        "a.b.example.com.",
        Type.CNAME,
        Rcode.NOERROR,
        dname,
        "a.b.example.com. CNAME a.b.example.net.");
    assertAnswer(
        "a.b.example.com.",
        Type.ANY,
        Rcode.NOERROR,
        dname,
        "a.b.example.com. CNAME a.b.example.net.");
  }

  @Test
  void onlyWholeLabelsAreBelowADname() {
    server.add("example.com.", HEAD + "b DNAME example.net.\n", TestServer.NSEC);
    assertAnswer("ab.example.com.", Type.A, Rcode.NXDOMAIN);
  }

  @Test
  void aDnameToItselfIsFollowedOnce() {
    server.add("example.com.", HEAD + "@ DNAME example.com.\n", TestServer.NSEC);
    assertAnswer(
        "cyc.example.com.",
        Type.A,
        Rcode.NOERROR,
        "example.com. DNAME example.com.",
        "cyc.example.com. CNAME cyc.example.com.");
  }

  /** A validator may hold the second CNAME made of one DNAME for data that lacks a signature. */
  @Test
  void aChainThatComesToTheSameDnameAgainEndsBeforeIt() {
    server.add(
        "example.com.",
        HEAD + "old DNAME new\nx.new CNAME y.old\ny.new A 192.0.2.1\n",
        TestServer.NSEC);
    assertAnswer(
        "x.old.example.com.",
        Type.A,
        Rcode.NOERROR,
        "old.example.com. DNAME new.example.com.",
        "x.old.example.com. CNAME x.new.example.com.",
        "x.new.example.com. CNAME y.old.example.com.");
    assertAnswer(
        "y.old.example.com.",
        Type.A,
        Rcode.NOERROR,
        "old.example.com. DNAME new.example.com.",
        "y.old.example.com. CNAME y.new.example.com.",
        "y.new.example.com. A 192.0.2.1");
  }

  @Test
  void namesGetShorterToo() {
    server.add("x.", HEAD + "@ DNAME .\n", TestServer.NSEC);
    assertAnswer(
        "shortloop.x.x.", Type.A, Rcode.NOERROR, "x. DNAME .", "shortloop.x.x. CNAME shortloop.x.");
    assertAnswer(
        "shortloop.x.", Type.A, Rcode.NOERROR, "x. DNAME .", "shortloop.x. CNAME shortloop.");
  }

  @Test
  void aNameThatGetsTooLongIsAnError() {
    String label = "l".repeat(63);
    String target = String.join(".", label, label, label) + ".";
    server.add("example.com.", HEAD + "d DNAME " + target + "\n", TestServer.NSEC);
    String fits = "a".repeat(61);
    assertAnswer(
        fits + ".d.example.com.",
        Type.A,
        Rcode.NOERROR,
        "d.example.com. DNAME " + target,
        fits + ".d.example.com. CNAME " + fits + "." + target);
    assertAnswer(
        fits + "a.d.example.com.", Type.A, Rcode.YXDOMAIN, "d.example.com. DNAME " + target);
  }

  @Test
  void theSynthesizedCnameHasTheTtlOfTheDname() {
    server.add("example.com.", HEAD + "d 77 DNAME t.example.com.\nt TXT x\n", TestServer.NSEC);
    Message message = server.ask("a.d.example.com.", Type.A, true);
    assertThat(message.getSection(Section.ANSWER).get(2).getTTL()).isEqualTo(77);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly(
            "d.example.com. DNAME t.example.com.",
            "d.example.com. RRSIG DNAME",
            "a.d.example.com. CNAME a.t.example.com.");
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void aChainGoesOnInOtherZonesOfTheServer() {
    server.add("one.", HEAD + "www CNAME web.two.\n", TestServer.NSEC);
    server.add("two.", HEAD + "web CNAME host.three.\n* TXT wild\n", TestServer.NSEC3);
    server.add("three.", HEAD, TestServer.NSEC);
    Message message = server.ask("www.one.", Type.A, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly(
            "www.one. CNAME web.two.",
            "www.one. RRSIG CNAME",
            "web.two. CNAME host.three.",
            "web.two. RRSIG CNAME");
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly(
            "three. SOA",
            "three. RRSIG SOA",
            "three. NSEC three. NS SOA RRSIG NSEC DNSKEY CDS CDNSKEY",
            "three. RRSIG NSEC");
  }

  @Test
  void aChainStaysInItsZoneWhenToldSo() {
    server.settings = new AnswerSettings(false, true, 8, 1232, "", "");
    server.add("one.", HEAD + "www CNAME a\na CNAME web.two.\n", TestServer.NSEC);
    server.add("two.", HEAD + "web A 192.0.2.1\n", TestServer.NSEC);
    assertAnswer(
        "www.one.", Type.A, Rcode.NOERROR, "www.one. CNAME a.one.", "a.one. CNAME web.two.");
  }

  @Test
  void aChainEndsAtAZoneThatIsNotReady() {
    server.add("one.", HEAD + "www CNAME web.two.\n", TestServer.NSEC);
    server.add(new Served.NotReady(DomainName.parse("two.")));
    assertAnswer("www.one.", Type.A, Rcode.NOERROR, "www.one. CNAME web.two.");
  }

  @Test
  void aChainIntoADelegationEndsInAReferral() {
    server.add(
        "one.", HEAD + "www CNAME web.sub\nsub NS ns.sub\nns.sub A 192.0.2.1\n", TestServer.NSEC);
    Message message = server.ask("www.one.", Type.A, false);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactly("sub.one. NS ns.sub.one.");
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly("ns.sub.one. A 192.0.2.1");
  }

  @Test
  void chainsAreBounded() {
    StringBuilder zone = new StringBuilder(HEAD);
    for (int i = 0; i < 20; i++) {
      zone.append("n%d CNAME n%d%n".formatted(i, i + 1));
    }
    server.add("one.", zone.toString(), TestServer.NSEC);
    Message message = server.ask("n0.one.", Type.A, false);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.ANSWER)).hasSize(9);
  }

  @Test
  void loopsAreShownOnce() {
    server.add("one.", HEAD + "a CNAME b\nb CNAME a\n", TestServer.NSEC);
    assertAnswer("a.one.", Type.A, Rcode.NOERROR, "a.one. CNAME b.one.", "b.one. CNAME a.one.");
  }

  @Test
  void anAliasIsNotFollowedWhenItIsWhatWasAskedFor() {
    server.add("one.", HEAD + "a CNAME b\nb A 192.0.2.1\n", TestServer.NSEC);
    assertAnswer("a.one.", Type.CNAME, Rcode.NOERROR, "a.one. CNAME b.one.");
    assertAnswer("a.one.", Type.ANY, Rcode.NOERROR, "a.one. CNAME b.one.");
    assertThat(TestServer.shown(server.ask("a.one.", Type.NSEC, true), Section.ANSWER))
        .containsExactly("a.one. NSEC b.one. CNAME RRSIG NSEC", "a.one. RRSIG NSEC");
    assertThat(TestServer.shown(server.ask("a.one.", Type.RRSIG, true), Section.ANSWER))
        .containsExactly("a.one. RRSIG CNAME", "a.one. RRSIG NSEC");
  }

  @Test
  void anAliasWithoutNsecIsFollowedWhenNsecIsAskedFor() {
    for (Denial denial : List.of(TestServer.NSEC3, TestServer.OPT_OUT, TestServer.NARROW)) {
      server.add("one.", HEAD + "a CNAME b\n*.w CNAME b\nb A 192.0.2.1\n", denial);
      assertAnswer("a.one.", Type.NSEC, Rcode.NOERROR, "a.one. CNAME b.one.");
      assertAnswer("x.w.one.", Type.NSEC, Rcode.NOERROR, "x.w.one. CNAME b.one.");
    }
  }

  @Test
  void anAliasWithoutSignaturesIsFollowedWhenTheyAreAskedFor() {
    server.add("one.", HEAD + "a CNAME b\nb A 192.0.2.1\n", null);
    assertAnswer("a.one.", Type.RRSIG, Rcode.NOERROR, "a.one. CNAME b.one.");
  }
}
