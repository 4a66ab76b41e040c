package org.frontsigner.app.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.frontsigner.answer.Network;
import org.frontsigner.bridge.named.ConfFiles;
import org.frontsigner.bridge.named.ConfLimits;
import org.frontsigner.bridge.named.NamedConf;
import org.frontsigner.bridge.named.NamedConfError;
import org.frontsigner.keeper.Endpoint;
import org.frontsigner.keeper.Metadata;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.keeper.ZoneType;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the statements of a named.conf mean for zones here. */
class WishReaderTest {
  private static final OwnAddresses OWN =
      new OwnAddresses(
          List.of(Network.parse("127.0.0.1"), Network.parse("::1")),
          List.of(Network.parse("127.0.0.0/8")));
  private static final ConfFiles NONE =
      (pattern, directory, octetsMax) -> {
        throw new IOException("no file is to be read here");
      };

  private static NamedZones read(String text) {
    try {
      NamedConf conf = NamedConf.read(new ConfFiles.Source("c", text), NONE, ConfLimits.DEFAULT);
      return WishReader.read(conf, Path.of("/base"), OWN, false);
    } catch (NamedConfError e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static ZoneWish zone(NamedZones zones, String name) {
    return zones.zones().get(DomainName.parse(name).lowerCase());
  }

  private static Map<String, List<String>> given(String statements) {
    return zone(read("zone z { type primary; file f; " + statements + " };"), "z").given();
  }

  @Test
  void a_primary_has_its_file_below_the_directory_and_nobody_may_transfer_it() {
    ZoneWish wish = zone(read("zone \"A.Example\" { type master; file \"a/b\"; };"), "a.example");
    assertThat(wish.type()).isEqualTo(ZoneType.NATIVE);
    assertThat(wish.file()).contains(Path.of("/base/a/b"));
    assertThat(wish.place()).isEqualTo("c:1:6");
    assertThat(wish.given()).containsOnly(Map.entry("SQL-RECORDS", List.of("0")));
  }

  @Test
  void a_secondary_has_primaries_with_ports_and_the_keys_that_they_name() {
    ZoneWish wish =
        zone(
            read(
                "zone z { type slave; file x;"
                    + " masters { 192.0.2.1 key K; 2001:db8::1 port 5300 key other; 192.0.2.3; }; };"),
            "z");
    assertThat(wish.type()).isEqualTo(ZoneType.SLAVE);
    assertThat(wish.file()).isEmpty();
    assertThat(wish.primaries())
        .containsExactly(
            Endpoint.parse("192.0.2.1"),
            Endpoint.parse("[2001:db8::1]:5300"),
            Endpoint.parse("192.0.2.3"));
    assertThat(wish.given().get("AXFR-MASTER-TSIG"))
        .containsExactly("k 192.0.2.1:53", "other [2001:db8:0:0:0:0:0:1]:5300");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          any;                       | 0.0.0.0/0 0:0:0:0:0:0:0:0/0            |
          none;                      |                                        |
          localhost;                 | 127.0.0.1/32 0:0:0:0:0:0:0:1/128       |
          localnets;                 | 127.0.0.0/8                            |
          10/8; key K; 192.0.2.1;    | 10.0.0.0/8 192.0.2.1/32                | k
          !192.0.2.1; 10.1/16;       | 10.1.0.0/16                            |
          !10.1/16; 10/8; key k;     |                                        |
          none; any;                 |                                        |
          10/8; !any; any; key k;    | 10.0.0.0/8                             |
          !key k; any;               |                                        |
          !{ !10/8; any; }; key k;   |                                        |
          !192.0.2.1; any;           | 0:0:0:0:0:0:0:0/0                      |
          10.1.2.3/8; 300.1.1.1;     |                                        |
          !300.1.1.1; any;           |                                        |
          any; !192.0.2.1;           | 0.0.0.0/0 0:0:0:0:0:0:0:0/0            |
          """)
  void nobody_may_transfer_whom_the_list_does_not_allow(String list, String networks, String keys) {
    Map<String, List<String>> given = given("allow-transfer { " + list + " };");
    assertThat(given.getOrDefault("ALLOW-AXFR-FROM", List.of()))
        .isEqualTo(networks == null ? List.of() : List.of(networks.split(" ")));
    assertThat(given.getOrDefault("TSIG-ALLOW-AXFR", List.of()))
        .isEqualTo(keys == null ? List.of() : List.of(keys.split(" ")));
  }

  @Test
  void a_list_of_one_transport_allows_nobody_and_is_told() {
    NamedZones zones =
        read("zone z { type primary; file f;\n allow-transfer port 853 transport tls { any; }; };");
    assertThat(zone(zones, "z").given()).containsOnlyKeys("SQL-RECORDS");
    assertThat(zones.remarks()).singleElement().asString().startsWith("c:2:2: ");
  }

  @Test
  void what_can_not_be_said_here_is_told_with_its_place() {
    assertThat(
            read("zone z { type primary; file f;\n allow-transfer { !10.1/16; 10/8; key k; }; };")
                .remarks())
        .containsExactly(
            "c:2:29: '10/8' in allow-transfer does not allow 10.0.0.0/8 here: part of it is refused"
                + " before",
            "c:2:35: 'key k' in allow-transfer allows nobody here: a key is allowed from every"
                + " address here, and some are refused before");
  }

  @Test
  void secondaries_are_told_as_the_zone_says_or_else_the_options() {
    String options = "options { also-notify { 192.0.2.9; }; allow-transfer { 10/8; }; };";
    NamedZones zones =
        read(
            options
                + "zone a { type primary; file f; };"
                + "zone b { type primary; file f; also-notify port 5301 { 192.0.2.7; 2001:db8::7; };"
                + " allow-transfer { none; }; };"
                + "zone c { type primary; file f; notify no; };");
    assertThat(zone(zones, "a").given())
        .containsEntry("ALSO-NOTIFY", List.of("192.0.2.9"))
        .containsEntry("ALLOW-AXFR-FROM", List.of("10.0.0.0/8"));
    assertThat(zone(zones, "b").given())
        .containsEntry("ALSO-NOTIFY", List.of("192.0.2.7:5301", "[2001:db8:0:0:0:0:0:7]:5301"))
        .doesNotContainKey("ALLOW-AXFR-FROM");
    assertThat(zone(zones, "c").given()).doesNotContainKey("ALSO-NOTIFY");
    NamedZones silent =
        read(
            "options { notify no; also-notify { 192.0.2.9; }; };"
                + "zone a { type primary; file f; }; zone b { type primary; file f; notify yes; };");
    assertThat(zone(silent, "a").given()).doesNotContainKey("ALSO-NOTIFY");
    assertThat(zone(silent, "b").given()).containsKey("ALSO-NOTIFY");
  }

  @Test
  void a_key_for_notify_alone_does_not_open_transfers() {
    NamedZones zones =
        read("zone z { type primary; file f;\n also-notify { 192.0.2.1 key k; }; };");
    assertThat(zone(zones, "z").given()).doesNotContainKey("TSIG-ALLOW-AXFR");
    assertThat(zones.remarks())
        .singleElement()
        .asString()
        .startsWith("c:2:16: NOTIFY to 192.0.2.1");
  }

  @Test
  void keys_are_tsig_keys_and_wrong_ones_are_told_without_their_secret() {
    NamedZones zones =
        read(
            "key \"K.\" { algorithm hmac-sha256; secret \"c2VjcmV0\"; };\n"
                + "key l { algorithm hmac-md5; secret \"bGVha2Vk\"; };");
    assertThat(zones.tsigKeys().get(DomainName.parse("k")).key().secretBase64())
        .isEqualTo("c2VjcmV0");
    assertThat(zones.tsigKeys().get(DomainName.parse("k")).place()).isEqualTo("c:1:5");
    assertThat(zones.troubles()).singleElement().asString().startsWith("c:2:5: key 'l'");
    assertThat(zones.troubles().toString()).doesNotContain("bGVha2Vk");
  }

  @Test
  void a_zone_that_can_not_be_is_told_and_keeps_its_name() {
    NamedZones zones =
        read(
            "zone z { type slave; masters { 300.1.1.1; }; };\nzone \"a..b\" { type primary; file f; };");
    assertThat(zones.zones()).isEmpty();
    assertThat(zones.names(DomainName.parse("z"))).isTrue();
    assertThat(zones.wrong().get(DomainName.parse("z"))).startsWith("c:1:6: zone z: ");
    assertThat(zones.troubles()).singleElement().asString().startsWith("c:2:6: 'a..b' is no zone");
  }

  @Test
  void settings_follow_named_conf_and_those_of_the_operator_stay() {
    ZoneWish first =
        zone(read("zone z { type primary; file f; allow-transfer { 10/8; key a; }; };"), "z");
    ZoneSettings made = first.settings();
    ZoneSettings edited =
        made.withMetadata(
            made.metadata()
                .with("TSIG-ALLOW-AXFR", List.of("a", "mine"))
                .with("NSEC3PARAM", List.of("1 0 0 -")));
    ZoneSettings next =
        zone(
                read("zone z { type slave; masters { 192.0.2.1; }; allow-transfer { key b; }; };"),
                "z")
            .follow(edited);
    Metadata metadata = next.metadata();
    assertThat(next.type()).isEqualTo(ZoneType.SLAVE);
    assertThat(metadata.values("TSIG-ALLOW-AXFR")).containsExactly("b", "mine");
    assertThat(metadata.values("ALLOW-AXFR-FROM")).isEmpty();
    assertThat(metadata.values("NSEC3PARAM")).containsExactly("1 0 0 -");
    assertThat(first.follow(made)).isEqualTo(made);
  }
}
