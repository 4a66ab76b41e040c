package org.frontsigner.http.alarm;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.wire.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The webhook against receivers that are well, ill, slow and dead. */
class WebhookTest {
  private static final String PATH = "/hook?token=of-the-path";
  private static final Instant NOW = Instant.parse("2026-11-24T04:00:00Z");
  private static final AlarmId EXPIRED =
      AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("example.org."));

  private static final AlarmId FAILING = AlarmId.of(AlarmKind.WEBHOOK_FAILING, "webhook");
  private static final Duration SOON = Duration.ofSeconds(20);

  /** In which nothing that only leaves a notice, or ends a thread, may take longer. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  @TempDir private Path folder;

  private final WireMockServer receiver =
      new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
  private final InstantSource clock = InstantSource.fixed(NOW);
  private final Alarms alarms = new Alarms(clock, 1000);
  private final CollectorRegistry registry = new CollectorRegistry();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  private Webhook webhook;

  @BeforeEach
  void listen() {
    receiver.start();
    logged.start();
    root().setLevel(Level.DEBUG);
    root().addAppender(logged);
  }

  @AfterEach
  void end() {
    root().detachAppender(logged);
    root().setLevel(null);
    if (webhook != null) {
      webhook.close();
    }
    receiver.stop();
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger("org.frontsigner");
  }

  private WebhookSettings settings(String address, Optional<Path> secret, long repeatSeconds) {
    return new WebhookSettings(
        URI.create(address), secret, 1, repeatSeconds, "signer1", "http://127.0.0.1:8053/");
  }

  private void start(WebhookSettings settings) {
    Pause pause = new Pause(Duration.ofMillis(20), Duration.ofMillis(100), new Random(1));
    webhook = Webhook.start(settings, alarms, clock, pause, new AlarmMetrics(alarms, registry));
  }

  private void start() {
    start(settings(receiver.baseUrl() + PATH, Optional.empty(), 3600));
  }

  private static MappingBuilder hook() {
    return post(urlEqualTo(PATH));
  }

  private void answers(ResponseDefinitionBuilder answer) {
    receiver.stubFor(hook().willReturn(answer));
  }

  private List<LoggedRequest> posts() {
    return receiver.findAll(postRequestedFor(urlEqualTo(PATH)));
  }

  private void awaitPosts(int count) {
    await().atMost(SOON).until(() -> posts().size() >= count);
  }

  private double metric(String name, String... result) {
    Double value =
        result.length == 0
            ? registry.getSampleValue(name)
            : registry.getSampleValue(name, new String[] {"result"}, result);
    return value;
  }

  private void awaitTaken() {
    await().atMost(SOON).until(() -> metric("alarm_notices_waiting") == 0);
  }

  private static JsonNode json(LoggedRequest request) throws IOException {
    return new ObjectMapper().readTree(request.getBodyAsString());
  }

  @Test
  void an_alarm_is_posted_once_when_it_is_raised_and_once_when_it_is_over() throws IOException {
    answers(ok());
    start();
    alarms.raise(EXPIRED, "it is answered with SERVFAIL");
    alarms.raise(EXPIRED, "it is still answered with SERVFAIL");
    awaitPosts(1);
    awaitTaken();
    alarms.clear(EXPIRED);
    awaitPosts(2);
    awaitTaken();
    assertThat(posts()).hasSize(2);
    JsonNode firing = json(posts().get(0));
    JsonNode resolved = json(posts().get(1));
    assertThat(firing)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"version": "4", "groupKey": "{}:{alertname=\\"zone-expired\\"}",
                     "truncatedAlerts": 0, "status": "firing", "receiver": "frontsigner",
                     "groupLabels": {"alertname": "zone-expired"},
                     "commonLabels":
                       {"alertname": "zone-expired", "severity": "critical", "instance": "signer1"},
                     "commonAnnotations": {}, "externalURL": "http://127.0.0.1:8053/",
                     "alerts": [{"status": "firing",
                       "labels": {"alertname": "zone-expired", "severity": "critical",
                         "instance": "signer1", "zone": "example.org"},
                       "annotations": {"summary": "zone-expired: example.org",
                         "description": "it is answered with SERVFAIL"},
                       "startsAt": "2026-11-24T04:00:00Z", "endsAt": "0001-01-01T00:00:00Z",
                       "generatorURL": "http://127.0.0.1:8053/",
                       "fingerprint": "%s"}]}
                    """
                        .formatted(firing.at("/alerts/0/fingerprint").asText())));
    assertThat(resolved.at("/status").asText()).isEqualTo("resolved");
    assertThat(resolved.at("/alerts/0/status").asText()).isEqualTo("resolved");
    assertThat(resolved.at("/alerts/0/endsAt").asText()).isEqualTo("2026-11-24T04:00:00Z");
    assertThat(resolved.at("/alerts/0/fingerprint")).isEqualTo(firing.at("/alerts/0/fingerprint"));
    assertThat(firing.at("/alerts/0/fingerprint").asText()).matches("[0-9a-f]{16}");
    assertThat(posts().get(0).getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(metric("alarm_posts_total", "sent")).isEqualTo(2);
  }

  @Test
  void what_was_up_before_it_began_is_posted() {
    answers(ok());
    alarms.raise(EXPIRED, "expired");
    start();
    awaitPosts(1);
  }

  @Test
  void after_server_errors_it_is_posted_again_until_it_is_taken() {
    String scenario = "ill";
    receiver.stubFor(
        hook()
            .inScenario(scenario)
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(serverError())
            .willSetStateTo("worse"));
    receiver.stubFor(
        hook()
            .inScenario(scenario)
            .whenScenarioStateIs("worse")
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("well"));
    receiver.stubFor(hook().inScenario(scenario).whenScenarioStateIs("well").willReturn(ok()));
    start();
    alarms.raise(EXPIRED, "expired");
    awaitTaken();
    assertThat(posts()).hasSize(3);
    assertThat(posts().stream().map(LoggedRequest::getBodyAsString).distinct()).hasSize(1);
    assertThat(metric("alarm_posts_total", "failed")).isEqualTo(2);
    assertThat(alarms.isUp(FAILING)).as("twice is everyday life").isFalse();
  }

  private void failsWith(String reason) {
    start();
    alarms.raise(EXPIRED, "expired");
    await().atMost(SOON).until(() -> alarms.isUp(FAILING));
    assertThat(
            alarms.active().stream()
                .filter(alarm -> alarm.id().equals(FAILING))
                .map(Alarm::text)
                .collect(Collectors.joining()))
        .contains(reason, receiver.baseUrl())
        .doesNotContain("of-the-path");
    receiver.resetAll();
    answers(ok());
    awaitTaken();
    await().atMost(SOON).until(() -> !alarms.isUp(FAILING));
    assertThat(posts())
        .anySatisfy(post -> assertThat(post.getBodyAsString()).contains("zone-expired"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 429, 500, 502, 503})
  void an_answer_that_is_no_success_is_a_failure(int status) {
    answers(aResponse().withStatus(status));
    failsWith("it answered " + status);
  }

  @Test
  void an_answer_that_comes_too_late_is_a_failure() {
    answers(ok().withFixedDelay(5_000));
    failsWith("did not answer within 1 seconds");
  }

  @Test
  void a_redirect_is_not_followed() {
    receiver.stubFor(post(urlEqualTo("/elsewhere")).willReturn(ok()));
    answers(temporaryRedirect(receiver.baseUrl() + "/elsewhere"));
    failsWith("it answered 302, a redirect, which is not followed");
    assertThat(receiver.findAll(postRequestedFor(urlEqualTo("/elsewhere")))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "RANDOM_DATA_THEN_CLOSE"})
  void a_broken_connection_is_a_failure(Fault fault) {
    answers(aResponse().withFault(fault));
    failsWith("can't be posted");
  }

  @Test
  void a_body_that_drips_is_not_waited_for() {
    answers(ok("x".repeat(10_000)).withChunkedDribbleDelay(100, 60_000));
    start();
    long began = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      alarms.raise(EXPIRED, "expired");
      awaitPosts(2 * i + 1);
      awaitTaken();
      alarms.clear(EXPIRED);
      awaitPosts(2 * i + 2);
      awaitTaken();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
    assertThat(posts()).hasSize(6);
    assertThat(metric("alarm_posts_total", "failed")).isZero();
  }

  private static int deadPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  @Test
  void nobody_there_holds_nothing_up_and_all_that_is_up_is_told_when_somebody_is()
      throws IOException {
    int port = deadPort();
    start(settings("http://127.0.0.1:" + port + PATH, Optional.empty(), 3600));
    long began = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      alarms.raise(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("z" + i + ".")), "expired");
    }
    for (int i = 1; i < 1000; i++) {
      alarms.clear(AlarmId.of(AlarmKind.ZONE_EXPIRED, DomainName.parse("z" + i + ".")));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    await().atMost(SOON).until(() -> alarms.isUp(FAILING));
    assertThat(alarms.active()).last().extracting(Alarm::text).asString().contains("no connection");
    WireMockServer late = new WireMockServer(options().port(port).bindAddress("127.0.0.1"));
    late.start();
    try {
      late.stubFor(hook().willReturn(ok()));
      await().atMost(SOON).until(() -> metric("alarm_notices_waiting") == 0);
      late.verify(
          postRequestedFor(urlEqualTo(PATH))
              .withRequestBody(
                  matchingJsonPath("$.alerts[?(@.labels.zone=='z0' && @.status=='firing')]")));
      await().atMost(SOON).until(() -> !alarms.isUp(FAILING));
    } finally {
      late.stop();
    }
  }

  @Test
  void a_receiver_that_hangs_holds_up_neither_a_raise_nor_the_end() {
    answers(ok().withFixedDelay(60_000));
    start(
        new WebhookSettings(
            URI.create(receiver.baseUrl() + PATH), Optional.empty(), 300, 3600, "a", "b"));
    alarms.raise(EXPIRED, "expired");
    await().atMost(SOON).until(() -> !receiver.getAllServeEvents().isEmpty() || isPosting());
    long began = System.nanoTime();
    alarms.clear(EXPIRED);
    alarms.raise(EXPIRED, "expired");
    assertThat(alarms.active()).hasSize(1);
    webhook.close();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("alarm-webhook"));
  }

  private static boolean isPosting() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(each -> each.getKey().getName().equals("alarm-webhook"))
        .flatMap(each -> List.of(each.getValue()).stream())
        .anyMatch(frame -> frame.getClassName().endsWith("WebhookPost"));
  }

  @Test
  void what_is_up_is_told_again_after_a_while() {
    answers(ok());
    start(settings(receiver.baseUrl() + PATH, Optional.empty(), 1));
    alarms.raise(EXPIRED, "expired");
    awaitPosts(3);
    alarms.clear(EXPIRED);
    await()
        .atMost(SOON)
        .until(
            () -> posts().stream().anyMatch(post -> post.getBodyAsString().contains("resolved")));
  }

  private Path secret(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void the_secret_is_read_for_each_post_and_never_logged() throws IOException {
    answers(ok());
    Path file = secret("first-secret\n", "rw-------");
    start(settings(receiver.baseUrl() + PATH, Optional.of(file), 3600));
    alarms.raise(EXPIRED, "expired");
    awaitPosts(1);
    awaitTaken();
    Files.writeString(file, "second-secret");
    receiver.stubFor(
        hook()
            .withHeader("Authorization", equalTo("Bearer second-secret"))
            .atPriority(1)
            .willReturn(aResponse().withStatus(403)));
    alarms.clear(EXPIRED);
    await().atMost(SOON).until(() -> alarms.isUp(FAILING));
    assertThat(posts().get(0).getHeader("Authorization")).isEqualTo("Bearer first-secret");
    assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
        .isNotEmpty()
        .noneMatch(line -> line.contains("-secret") && !line.contains("secret-file"))
        .noneMatch(line -> line.contains("of-the-path"));
    Files.writeString(file, "third-secret");
    awaitTaken();
  }

  @Test
  void without_a_usable_secret_nothing_is_sent() throws IOException {
    answers(ok());
    Path file = secret("open-secret\n", "rw-r--r--");
    start(settings(receiver.baseUrl() + PATH, Optional.of(file), 3600));
    alarms.raise(EXPIRED, "expired");
    await().atMost(SOON).until(() -> alarms.isUp(FAILING));
    assertThat(posts()).isEmpty();
    assertThat(alarms.active().get(1).text()).contains("chmod 0600 " + file);
    secret("open-secret\n", "rw-------");
    awaitTaken();
    assertThat(posts().get(0).getHeader("Authorization")).isEqualTo("Bearer open-secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "two words", "new\u0000line", "ümlaut"})
  void what_is_no_secret_is_not_sent(String text) throws IOException {
    Path file = secret(text, "rw-------");
    assertThatThrownBy(() -> new SecretFile(file).read())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString())
        .message()
        .satisfies(message -> assertThat(text.isBlank() || !message.contains(text)).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.org/", "example.org", "http:///x", "http://a:b@example.org/",
        "https://example.org/#part", "http://exa mple/", "file:/etc/passwd", ""
      })
  void what_can_not_be_posted_to_is_refused(String address) {
    assertThatThrownBy(() -> WebhookSettings.url(address))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** As a clock does that is found to have jumped: it held up the webhook, and that the clock. */
  @Test
  void a_clock_that_raises_an_alarm_while_it_is_read_by_others_holds_nobody_up() {
    answers(ok());
    Object reading = new Object();
    InstantSource locked =
        () -> {
          synchronized (reading) {
            return clock.instant();
          }
        };
    Pause pause = new Pause(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1));
    webhook =
        Webhook.start(
            settings(receiver.baseUrl() + PATH, Optional.empty(), 3600),
            alarms,
            locked,
            pause,
            new AlarmMetrics(alarms, registry));
    assertTimeoutPreemptively(
        SOON,
        () -> {
          for (int i = 0; i < 20_000; i++) {
            synchronized (reading) {
              alarms.raise(EXPIRED, "expired");
              alarms.clear(EXPIRED);
            }
          }
        });
  }

  @Test
  void pauses_grow_up_to_five_minutes() {
    Pause usual = Pause.usual(new Random(1));
    assertThat(usual.after(1)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
    assertThat(usual.after(5)).isBetween(Duration.ofSeconds(8), Duration.ofSeconds(16));
    for (int failures : Set.of(10, 30, 1000, Integer.MAX_VALUE)) {
      assertThat(usual.after(failures)).isBetween(Duration.ofSeconds(150), Duration.ofSeconds(300));
    }
  }
}
