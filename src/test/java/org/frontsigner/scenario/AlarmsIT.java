package org.frontsigner.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.frontsigner.scenario.peer.KnotPrimary;
import org.frontsigner.scenario.peer.PrimarySetup;
import org.frontsigner.scenario.product.Frontsigner;
import org.frontsigner.scenario.product.Settings;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.stage.Output;
import org.frontsigner.scenario.stage.Workspace;
import org.frontsigner.scenario.tool.Metrics;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A primary that dies and its successor, as an operator hears of it. */
class AlarmsIT {
  @RegisterExtension static final Workspace workspace = new Workspace();

  private static final TsigSecret PULL = TsigSecret.random("pull", new SecureRandom());
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String KIND = "zone-refresh-failing";

  private final WireMockServer receiver =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

  @BeforeEach
  void listen() {
    receiver.start();
  }

  @AfterEach
  void end() {
    receiver.stop();
  }

  private Frontsigner frontsigner(String name, String... more) throws IOException {
    List<String> lines = new ArrayList<>(List.of(more));
    lines.add("server-id: signer1");
    lines.add(
        "alarms: { webhook: \"%s/hook\", secret-file: hook-secret }".formatted(receiver.baseUrl()));
    Frontsigner frontsigner =
        Frontsigner.configured(
            workspace, name, Settings.usual().with(lines.toArray(String[]::new)));
    Path secret = Files.writeString(frontsigner.folder().resolve("hook-secret"), "of-the-hook");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    return frontsigner.start();
  }

  private KnotPrimary primary(String name, ZoneData zone) {
    return KnotPrimary.start(workspace, name, PrimarySetup.silent(PULL, List.of(zone)));
  }

  private List<LoggedRequest> posts() {
    return receiver.findAll(postRequestedFor(urlEqualTo("/hook")));
  }

  private double up(Frontsigner frontsigner) {
    return Metrics.at(frontsigner.http()).value("alarms", "kind=\"" + KIND + "\"");
  }

  private JsonNode alert(String status) throws IOException {
    for (LoggedRequest request : posts()) {
      JsonNode message = new ObjectMapper().readTree(request.getBodyAsString());
      if (message.at("/status").asText().equals(status)) {
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer of-the-hook");
        return message.at("/alerts/0");
      }
    }
    throw new AssertionError("nothing was posted that is " + status);
  }

  @Test
  void a_primary_that_dies_is_told_of_everywhere_until_another_has_the_zone() throws IOException {
    receiver.stubFor(post(urlEqualTo("/hook")).willReturn(ok()));
    ZoneData zone = ZoneData.of("dies.example", 10, "www A 192.0.2.1");
    KnotPrimary primary = primary("dies", zone);
    Frontsigner frontsigner = frontsigner("told");
    frontsigner.know(PULL);
    frontsigner.pull(zone.zone(), PULL, primary.endpoint());
    assertThat(frontsigner.attempt("alarms").exit()).isZero();
    primary.daemon().stop();
    for (int i = 0; i < 3; i++) {
      assertThat(frontsigner.attempt("retrieve", zone.zone()).exit()).isEqualTo(1);
    }
    Output told = frontsigner.attempt("alarms");
    assertThat(told.exit()).isEqualTo(1);
    assertThat(told.text()).startsWith("warning " + KIND + " dies.example ").contains("in a row");
    assertThat(up(frontsigner)).isEqualTo(1);
    await().atMost(SOON).until(() -> posts().size() == 1);
    assertThat(alert("firing").at("/labels/zone").asText()).isEqualTo("dies.example");
    assertThat(alert("firing").at("/labels/instance").asText()).isEqualTo("signer1");

    KnotPrimary successor = primary("successor", zone.next("added A 192.0.2.2"));
    frontsigner.verb("change-slave-zone-master", zone.zone(), successor.endpoint().withColon());
    frontsigner.verb("retrieve", zone.zone());
    assertThat(frontsigner.attempt("alarms").exit()).isZero();
    assertThat(up(frontsigner)).isZero();
    await().atMost(SOON).until(() -> posts().size() == 2);
    assertThat(alert("resolved").at("/fingerprint")).isEqualTo(alert("firing").at("/fingerprint"));
    assertThat(frontsigner.daemon().log())
        .containsOnlyOnce("ALARM: " + KIND + ": zone dies.example: ")
        .containsOnlyOnce("alarm over: " + KIND + ": zone dies.example: ")
        .doesNotContain("of-the-hook");
    frontsigner.stop();
  }

  @Test
  void a_webhook_that_hangs_holds_up_neither_verbs_nor_transfers_nor_the_end() throws IOException {
    receiver.stubFor(post(urlEqualTo("/hook")).willReturn(ok().withFixedDelay(120_000)));
    ZoneData zone = ZoneData.of("hangs.example", 10, "www A 192.0.2.1");
    KnotPrimary primary = primary("hangs", zone);
    Frontsigner frontsigner = frontsigner("hanging");
    frontsigner.know(PULL);
    frontsigner.create("nobody.example", Endpoint.free());
    for (int i = 0; i < 3; i++) {
      frontsigner.attempt("retrieve", "nobody.example");
    }
    assertThat(frontsigner.attempt("alarms").exit()).isEqualTo(1);
    long began = System.nanoTime();
    frontsigner.pull(zone.zone(), PULL, primary.endpoint());
    frontsigner.verb("secure-zone", zone.zone());
    frontsigner.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
  }
}
