package org.frontsigner.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.frontsigner.keeper.World.WEEKS;

import java.security.SecureRandom;
import java.util.List;
import org.frontsigner.api.Admin;
import org.frontsigner.api.CheckReport;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.fixture.Zones;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.KeyMaker;
import org.junit.jupiter.api.Test;

/** What verbs tell of what they do to a zone, and what they refuse because it would do nothing. */
class VerbWarningsTest {
  private static final String ZONE = "example";
  private static final String BACK = "from %d back to 7".formatted(7 + WEEKS);

  private final World world = new World();
  private final Admin admin =
      Operations.over(world.keepers, world.around(), new SecureRandom(), true, List.of());

  @Test
  void disableDnssecTellsThatTheServedSerialGoesBack() {
    world.signed(Zones.serial(7));
    assertThat(admin.disableDnssec(ZONE, false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains(BACK))
        .anySatisfy(warning -> assertThat(warning).contains("DS"));
    assertThat(admin.disableDnssec(ZONE, false).warnings()).isEmpty();
  }

  @Test
  void theLastActiveKeyIsNotDeactivatedOrRemovedWithoutAWarning() {
    world.signed(Zones.serial(7));
    assertThat(admin.deactivateZoneKey(ZONE, 1, false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains(BACK))
        .anySatisfy(warning -> assertThat(warning).contains("DS"));
    admin.activateZoneKey(ZONE, 1, false);
    assertThat(admin.removeZoneKey(ZONE, 1, false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains("back to 7"))
        .anySatisfy(warning -> assertThat(warning).contains("DS"));
  }

  @Test
  void soaEditNoneTellsThatTheServedSerialGoesBack() {
    world.signed(Zones.serial(7));
    assertThat(admin.setMeta(ZONE, "SOA-EDIT", List.of("NONE"), false).warnings())
        .anySatisfy(warning -> assertThat(warning).contains(BACK));
  }

  @Test
  void checkZoneTellsOfSecondariesThatHaveAHigherSerial() {
    world.signed(Zones.serial(7));
    assertThat(checked()).noneMatch(finding -> finding.contains("higher serial"));
    admin.disableDnssec(ZONE, false);
    String expected = "secondaries may have a higher serial, %d,".formatted(7 + WEEKS);
    assertThat(checked()).anyMatch(finding -> finding.contains(expected));
    world.upstream.at(World.PRIMARY).serves(Zones.serial(8 + WEEKS));
    world.pull();
    assertThat(checked()).noneMatch(finding -> finding.contains("higher serial"));
  }

  private List<String> checked() {
    return admin.checkZone(ZONE).findings().stream().map(CheckReport.Finding::message).toList();
  }

  @Test
  void secureZoneOfAZoneWithoutActiveKeysNamesTheVerbThatSignsAgain() {
    world.signed(Zones.serial(7));
    assertThatThrownBy(() -> admin.secureZone(ZONE, Keying.DEFAULTS))
        .hasMessageContaining("has 1 key already");
    admin.disableDnssec(ZONE, false);
    assertThatThrownBy(() -> admin.secureZone(ZONE, Keying.DEFAULTS))
        .isInstanceOfSatisfying(
            Problem.class, it -> assertThat(it.remedy()).contains("activate-zone-key"));
  }

  @Test
  void aKeyOfRsasha1IsToldWithTheTagThatItHasInTheZone() {
    world.pulled(Zones.serial(7));
    var material = new KeyMaker(new SecureRandom()).make(Algorithm.RSASHA1_NSEC3_SHA1, 2048);
    KeyAdded added =
        admin.importZoneKey(
            ZONE,
            new KeyText("", KeyFile.print(material), ""),
            new KeyRole(true, true, true),
            false);
    assertThat(added.keyTag()).isEqualTo(admin.exportZoneDnskey(ZONE, added.id()).keyTag());
    assertThat(added.warnings())
        .anySatisfy(
            warning -> assertThat(warning).contains("RSASHA1 (5)").contains("NSEC3RSASHA1 (7)"));
  }

  @Test
  void setsForTheParentOfAZoneWithoutSignaturesAreToldNotToBeServed() {
    world.signed(Zones.serial(7));
    assertThat(admin.setPublishCds(ZONE, List.of()).warnings()).isEmpty();
    assertThat(admin.setPublishCdnskey(ZONE, false).warnings()).isEmpty();
    admin.disableDnssec(ZONE, false);
    assertThat(admin.setPublishCds(ZONE, List.of()).warnings()).hasSize(1);
    assertThat(admin.setPublishCdnskey(ZONE, false).warnings()).hasSize(1);
  }

  /** It was stored, and the delete record served: the parent would have dropped its DS. */
  @Test
  void theDeleteRecordStandsAloneInMetadataToo() {
    world.signed(Zones.serial(7));
    for (List<String> mixed :
        List.of(List.of("0", "2"), List.of("2,0"), List.of("2, 0"), List.of("00,2"))) {
      assertThatThrownBy(() -> admin.setMeta(ZONE, "PUBLISH-CDS", mixed, false))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("stands alone");
    }
    admin.setMeta(ZONE, "PUBLISH-CDS", List.of("0"), false);
    assertThatThrownBy(() -> admin.addMeta(ZONE, "PUBLISH-CDS", List.of("2"), false))
        .hasMessageContaining("stands alone");
  }

  @Test
  void metadataThatWouldDoNothingIsRefused() {
    world.signed(Zones.serial(7));
    assertThatThrownBy(() -> admin.setMeta(ZONE, "SLAVE-RENOTIFY", List.of("0"), false))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("always told");
    assertThat(admin.setMeta(ZONE, "PRESIGNED", List.of("0"), false).warnings()).isEmpty();
    assertThat(admin.setMeta(ZONE, "SLAVE-RENOTIFY", List.of("1"), false).warnings()).isEmpty();
  }
}
