package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.NOW;
import static org.frontsigner.keeper.World.key;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.ZoneKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonePolicyTest {
  private static final KeeperSettings SETTINGS = World.settings(SigningWindow.Shape.POWERDNS);
  private static final Nsec3Parameters PARAMETERS = Nsec3Parameters.parse("1 1 2 ab");

  private static ZonePolicy policy(ZoneSettings zone) {
    return ZonePolicy.of(zone, SETTINGS, null);
  }

  /** {@code settings}: kinds, each followed by one value. */
  private static ZonePolicy with(List<ZoneKey> keys, String... settings) {
    Metadata metadata = Metadata.NONE;
    for (int i = 0; i < settings.length; i += 2) {
      metadata =
          metadata.with(
              settings[i],
              java.util.stream.Stream.concat(
                      metadata.values(settings[i]).stream(),
                      java.util.stream.Stream.of(settings[i + 1]))
                  .toList());
    }
    return policy(World.pulledFrom(World.PRIMARY).withKeys(keys).withMetadata(metadata));
  }

  private static ZonePolicy with(String... settings) {
    return with(List.of(key(1)), settings);
  }

  @Test
  void absenceIsDeniedWithNsecUnlessNsec3ParametersAreSet() {
    assertThat(with().denial()).isEqualTo(new Denial.Nsec());
    assertThat(with("NSEC3NARROW", "1").denial()).isEqualTo(new Denial.Nsec());
    assertThat(with("NSEC3PARAM", "1 1 2 ab").denial()).isEqualTo(new Denial.Nsec3(PARAMETERS));
    assertThat(with("NSEC3PARAM", "1 1 2 ab", "NSEC3NARROW", "0").denial())
        .isEqualTo(new Denial.Nsec3(PARAMETERS));
    assertThat(with("NSEC3PARAM", "1 1 2 ab", "NSEC3NARROW", "1").denial())
        .isEqualTo(new Denial.Narrow(PARAMETERS));
  }

  @Test
  void keysOfRsasha1TakeTheNumberThatGoesWithTheDenial() {
    KeyMaker maker = new KeyMaker(new SecureRandom());
    ZoneKey five = new ZoneKey(1, 257, true, true, maker.make(Algorithm.RSASHA1, 1024));
    ZoneKey seven = new ZoneKey(2, 256, true, true, maker.make(Algorithm.RSASHA1_NSEC3_SHA1, 1024));
    List<ZoneKey> keys = List.of(five, seven, key(3));
    assertThat(with(keys).keys().all())
        .extracting(ZoneKey::algorithm)
        .containsExactly(Algorithm.RSASHA1, Algorithm.RSASHA1, Algorithm.ED25519);
    assertThat(with(keys, "NSEC3PARAM", "1 0 0 -").keys().all())
        .extracting(ZoneKey::algorithm)
        .containsExactly(
            Algorithm.RSASHA1_NSEC3_SHA1, Algorithm.RSASHA1_NSEC3_SHA1, Algorithm.ED25519);
    assertThat(with(keys).keys().all()).isEqualTo(with(keys).keys().all());
  }

  @Test
  void theSerialIsEditedOfSignedZonesAlone() {
    assertThat(with().serialPolicy()).isEqualTo(SerialPolicy.INCREMENT_WEEKS);
    assertThat(with("SOA-EDIT", "Inception-Epoch").serialPolicy())
        .isEqualTo(SerialPolicy.INCEPTION_EPOCH);
    assertThat(with("SOA-EDIT", "what?").serialPolicy()).isEqualTo(SerialPolicy.INCREMENT_WEEKS);
    assertThat(with(List.of(), "SOA-EDIT", "EPOCH").serialPolicy()).isEqualTo(SerialPolicy.NONE);
    List<ZoneKey> resting = List.of(key(1).withActive(false));
    assertThat(with(resting, "SOA-EDIT", "EPOCH").serialPolicy()).isEqualTo(SerialPolicy.NONE);
    assertThat(with(resting).isSecured()).isFalse();
  }

  @Test
  void theWindowIsThatOfTheWeekUnlessItIsPinned() {
    assertThat(with().windowAt(NOW)).isEqualTo(SigningWindow.at(NOW, SigningWindow.Shape.POWERDNS));
    assertThat(with("SIGNATURE-VALIDITY", "20200101000000 20300101235959").windowAt(NOW))
        .isEqualTo(
            new SigningWindow(
                Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2030-01-01T23:59:59Z")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20200101000000",
        "20200101000000 20300101000000 20400101000000",
        "20200101 20300101",
        "20201301000000 20300101000000",
        "20200230000000 20300101000000x",
        "now later"
      })
  void whatIsNoPairOfTimesIsRefused(String text) {
    assertThatThrownBy(() -> ZonePolicy.parseValidity(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("YYYYMMDDHHMMSS");
  }

  @Test
  void whatIsPublishedOfTheKeys() {
    assertThat(with().publish()).isEqualTo(PublishPolicy.DEFAULT);
    assertThat(with("PUBLISH-CDS", "2,4").publish().cdsDigests()).containsExactly(2, 4);
    assertThat(with("PUBLISH-CDS", "2", "PUBLISH-CDS", "4").publish().cdsDigests())
        .containsExactly(2, 4);
    assertThat(with("PUBLISH-CDS", "0").publish().cdsDigests()).containsExactly(0);
    assertThat(with("PUBLISH-CDNSKEY", "1").publish().cdnskey()).isTrue();
    assertThat(with("PUBLISH-CDNSKEY", "1").publish().cdnskeyDelete()).isFalse();
    assertThat(with("PUBLISH-CDNSKEY", "0").publish().cdnskeyDelete()).isTrue();
    assertThat(with("DNSKEY-TTL", "77").publish().dnskeyTtlSeconds())
        .isEqualTo(OptionalLong.of(77));
  }

  @Test
  void incrementsAreWantedUnlessTheyAreOff() {
    assertThat(with().wantsIncremental()).isTrue();
    assertThat(with("IXFR", "1").wantsIncremental()).isTrue();
    assertThat(with("IXFR", "0").wantsIncremental()).isFalse();
  }

  @Test
  void peersAndNetworksAreTakenInTheirOrder() {
    ZonePolicy policy =
        with(
            "ALSO-NOTIFY", "198.51.100.2:5300",
            "ALSO-NOTIFY", "198.51.100.1",
            "ALLOW-AXFR-FROM", "AUTO-NS",
            "ALLOW-AXFR-FROM", "203.0.113.0/24");
    assertThat(policy.alsoNotify())
        .containsExactly(Endpoint.parse("198.51.100.2:5300"), Endpoint.parse("198.51.100.1"));
    assertThat(policy.allowTransferFrom()).containsExactly("AUTO-NS", "203.0.113.0/24");
  }

  @Test
  void keysOfPrimariesAndOfSecondariesAreApart() {
    ZonePolicy policy = with("AXFR-MASTER-TSIG", "in", "TSIG-ALLOW-AXFR", "out 198.51.100.1");
    assertThat(policy.primaryKey(Endpoint.parse(World.PRIMARY)).orElseThrow().toText())
        .isEqualTo("in");
    assertThat(policy.secondaryKey(World.SECONDARY).orElseThrow().toText()).isEqualTo("out");
    assertThat(policy.secondaryKey(Endpoint.parse("198.51.100.2"))).isEmpty();
    assertThat(policy.primaryKeys()).hasSize(1);
    assertThat(policy.secondaryKeys()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aKindIsFoundInAnyLetterCase(MetadataKind kind) {
    assertThat(MetadataKind.of(kind.text().toLowerCase(Locale.ROOT))).contains(kind);
    assertThat(MetadataKind.of(kind.text())).contains(kind);
    assertThat(MetadataKind.of(kind.text() + "X")).isEmpty();
  }

  @Test
  void metadataIsAValue() {
    Metadata set = Metadata.NONE.with("IXFR", List.of("1"));
    assertThat(set.isOn("IXFR")).isTrue();
    assertThat(Metadata.NONE.isOn("IXFR")).isFalse();
    assertThat(set.with("IXFR", List.of())).isEqualTo(Metadata.NONE);
    assertThat(set.with("X-MINE", List.of("a", "b")).values("X-MINE")).containsExactly("a", "b");
    assertThatThrownBy(() -> set.byKind().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
