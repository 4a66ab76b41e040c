package org.frontsigner.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Gauge;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.frontsigner.api.Problem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  private static final HttpLimits LIMITS = new HttpLimits(8, 1024, 2048, 60, 60, 2);

  private final CollectorRegistry registry = new CollectorRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ShownZones zones = new ShownZones().signed("zone.example.", 7, 12);
  private volatile Optional<String> trouble = Optional.empty();
  private MetricsServer server;

  @BeforeEach
  void start() {
    zones.start();
    zones.metrics().register(registry);
    DefaultExports.register(registry);
    server = MetricsServer.start(ANY_PORT, registry, zones.page(), () -> trouble, LIMITS);
  }

  /** Another server, which waits so long for requests and for answers to be taken. */
  private void restart(int requestSeconds, int replySeconds) {
    server.close();
    HttpLimits limits = new HttpLimits(8, 1024, 2048, requestSeconds, replySeconds, 2);
    server = MetricsServer.start(ANY_PORT, registry, zones.page(), () -> trouble, limits);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> ask(String method, String path, String... headers) {
    int port = server.address().getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private HttpResponse<String> get(String path) {
    return ask("GET", path);
  }

  private static String type(HttpResponse<String> response) {
    return response.headers().firstValue("content-type").orElseThrow();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private String say(String request) throws IOException {
    try (Socket socket = connect()) {
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  @Test
  void metrics_come_in_the_text_format_of_prometheus() {
    HttpResponse<String> response = get("/metrics");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(type(response)).startsWith("text/plain; version=0.0.4");
    assertThat(response.body())
        .contains("zone_serial{zone=\"zone.example\",side=\"served\",} 12.0\n")
        .contains("# HELP zone_expire_seconds Unix time when")
        .contains("jvm_memory_bytes_used")
        .doesNotContain("# EOF");
  }

  @Test
  void metrics_come_as_openmetrics_to_those_who_ask_for_it() {
    HttpResponse<String> response =
        ask("GET", "/metrics", "Accept", "application/openmetrics-text; version=1.0.0");
    assertThat(type(response)).startsWith("application/openmetrics-text");
    assertThat(response.body()).contains("# TYPE signatures_made counter").endsWith("# EOF\n");
  }

  @Test
  void the_page_is_html_that_may_load_and_run_nothing() {
    HttpResponse<String> response = get("/");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(type(response)).isEqualTo("text/html; charset=utf-8");
    assertThat(response.headers().firstValue("content-security-policy").orElseThrow())
        .startsWith("default-src 'none'");
    assertThat(response.body()).contains("<td>zone.example</td>").endsWith("</html>\n");
  }

  @Test
  void health_tells_what_is_wrong() {
    assertThat(get("/health").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).isEqualTo("ok\n");
    trouble = Optional.of("zones are being loaded");
    assertThat(get("/health").statusCode()).isEqualTo(503);
    assertThat(get("/health").body()).isEqualTo("zones are being loaded\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/health", "/nothing"})
  void head_gives_the_headers_of_get_and_nothing_more(String path) {
    HttpResponse<String> head = ask("HEAD", path);
    HttpResponse<String> get = get(path);
    assertThat(head.statusCode()).isEqualTo(get.statusCode());
    assertThat(type(head)).isEqualTo(type(get));
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 404",
    "GET, /metrics/, 404",
    "GET, //, 404",
    "GET, /metrics?name=x, 200",
    "POST, /metrics, 405",
    "PUT, /, 405",
    "DELETE, /health, 405",
    "POST, /nothing, 404"
  })
  void whatever_else_is_asked_is_refused(String method, String path, int status) {
    HttpResponse<String> response = ask(method, path);
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("allow").isPresent()).isEqualTo(status == 405);
  }

  @ParameterizedTest
  @CsvSource({"GET, /api", "GET, /api/v1/servers", "POST, /api/v1/servers/localhost/zones"})
  void programs_that_look_for_the_api_get_json(String method, String path) {
    HttpResponse<String> response = ask(method, path);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(type(response)).isEqualTo("application/json");
    assertThat(response.body()).isEqualTo("{\"error\":\"Not Found\"}\n");
  }

  @Test
  void a_client_of_http_1_0_gets_no_chunks() throws IOException {
    String answer = say("GET / HTTP/1.0\r\n\r\n");
    assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("transfer-encoding");
    assertThat(answer).endsWith("</html>\n");
  }

  @Test
  void what_is_no_request_or_a_long_one_gets_400() throws IOException {
    assertThat(say("\u0001\u0002\u0003 \r\n\r\n")).startsWith("HTTP/1.1 400 ");
    assertThat(say("GET /" + "a".repeat(2000) + " HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    String header = "X: " + "a".repeat(1000) + "\r\n";
    assertThat(say("GET / HTTP/1.1\r\n" + header.repeat(3) + "\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void one_request_is_answered_a_connection() throws IOException {
    addManyMetrics();
    String request = "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n";
    String answer = say(request + "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(2);
    assertThat(answer).contains("big{").endsWith("\r\n0\r\n\r\n");
  }

  @Test
  void who_says_nothing_or_says_it_slowly_is_cut_off() throws Exception {
    restart(1, 60);
    try (Socket silent = connect();
        Socket slow = connect()) {
      long begin = System.nanoTime();
      CompletableFuture<Void> drip = CompletableFuture.runAsync(() -> drip(slow));
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      drip.get();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
    }
  }

  private static void drip(Socket socket) {
    try {
      for (int i = 0; i < 200; i++) {
        socket.getOutputStream().write('G');
        Thread.sleep(100);
      }
      throw new AssertionError("still connected after 20 seconds");
    } catch (IOException cutOff) {
      assertThat(cutOff).isNotNull();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void connections_are_bounded_and_are_taken_again_when_some_end() throws IOException {
    List<Socket> open = new ArrayList<>();
    try {
      for (int i = 0; i < LIMITS.connectionsMax(); i++) {
        open.add(connect());
      }
      try (Socket more = connect()) {
        assertThat(more.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
    await().ignoreExceptions().until(() -> say("GET /health HTTP/1.0\r\n\r\n").endsWith("ok\n"));
  }

  /** Far more than the buffers of the sockets hold. */
  private void addManyMetrics() {
    Gauge gauge = Gauge.build("big", "A large metric.").labelNames("number").register(registry);
    for (int i = 0; i < 20_000; i++) {
      gauge.labels("x".repeat(500) + i).set(i);
    }
  }

  @Test
  void a_long_answer_arrives_whole() {
    addManyMetrics();
    String body = get("/metrics").body();
    assertThat(body).hasSizeGreaterThan(10_000_000);
    assertThat(body.lines().filter(line -> line.startsWith("big{"))).hasSize(20_000);
  }

  @Test
  void who_does_not_take_the_answer_is_cut_off_and_holds_up_nobodys_health_check()
      throws Exception {
    restart(60, 3);
    addManyMetrics();
    List<Socket> readers = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket reader = connect();
        reader.getOutputStream().write("GET /metrics HTTP/1.1\r\n\r\n".getBytes(US_ASCII));
        readers.add(reader);
      }
      assertThat(get("/health").body()).isEqualTo("ok\n");
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(get("/").statusCode()).isEqualTo(200));
      InputStream cut = readers.get(0).getInputStream();
      assertCutOff(cut);
    } finally {
      for (Socket reader : readers) {
        reader.close();
      }
    }
  }

  /** What was sent before the end can be read; the last chunk is not among it. */
  private static void assertCutOff(InputStream cut) {
    String taken;
    try {
      taken = new String(cut.readAllBytes(), US_ASCII);
    } catch (IOException reset) {
      taken = "";
    }
    assertThat(taken).doesNotEndWith("0\r\n\r\n");
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      InetSocketAddress address = (InetSocketAddress) taken.getLocalSocketAddress();
      assertThatThrownBy(
              () -> MetricsServer.start(address, registry, zones.page(), () -> trouble, LIMITS))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("127.0.0.1:" + address.getPort())
          .hasMessageContaining("in use")
          .extracting(problem -> ((Problem) problem).remedy())
          .asString()
          .contains("http.listen");
    }
  }

  @Test
  void after_the_end_its_port_is_free_and_its_threads_are_gone() throws IOException {
    InetSocketAddress address = server.address();
    assertThat(get("/").statusCode()).isEqualTo(200);
    server.close();
    new ServerSocket(address.getPort(), 1, address.getAddress()).close();
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("http-")));
  }
}
