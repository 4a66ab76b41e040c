package org.frontsigner.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Dig;
import org.frontsigner.scenario.tool.SoftToken;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.tool.Verifier;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * A zone whose keys are in SoftHSM, made by pkcs11-tool without certificates: validated, handed on,
 * and served on from kept signatures while the token is away.
 */
class Pkcs11IT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final Duration BACK_MAX = Duration.ofSeconds(60);
  private static final String ZONE = "token.example";
  private static final Name NAME = ZoneData.name(ZONE);
  private static final Name HOST = ZoneData.name("www." + ZONE);

  private final SoftToken tokens =
      SoftToken.in(workspace.folder("softhsm"))
          .withToken("zone-ksk")
          .withToken("zone-zsk")
          .withKey("zone-ksk", "RSA:2048", "zone-ksk")
          .withKey("zone-zsk", "RSA:2048", "zone-zsk")
          .withKey("zone-zsk", "EC:prime256v1", "ecdsa");

  private final Frontsigner frontsigner =
      Frontsigner.configured(workspace, "frontsigner", Settings.open());

  @Test
  void aZoneIsSignedByTokensAndServedOnWhileTheyAreAway() throws Exception {
    frontsigner.start(tokens.environment());
    loadZone();
    wrongUsesChangeNothing();
    String ksk = assign("rsasha256", "ksk", "zone-ksk", "zone-ksk");
    String zsk = assign("rsasha256", "zsk", "zone-zsk", "zone-zsk");
    assertThat(frontsigner.verb("show-zone", ZONE))
        .contains("ID = " + ksk + " (KSK), flags = 257", "ID = " + zsk + " (ZSK), flags = 256")
        .contains("algo = 8, bits = 2048");
    assertValidated("rsa");
    makeEcdsaZone(ksk, zsk);
    assertValidated("ecdsa");
    assertNothingShowsThePin();

    List<String> before = signature();
    frontsigner.kill();
    tokens.takeAway();
    frontsigner.start(tokens.environment());
    frontsigner.daemon().await("the alarm", BACK_MAX, () -> isDown(1));
    assertThat(frontsigner.daemon().log()).contains("ALARM: ");
    assertThat(signature()).as("kept, so that no second one comes to be").isEqualTo(before);
    assertThat(Dig.at(frontsigner.dns()).status("nowhere." + ZONE, "A", "+dnssec"))
        .contains("NXDOMAIN");
    frontsigner.verb("load-zone", ZONE, zoneFile(2, "new A 192.0.2.9"));
    assertThat(Dig.at(frontsigner.dns()).status("new." + ZONE, "A", "+dnssec"))
        .as("not bogus")
        .contains("SERVFAIL");
    assertThat(signature()).isEqualTo(before);

    tokens.bringBack();
    frontsigner.daemon().await("the token", BACK_MAX, () -> isDown(0));
    frontsigner
        .daemon()
        .await(
            "the new signature",
            BACK_MAX,
            () ->
                Dig.at(frontsigner.dns())
                    .status("new." + ZONE, "A", "+dnssec")
                    .filter("NOERROR"::equals)
                    .isPresent());
    assertThat(signature()).isEqualTo(before);
    assertValidated("back");
  }

  private void loadZone() {
    frontsigner.verb("create-zone", ZONE);
    frontsigner.verb("load-zone", ZONE, zoneFile(1, "mail MX 10 www"));
  }

  private static Path zoneFile(long serial, String line) {
    Path file = workspace.folder("zones").resolve(ZONE + "." + serial);
    ZoneData.of(ZONE, serial, "www A 192.0.2.1", "www AAAA 2001:db8::1", line).write(file);
    return file;
  }

  private String assign(String algorithm, String role, String token, String label) {
    return frontsigner.verb(
        "hsm", "assign", ZONE, algorithm, role, SoftToken.MODULE, token, pin(), label);
  }

  private String pin() {
    return "file:" + tokens.pinFile();
  }

  private void wrongUsesChangeNothing() {
    String keys = frontsigner.verb("list-keys", ZONE);
    Map.of(
            List.of("rsasha256", "ksk", "nosuchmodule", "zone-ksk", pin(), "zone-ksk"),
            "nosuchmodule",
            List.of("rsasha256", "ksk", SoftToken.MODULE, "no-such-token", pin(), "zone-ksk"),
            "no-such-token",
            List.of("rsasha256", "ksk", SoftToken.MODULE, "zone-ksk", pin(), "no-such-key"),
            "no-such-key",
            List.of("rsasha256", "ksk", SoftToken.MODULE, "zone-ksk", "file:/no/pin", "zone-ksk"),
            "/no/pin",
            List.of("rsasha256", "ksk", SoftToken.MODULE, "zone-zsk", "wrong-one", "zone-zsk"),
            "tried once",
            List.of("ecdsa256", "ksk", SoftToken.MODULE, "zone-ksk", pin(), "zone-ksk"),
            "ECDSA",
            List.of("rsasha256", "ksk", SoftToken.MODULE, "zone-ksk", pin(), "zone-ksk", "nopub"),
            "nopub")
        .forEach(this::assertRefused);
    assertThat(frontsigner.verb("list-keys", ZONE)).isEqualTo(keys);
  }

  private void assertRefused(List<String> words, String named) {
    Output output =
        frontsigner.attempt(
            Stream.concat(Stream.of("hsm", "assign", ZONE), words.stream()).toArray());
    assertThat(output.exit()).as(output.toString()).isEqualTo(1);
    assertThat(output.err()).contains(named).doesNotContain("wrong-one", "\tat ");
  }

  /** The keys change to ECDSA: one that pkcs11-tool made, one that its token makes for us. */
  private void makeEcdsaZone(String ksk, String zsk) {
    assign("ecdsa256", "zsk", "zone-zsk", "ecdsa");
    String made =
        frontsigner.verb(
            "hsm",
            "assign",
            ZONE,
            "ecdsa256",
            "ksk",
            SoftToken.MODULE,
            "zone-ksk",
            pin(),
            "made",
            "--create-later");
    assertThat(frontsigner.verb("show-zone", ZONE)).contains("not made yet");
    frontsigner.verb("hsm", "create-key", ZONE, made);
    frontsigner.verb("remove-zone-key", ZONE, ksk);
    frontsigner.verb("remove-zone-key", ZONE, zsk);
    assertThat(frontsigner.verb("export-zone-key", ZONE, made))
        .contains("Engine: softhsm2", "Slot: zone-ksk", "Label: made", "PIN: file:")
        .doesNotContain(SoftToken.PIN + "\n", "PrivateKey");
  }

  private void assertValidated(String turn) {
    Unbound unbound =
        Unbound.start(
            workspace, "unbound-" + turn, frontsigner.ds(ZONE), Map.of(NAME, frontsigner.dns()));
    assertThat(unbound.judge(HOST, Type.A)).isEqualTo(Verdict.SECURE);
    assertThat(unbound.judge(ZoneData.name("nowhere." + ZONE), Type.A)).isEqualTo(Verdict.SECURE);
    unbound.stop();
    Path file = workspace.folder("transfers").resolve(ZONE + "." + turn);
    Dig.at(frontsigner.dns()).transfer(ZONE, file);
    Verifier.LDNS_VERIFY_ZONE.judge(NAME, file).succeeded();
  }

  private List<String> signature() {
    return Dig.at(frontsigner.dns()).data("www." + ZONE, "A", "+dnssec");
  }

  private boolean isDown(int value) throws IOException {
    URI uri = URI.create("http://" + frontsigner.http().withColon() + "/metrics");
    try {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
      List<String> lines =
          page.body().lines().filter(line -> line.startsWith("token_down{")).toList();
      return !lines.isEmpty() && lines.stream().allMatch(line -> line.endsWith(" " + value + ".0"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void assertNothingShowsThePin() throws IOException {
    assertThat(frontsigner.daemon().log()).doesNotContain(SoftToken.PIN);
    try (Stream<Path> files = Files.walk(frontsigner.folder().resolve("data"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(
                new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(SoftToken.PIN + "\n", "PIN: " + SoftToken.PIN);
      }
    }
  }
}
