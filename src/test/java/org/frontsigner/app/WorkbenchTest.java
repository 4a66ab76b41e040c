package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.frontsigner.api.GeneratedKey;
import org.frontsigner.api.SigningSpeed;
import org.frontsigner.signing.KeyFile;
import org.junit.jupiter.api.Test;

/** What needs no zone. */
class WorkbenchTest {
  private final Workbench workbench = new Workbench();

  @Test
  void a_generated_key_is_that_of_its_dnskey_and_its_text_hides_it() {
    GeneratedKey key = workbench.generateZoneKey(true, "ed25519", 0);
    assertThat(key.dnskey()).startsWith("257 3 15 ");
    assertThat(KeyFile.parse("Flags: 257\n" + key.privateKey()).bits()).isEqualTo(256);
    assertThat(key.toString()).doesNotContain("PrivateKey");
    assertThat(workbench.generateZoneKey(false, "8", 1024).warnings()).hasSize(1);
  }

  @Test
  void the_speed_of_ecdsa_is_measured_as_it_is_and_reproducible() {
    List<SigningSpeed> speeds = workbench.testSpeed(List.of("ed25519", "13", "ecdsa256"));
    assertThat(speeds)
        .extracting(SigningSpeed::number, SigningSpeed::reproducible)
        .containsExactly(tuple(13, false), tuple(13, true), tuple(15, false));
    assertThat(speeds)
        .allMatch(each -> each.signaturesPerSecond() > 0 && each.verificationsPerSecond() > 0);
    assertThat(speeds.get(1).provider()).isEqualTo("BC");
  }
}
