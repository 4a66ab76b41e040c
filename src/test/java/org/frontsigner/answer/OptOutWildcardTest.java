package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.frontsigner.signing.Denial;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/**
 * An empty non-terminal above insecure delegations alone may stay out of an opt-out chain (RFC
 * 5155, 7.1), but for one: a name that does not exist below it is denied at its parent then, and
 * the wildcard there with it (8.4), which cannot be when it exists.
 */
class OptOutWildcardTest {
  private static final Name APEX = TestServer.name("example.");

  @ParameterizedTest(name = "{0} beside {1}")
  @CsvSource({
    "*.x A 192.0.2.1,                d.e.x NS ns, nx.e.x",
    "*.x A 192.0.2.1,                d.!.x NS ns, nx.!.x",
    "*.x NS ns/*.x DS 1 13 2 ABCD,  d.e.x NS ns, nx.e.x",
    "a.*.x A 192.0.2.1,              d.e.x NS ns, nx.e.x",
    "* A 192.0.2.1,                  d.e NS ns,   nx.e",
    "* A 192.0.2.1,                  d.c.e NS ns, nx.e",
    "* A 192.0.2.1,                  d.c.e NS ns, nx.c.e",
  })
  void whatIsMissingBesideAWildcardIsProvenToBe(String wildcard, String cut, String missing) {
    String text = "@ 3600 SOA ns mailbox 7 1 1 1 300\n@ NS ns\nns A 192.0.2.2\n";
    String zone =
        text + wildcard.replace("/", "\n").replace("ABCD", "ab".repeat(32)) + "\n" + cut + "\n";
    TruthModel truth = new TruthModel(APEX, TestServer.parse("example.", zone));
    for (Denial denial : List.of(TestServer.OPT_OUT, TestServer.NARROW_OPT_OUT)) {
      TestServer server = new TestServer().add("example.", zone, denial);
      Name name = TestServer.name(missing + ".example.");
      Message message = server.ask(name, Type.A, true);
      assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
      new Prover(APEX, (given, source) -> source.equals(truth.source(given)), truth::isSecure)
          .judge(name, Type.A, message, false);
    }
  }
}
