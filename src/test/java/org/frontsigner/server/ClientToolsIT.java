package org.frontsigner.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.frontsigner.bridge.TsigAlgorithm;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.server.fixture.Home;
import org.frontsigner.server.fixture.Zones;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The clients that operators use: dig of BIND, kdig of Knot DNS. */
@Timeout(120)
final class ClientToolsIT {
  private final Home home = new Home();

  @AfterEach
  void end() {
    home.close();
  }

  private static TsigKey key(TsigAlgorithm algorithm) {
    return TsigKey.generate(DomainName.parse("k"), algorithm, new Random(1));
  }

  private String ask(String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of("-p", Integer.toString(home.port())));
    words.add("@127.0.0.1");
    words.addAll(Arrays.asList(arguments));
    Output output = Command.of(program, words.toArray()).run();
    return output.out() + output.err();
  }

  private static String option(TsigKey key) {
    String algorithm =
        key.algorithm() == TsigAlgorithm.HMAC_MD5 ? "hmac-md5" : key.algorithm().text();
    return "%s:%s:%s".formatted(algorithm, key.name().toText(), key.secretBase64());
  }

  private void startWithKey(TsigKey key) {
    home.with(Zones.large(5, 3000, 1), true, "TSIG-ALLOW-AXFR=k").with(key).start();
  }

  private static long lines(String output, String word) {
    return output.lines().filter(line -> line.contains(word)).count();
  }

  @ParameterizedTest
  @EnumSource
  void digTransfersASignedZoneWithEveryKindOfKey(TsigAlgorithm algorithm) {
    TsigKey key = key(algorithm);
    startWithKey(key);
    String output = ask("dig", "-y", option(key), "example.", "AXFR");
    assertThat(lines(output, "\tIN\tSOA\t")).isEqualTo(2);
    assertThat(lines(output, "\tTXT\t")).isGreaterThanOrEqualTo(3000);
    assertThat(output).doesNotContain("could not be validated", "verify failure", "failed");
  }

  @Test
  void kdigTransfersASignedZoneWithAKey() {
    TsigKey key = key(TsigAlgorithm.HMAC_SHA512);
    startWithKey(key);
    String output = ask("kdig", "-y", option(key), "example.", "AXFR");
    assertThat(lines(output, "\tTXT\t")).isGreaterThanOrEqualTo(3000);
    assertThat(output).doesNotContain(";; WARNING", ";; ERROR");
    String incremental = ask("kdig", "-y", option(key), "example.", "IXFR=4");
    assertThat(lines(incremental, "\tTXT\t")).isGreaterThanOrEqualTo(3000);
    assertThat(incremental).doesNotContain(";; WARNING", ";; ERROR");
  }

  @Test
  void bothSeeThatATransferIsRefusedWithoutTheKey() {
    startWithKey(key(TsigAlgorithm.HMAC_SHA256));
    assertThat(ask("dig", "example.", "AXFR")).contains("Transfer failed");
    assertThat(ask("kdig", "example.", "AXFR")).contains("REFUSED");
  }

  @Test
  void bothSeeTheAnswersOverUdpAndTcp() {
    home.with(Zones.small(5), true).start();
    for (String program : List.of("dig", "kdig")) {
      for (String transport : List.of("+notcp", "+tcp")) {
        String output = ask(program, transport, "+dnssec", "www.example.", "A");
        assertThat(output).contains("NOERROR", "192.0.2.1", "RRSIG");
      }
    }
  }

  @Test
  void kdigAsksSeveralQuestionsOverOneConnection() {
    home.with(Zones.small(5), true).start();
    String output =
        ask("kdig", "+tcp", "+keepopen", "www.example.", "A", "ns.example.", "AAAA", "x.example.");
    assertThat(output).contains("192.0.2.1", "::1", "NXDOMAIN");
  }

  @Test
  void digComesAgainOverTcpWhenAnAnswerWasTruncated() {
    home.with(Zones.small(5), true).start();
    String output = ask("dig", "big.example.", "TXT");
    assertThat(output).contains("Truncated, retrying in TCP mode", "NOERROR", "xxx");
  }
}
