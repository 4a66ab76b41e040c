package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import org.frontsigner.signing.Denial;
import org.frontsigner.signing.Nsec3Parameters;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** The answers of RFC 5155, appendix B, of the zone of appendix A: its hashes are golden. */
class Rfc5155ExamplesTest {
  private static final String APEX = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example. NSEC3";
  private static final String A = "35mthgpgcu1qg68fab165klnsnk3dpvl.example. NSEC3";
  private static final String NS1 = "2t7b4g4vsa5smi47k61mv5bv1a22bojr.example. NSEC3";
  private static final String NS2 = "q04jkcevqvmu85r014c7dkba38o0ji5r.example. NSEC3";
  private static final String W = "k8udemvp1j2f7eg6jebps17vp3n8i58h.example. NSEC3";
  private static final String STAR_W = "r53bq7cc2uvmubfu5ocmm6pers9tk9en.example. NSEC3";
  private static final String X_W = "b4um86eghhds6nea196smvmlo4ors995.example. NSEC3";
  private static final String Y_W = "ji6neoaepv8b5o6k4ev33abha8ht9fgc.example. NSEC3";

  private static final String ZONE =
      """
      @ 3600 SOA ns1 bugs.x.w 1 3600 300 3600000 3600
      @ NS ns1
      @ NS ns2
      @ MX 1 xx
      2t7b4g4vsa5smi47k61mv5bv1a22bojr A 192.0.2.127
      a NS ns1.a
      a NS ns2.a
      a DS 58470 5 1 3079F1593EBAD6DC121E202A8B766A6A4837206C
      ns1.a A 192.0.2.5
      ns2.a A 192.0.2.6
      ai A 192.0.2.9
      ai HINFO KLH-10 ITS
      ai AAAA 2001:db8::f00:baa9
      c NS ns1.c
      c NS ns2.c
      ns1.c A 192.0.2.7
      ns2.c A 192.0.2.8
      ns1 A 192.0.2.1
      ns2 A 192.0.2.2
      *.w MX 1 ai
      x.w MX 1 xx
      x.y.w MX 1 xx
      xx A 192.0.2.10
      xx HINFO KLH-10 TOPS-20
      xx AAAA 2001:db8::f00:baaa
      """;

  private final TestServer server =
      new TestServer()
          .add("example.", ZONE, new Denial.Nsec3(Nsec3Parameters.parse("1 1 12 aabbccdd")));

  private static String[] denied(String... records) {
    String[] all = new String[2 + 2 * records.length];
    all[0] = "example. SOA";
    all[1] = "example. RRSIG SOA";
    for (int i = 0; i < records.length; i++) {
      all[2 + 2 * i] = records[i];
      all[3 + 2 * i] = signature(records[i]);
    }
    return all;
  }

  private static String signature(String record) {
    return record.replace("NSEC3", "RRSIG NSEC3");
  }

  @Test
  void b1ANameError() {
    Message message = server.ask("a.c.x.w.example.", Type.A, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactlyInAnyOrder(denied(APEX, X_W, A));
  }

  @Test
  void b2NoData() {
    Message message = server.ask("ns1.example.", Type.MX, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY)).containsExactlyInAnyOrder(denied(NS1));
  }

  @Test
  void b21NoDataAtAnEmptyNonTerminal() {
    Message message = server.ask("y.w.example.", Type.A, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY)).containsExactlyInAnyOrder(denied(Y_W));
  }

  @Test
  void b3AReferralToAnOptedOutZone() {
    Message message = server.ask("mc.c.example.", Type.MX, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactlyInAnyOrder(
            "c.example. NS ns1.c.example.",
            "c.example. NS ns2.c.example.",
            APEX,
            signature(APEX),
            A,
            signature(A));
    assertThat(TestServer.shown(message, Section.ADDITIONAL))
        .containsExactly("ns1.c.example. A 192.0.2.7", "ns2.c.example. A 192.0.2.8");
  }

  @Test
  void b4AWildcardExpansion() {
    Message message = server.ask("a.z.w.example.", Type.MX, true);
    assertThat(TestServer.shown(message, Section.ANSWER))
        .containsExactly("a.z.w.example. MX 1 ai.example.", "a.z.w.example. RRSIG MX");
    assertThat(TestServer.shown(message, Section.AUTHORITY)).containsExactly(NS2, signature(NS2));
  }

  @Test
  void b5WildcardNoData() {
    Message message = server.ask("a.z.w.example.", Type.AAAA, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactlyInAnyOrder(denied(W, NS2, STAR_W));
  }

  @Test
  void b6NoDsAtTheApexOfTheChild() {
    Message message = server.ask("example.", Type.DS, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactlyInAnyOrder(denied(APEX));
  }

  @Test
  void anOptedOutNameHasNoDsByTheClosestProvableEncloser() {
    Message message = server.ask("c.example.", Type.DS, true);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(TestServer.shown(message, Section.AUTHORITY))
        .containsExactlyInAnyOrder(denied(APEX, A));
  }

  /** RFC 5155, 7.2.8: a name that only is the owner of an NSEC3 record does not exist. */
  @Test
  void theOwnerOfAnNsec3RecordDoesNotExist() {
    Message hashOfApex = server.ask("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example.", Type.NSEC3, true);
    assertThat(hashOfApex.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    Message hashThatIsAName =
        server.ask("2t7b4g4vsa5smi47k61mv5bv1a22bojr.example.", Type.NSEC3, true);
    assertThat(hashThatIsAName.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(TestServer.shown(hashThatIsAName, Section.ANSWER)).isEmpty();
    assertThat(TestServer.shown(hashThatIsAName, Section.AUTHORITY))
        .containsExactlyInAnyOrder(denied("kohar7mbb8dc2ce8a9qvl8hon4k53uhi.example. NSEC3"));
  }

  @Test
  void narrowRecordsTellNothingButWhatWasAsked() {
    TestServer narrow = new TestServer().add("example.", ZONE, TestServer.NARROW);
    Message message = narrow.ask("a.c.x.w.example.", Type.A, true);
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    var records =
        TestServer.records(message, Section.AUTHORITY).stream()
            .filter(record -> record instanceof NSEC3Record)
            .map(record -> (NSEC3Record) record)
            .toList();
    assertThat(records).hasSize(3);
    assertThat(records.stream().filter(r -> r.getTypes().length > 0)).hasSize(1);
  }
}
