package org.frontsigner.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;

/** Networks, keys, and what they allow. */
class AccessPolicyTest {
  private static final DomainName KEY = DomainName.parse("key.example.");
  private static final Optional<DomainName> NO_KEY = Optional.empty();

  private static InetAddress address(String text) {
    return Network.parse(text).base();
  }

  private static AccessPolicy transfers(List<Network> networks, AccessPolicy.KeyGrant... grants) {
    return new AccessPolicy(networks, List.of(grants), List.of(), List.of());
  }

  @Test
  void nobodyMayDoAnythingByDefault() {
    assertThat(AccessPolicy.NOBODY.mayTransfer(address("127.0.0.1"), Optional.of(KEY))).isFalse();
    assertThat(AccessPolicy.NOBODY.mayNotify(address("127.0.0.1"), Optional.of(KEY))).isFalse();
  }

  @Test
  void aNetworkAllowsWithoutAKey() {
    AccessPolicy policy = transfers(List.of(Network.parse("192.0.2.0/24")));
    assertThat(policy.mayTransfer(address("192.0.2.200"), NO_KEY)).isTrue();
    assertThat(policy.mayTransfer(address("192.0.3.1"), NO_KEY)).isFalse();
    assertThat(policy.mayNotify(address("192.0.2.200"), NO_KEY)).isFalse();
  }

  @Test
  void aKeyAllowsFromEverywhereOrForItsPeersAlone() {
    AccessPolicy all = transfers(List.of(), AccessPolicy.KeyGrant.toAll(KEY));
    assertThat(all.mayTransfer(address("192.0.2.1"), Optional.of(DomainName.parse("KEY.example"))))
        .isTrue();
    assertThat(all.mayTransfer(address("192.0.2.1"), Optional.of(DomainName.parse("other"))))
        .isFalse();
    assertThat(all.mayTransfer(address("192.0.2.1"), NO_KEY)).isFalse();
    AccessPolicy one =
        transfers(List.of(), new AccessPolicy.KeyGrant(KEY, List.of(Network.parse("2001:db8::1"))));
    assertThat(one.mayTransfer(address("2001:db8::1"), Optional.of(KEY))).isTrue();
    assertThat(one.mayTransfer(address("2001:db8::2"), Optional.of(KEY))).isFalse();
    assertThat(one.mayTransfer(address("2001:db8::1"), NO_KEY)).isFalse();
  }

  @Test
  void policiesAddUp() {
    AccessPolicy server = transfers(List.of(Network.parse("10.0.0.0/8")));
    AccessPolicy zone =
        new AccessPolicy(
            List.of(),
            List.of(AccessPolicy.KeyGrant.toAll(KEY)),
            List.of(Network.parse("192.0.2.7")),
            List.of());
    AccessPolicy both = server.or(zone);
    assertThat(both.mayTransfer(address("10.1.1.1"), NO_KEY)).isTrue();
    assertThat(both.mayTransfer(address("11.1.1.1"), Optional.of(KEY))).isTrue();
    assertThat(both.mayNotify(address("192.0.2.7"), NO_KEY)).isTrue();
    assertThat(both.mayNotify(address("10.1.1.1"), NO_KEY)).isFalse();
  }

  @Test
  void theFamiliesAreApart() {
    assertThat(Network.ANY_IPV4.contains(address("255.1.2.3"))).isTrue();
    assertThat(Network.ANY_IPV4.contains(address("::1"))).isFalse();
    assertThat(Network.ANY_IPV6.contains(address("::1"))).isTrue();
    assertThat(Network.ANY_IPV6.contains(address("127.0.0.1"))).isFalse();
    assertThat(address("::ffff:192.0.2.1")).isEqualTo(address("192.0.2.1"));
  }

  @Test
  void whatIsNoNetworkIsSaidToBeNone() {
    for (String text :
        new String[] {
          "",
          "example.org",
          "192.0.2.0/33",
          "::/129",
          "192.0.2.0/",
          "192.0.2.0/-1",
          "192.0.2",
          "1.2.3.256",
          "10.0.0.0/8/8",
          "fe80::1%eth0",
          "12345"
        }) {
      assertThatThrownBy(() -> Network.parse(text))
          .as(text)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + text + "'");
    }
  }

  @Property
  void aNetworkHasTheAddressesThatBeginAlike(
      @ForAll @Size(16) byte[] one,
      @ForAll @IntRange(max = 128) int bits,
      @ForAll @IntRange(max = 127) int flipped)
      throws UnknownHostException {
    one[0] = 32;
    byte[] other = new BigInteger(1, one).flipBit(flipped).toByteArray();
    Network network = new Network(InetAddress.getByAddress(one), bits);
    assertThat(network.contains(InetAddress.getByAddress(one))).isTrue();
    byte[] padded = new byte[16];
    int length = Math.min(16, other.length);
    System.arraycopy(other, other.length - length, padded, 16 - length, length);
    assertThat(network.contains(InetAddress.getByAddress(padded))).isEqualTo(127 - flipped >= bits);
    assertThat(Network.parse(network.toString())).isEqualTo(network);
  }
}
