package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyUseTest {
  private static Optional<String> find(String peer, String... uses) {
    List<KeyUse> parsed = Stream.of(uses).map(KeyUse::parse).toList();
    return KeyUse.find(parsed, Endpoint.parse(peer)).map(DomainName::toText);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key",
        "key 192.0.2.1",
        "key 192.0.2.1:53",
        "key 192.0.2.1:5300",
        "key 2001:db8:0:0:0:0:0:1",
        "key [2001:db8:0:0:0:0:0:1]:53"
      })
  void aUseIsWrittenAsItIsRead(String text) {
    assertThat(KeyUse.parse(text).text()).isEqualTo(text);
    assertThat(KeyUse.parse(text.replaceFirst("key", "KEY.")).text()).isEqualTo(text);
  }

  @Test
  void blanksAroundItDoNotMatter() {
    assertThat(KeyUse.parse(" key.   192.0.2.1 ").text()).isEqualTo("key 192.0.2.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"key example.org", "key 192.0.2.1:0", "key 192.0.2.1 192.0.2.2"})
  void whatIsNoPeerIsRefused(String text) {
    assertThatThrownBy(() -> KeyUse.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPeerWithoutPortIsMeantWhateverItsPort() {
    assertThat(find("192.0.2.1:5300", "key 192.0.2.1")).contains("key");
    assertThat(find("192.0.2.1", "key 192.0.2.1")).contains("key");
    assertThat(find("192.0.2.2", "key 192.0.2.1")).isEmpty();
  }

  @Test
  void aPeerWithPortIsMeantAtThatPortAlone() {
    assertThat(find("192.0.2.1:5300", "key 192.0.2.1:5300")).contains("key");
    assertThat(find("192.0.2.1", "key 192.0.2.1:5300")).isEmpty();
    assertThat(find("192.0.2.1:5300", "key 192.0.2.1:53")).isEmpty();
  }

  @Test
  void theClosestUseWinsAndThenTheFirst() {
    String[] uses = {"all", "other", "port 192.0.2.1:5300", "address 192.0.2.1", "late 192.0.2.1"};
    assertThat(find("192.0.2.1:5300", uses)).contains("port");
    assertThat(find("192.0.2.1:5301", uses)).contains("address");
    assertThat(find("192.0.2.2", uses)).contains("all");
    assertThat(find("192.0.2.2")).isEmpty();
  }

  @Test
  void whoSpeaksToUsIsKnownByTheAddressAlone() throws Exception {
    InetAddress sender = InetAddress.getByName("192.0.2.1");
    assertThat(KeyUse.parse("key 192.0.2.1:5300").isFor(sender)).isTrue();
    assertThat(KeyUse.parse("key").isFor(sender)).isTrue();
    assertThat(KeyUse.parse("key 192.0.2.2").isFor(sender)).isFalse();
    TransferAccess access =
        new TransferAccess(List.of(KeyUse.parse("key 192.0.2.1:5300")), List.of());
    assertThat(access.allowsKey(DomainName.parse("KEY."), sender)).isTrue();
    assertThat(access.allowsKey(DomainName.parse("other"), sender)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "192.0.2.1:5300", "[2001:db8:0:0:0:0:0:1]:5300", "0.0.0.0:1"})
  void anEndpointIsPrintedAsItIsRead(String text) {
    assertThat(Endpoint.print(Endpoint.parse(text))).isEqualTo(text);
  }

  @Test
  void anEndpointHasThePortOfDnsWhereNoneIsGiven() {
    assertThat(Endpoint.parse("192.0.2.1").getPort()).isEqualTo(53);
    assertThat(Endpoint.parse("[2001:db8::1]")).isEqualTo(Endpoint.parse("2001:db8::1"));
    assertThat(Endpoint.parse("[::1]:5300")).isEqualTo(Endpoint.parse("[0:0:0:0:0:0:0:1]:5300"));
  }

  /** Java would ask the system for the address of each of these. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "ns.example.",
        "999.0.2.1",
        "192.0.2.256",
        "192.0.2",
        "1921.0.2.1",
        ".:1",
        "192.0.2.1:",
        "192.0.2.1:x",
        "192.0.2.1:65536",
        "192.0.2.1:0",
        "[2001:db8::1",
        "[2001:db8::1]5300",
        "[localhost]:53",
        "2001:db8::1::2",
        "::192.0.2.999"
      })
  void whatIsNoAddressIsRefusedAndNotLookedUp(String text) {
    assertThatThrownBy(() -> Endpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
