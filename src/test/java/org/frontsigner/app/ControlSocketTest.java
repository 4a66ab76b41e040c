package org.frontsigner.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Done;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Purged;
import org.frontsigner.api.RecordingAdmin;
import org.frontsigner.api.Samples;
import org.frontsigner.api.ZoneRecords;
import org.frontsigner.cli.DaemonClient;
import org.frontsigner.http.ControlLimits;
import org.frontsigner.http.ControlServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line's client and the daemon's server, over a real socket. */
class ControlSocketTest {
  private static final ControlLimits SMALL = new ControlLimits(2, 1 << 20, 30, 30, 1, 5);
  private static final ControlLimits IMPATIENT = new ControlLimits(1, 1 << 20, 1, 30, 30, 5);

  private Path socket;

  @BeforeEach
  void take_a_place(@TempDir Path folder) {
    socket = folder.resolve("control.sock");
  }

  static Stream<Arguments> methods() {
    return Arrays.stream(Admin.class.getMethods())
        .flatMap(
            method ->
                Arrays.stream(Samples.values()).map(samples -> Arguments.of(method, samples)));
  }

  private Admin client() {
    return DaemonClient.find(socket).orElseThrow().admin();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void arguments_arrive_and_results_come_back_as_they_are(Method method, Samples samples)
      throws ReflectiveOperationException {
    RecordingAdmin recording = RecordingAdmin.giving(samples);
    Object[] arguments =
        Arrays.stream(method.getGenericParameterTypes()).map(samples::of).toArray();
    try (ControlServer server =
        ControlServer.start(socket, recording.admin(), ControlLimits.DEFAULT)) {
      assertThat(server).isNotNull();
      Object result = method.invoke(client(), arguments);
      assertThat(result).isEqualTo(samples.of(method.getGenericReturnType()));
      assertThat(recording.asked())
          .containsExactly(new RecordingAdmin.Asked(method.getName(), List.of(arguments)));
    }
  }

  @ParameterizedTest
  @EnumSource(Problem.Kind.class)
  void a_problem_comes_back_as_it_is(Problem.Kind kind) {
    Problem thrown = new Problem(kind, "Zone zürich. \"x\" is not\nhere", "Look — there", null);
    try (ControlServer server = serving(thrown)) {
      assertThat(server).isNotNull();
      assertThatThrownBy(() -> client().showZone("x"))
          .isInstanceOfSatisfying(
              Problem.class,
              problem -> {
                assertThat(problem.kind()).isEqualTo(kind);
                assertThat(problem).hasMessage(thrown.getMessage());
                assertThat(problem.remedy()).isEqualTo(thrown.remedy());
              });
    }
  }

  private ControlServer serving(RuntimeException thrown) {
    RecordingAdmin admin =
        new RecordingAdmin(
            method -> {
              throw thrown;
            });
    return ControlServer.start(socket, admin.admin(), ControlLimits.DEFAULT);
  }

  @Test
  void what_nobody_foresaw_in_the_daemon_is_a_problem_and_the_next_call_is_served() {
    RecordingAdmin admin =
        new RecordingAdmin(
            method -> {
              if (method.getName().equals("purge")) {
                return new Purged(1);
              }
              throw new IllegalStateException("oops");
            });
    try (ControlServer server = ControlServer.start(socket, admin.admin(), SMALL)) {
      assertThat(server).isNotNull();
      Admin client = client();
      assertThatThrownBy(() -> client.showZone("x"))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("oops");
      assertThat(client.purge("")).isEqualTo(new Purged(1));
    }
  }

  @Test
  void a_zone_of_half_a_million_records_comes_whole_though_it_is_made_while_it_is_sent() {
    int records = 500_000;
    List<String> lazy =
        new AbstractList<>() {
          @Override
          public String get(int index) {
            return "name" + index + ".example.org.\t3600\tIN\tA\t192.0.2.1";
          }

          @Override
          public int size() {
            return records;
          }
        };
    RecordingAdmin admin = new RecordingAdmin(method -> new ZoneRecords("example.org.", 1, lazy));
    try (ControlServer server = ControlServer.start(socket, admin.admin(), ControlLimits.DEFAULT)) {
      assertThat(server).isNotNull();
      assertThat(client().listZone("example.org").records()).isEqualTo(lazy);
    }
  }

  @Test
  void a_master_file_of_many_octets_arrives_whole() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    String text = "\u00ff\n".repeat(15_000_000);
    try (ControlServer server =
        ControlServer.start(socket, recording.admin(), ControlLimits.DEFAULT)) {
      assertThat(server).isNotNull();
      client().loadZone("example.org", "file", text);
      assertThat(recording.asked().get(0).arguments().get(2)).isEqualTo(text);
    }
  }

  @Test
  void a_call_that_is_too_long_is_refused_with_the_reason() {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, recording.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThatThrownBy(() -> client().loadZone("example.org", "file", "x".repeat(2 << 20)))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("more than 1048576 octets");
      assertThat(recording.asked()).isEmpty();
    }
  }

  @Test
  void one_who_waits_sees_that_the_daemon_is_at_work() throws IOException {
    RecordingAdmin slow =
        new RecordingAdmin(
            method -> {
              sleepSeconds(3);
              return new Purged(3);
            });
    try (ControlServer server = ControlServer.start(socket, slow.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThat(raw("{\"method\":\"purge\",\"arguments\":[\"\"]}"))
          .matches(" {1,3}\\{\"result\":\\{\"entries\":3}}");
      assertThat(client().purge("")).isEqualTo(new Purged(3));
    }
  }

  private static void sleepSeconds(int seconds) {
    try {
      TimeUnit.SECONDS.sleep(seconds);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void more_calls_at_once_than_allowed_are_refused_and_later_ones_are_served() throws Exception {
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch end = new CountDownLatch(1);
    RecordingAdmin slow =
        new RecordingAdmin(
            method -> {
              begun.countDown();
              try {
                assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return new Purged(1);
            });
    try (ControlServer server = ControlServer.start(socket, slow.admin(), SMALL)) {
      assertThat(server).isNotNull();
      Admin client = client();
      CompletableFuture<Purged> first = CompletableFuture.supplyAsync(() -> client.purge(""));
      CompletableFuture<Purged> second = CompletableFuture.supplyAsync(() -> client.purge(""));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
      assertThatThrownBy(() -> client.purge(""))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("serves 2 verbs already");
      end.countDown();
      assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo(new Purged(1));
      assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(new Purged(1));
    }
  }

  @Test
  void the_socket_is_its_owners_alone_and_goes_with_the_server() throws IOException {
    RecordingAdmin admin = RecordingAdmin.giving(Samples.EMPTY);
    try (ControlServer server = ControlServer.start(socket, admin.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
    }
    assertThat(socket).doesNotExist();
    assertThat(DaemonClient.find(socket)).isEmpty();
  }

  @Test
  void a_socket_that_was_left_behind_means_no_daemon_and_is_replaced() throws IOException {
    try (var left = java.nio.channels.ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      left.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    assertThat(DaemonClient.find(socket)).isEmpty();
    RecordingAdmin admin = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, admin.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThat(client().purge("")).isEqualTo(new Purged(Long.MAX_VALUE));
    }
  }

  @Test
  void a_socket_where_somebody_answers_is_left_alone() {
    RecordingAdmin admin = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, admin.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThatThrownBy(() -> ControlServer.start(socket, admin.admin(), SMALL))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("Another daemon answers")
          .hasMessageContaining(socket.toString());
      assertThat(client().purge("")).isEqualTo(new Purged(Long.MAX_VALUE));
    }
  }

  @Test
  void a_file_that_is_no_socket_is_never_replaced() throws IOException {
    Files.writeString(socket, "precious");
    assertThatThrownBy(
            () -> ControlServer.start(socket, RecordingAdmin.giving(Samples.FULL).admin(), SMALL))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("is no socket");
    assertThat(socket).hasContent("precious");
  }

  @Test
  void a_path_that_is_too_long_for_a_socket_is_a_clear_error(@TempDir Path folder) {
    Path deep = folder.resolve("d".repeat(120)).resolve("control.sock");
    assertThatThrownBy(
            () -> ControlServer.start(deep, RecordingAdmin.giving(Samples.FULL).admin(), SMALL))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.remedy()).contains("shorter"))
        .hasMessageContaining("too many")
        .hasMessageContaining(deep.toString());
    assertThat(DaemonClient.find(deep)).isEmpty();
  }

  @Test
  void a_folder_that_is_not_there_is_a_clear_error(@TempDir Path folder) {
    Path absent = folder.resolve("absent").resolve("control.sock");
    assertThatThrownBy(
            () -> ControlServer.start(absent, RecordingAdmin.giving(Samples.FULL).admin(), SMALL))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(absent.toString());
    assertThat(DaemonClient.find(absent)).isEmpty();
  }

  @Test
  void a_daemon_that_goes_away_is_a_problem_that_says_so() {
    RecordingAdmin admin = RecordingAdmin.giving(Samples.FULL);
    Admin client;
    try (ControlServer server = ControlServer.start(socket, admin.admin(), SMALL)) {
      assertThat(server).isNotNull();
      client = client();
    }
    assertThatThrownBy(() -> client.purge(""))
        .isInstanceOf(Problem.class)
        .hasMessageContaining(socket.toString());
  }

  @Test
  void calls_that_run_when_the_daemon_stops_get_their_outcome() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    RecordingAdmin slow =
        new RecordingAdmin(
            method -> {
              begun.countDown();
              sleepSeconds(1);
              return Done.of("done");
            });
    CompletableFuture<Done> call;
    try (ControlServer server = ControlServer.start(socket, slow.admin(), SMALL)) {
      assertThat(server).isNotNull();
      Admin client = client();
      call = CompletableFuture.supplyAsync(() -> client.secureZone("x", Keying.DEFAULTS));
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(Done.of("done"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "null",
        "{}",
        "{\"method\":null,\"arguments\":[]}",
        "{\"method\":\"getClass\",\"arguments\":[]}",
        "{\"method\":\"purge\"}",
        "{\"method\":\"purge\",\"arguments\":[]}",
        "{\"method\":\"purge\",\"arguments\":[null]}",
        "{\"method\":\"purge\",\"arguments\":[{}]}",
        "{\"method\":\"purge\",\"arguments\":[\"a\",\"b\"]}",
        "{\"method\":\"purge\",\"arguments\":[\"a\"]} more",
        "{\"method\":\"purge\",\"arguments\":[\"a\"],\"more\":1}",
        "{\"method\":\"activateZoneKey\",\"arguments\":[\"a\",null]}",
        "{\"method\":\"getMeta\",\"arguments\":[\"a\",[{}]]}",
        "{\"method\":\"addZoneKey\",\"arguments\":[\"a\",{\"ksk\":true},0,\"\"]}",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
      })
  void a_call_that_is_none_is_refused_and_nothing_is_asked(String request) throws IOException {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, recording.admin(), SMALL)) {
      assertThat(server).isNotNull();
      assertThat(raw(request)).startsWith("{\"problem\":{\"kind\":\"");
      assertThat(recording.asked()).isEmpty();
    }
  }

  private String raw(String request) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
      channel.shutdownOutput();
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void one_who_connects_and_says_nothing_is_cut_off() throws IOException {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, recording.admin(), IMPATIENT);
        SocketChannel silent = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      assertThat(server).isNotNull();
      assertThat(silent.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void a_null_is_refused_before_it_is_sent() throws ReflectiveOperationException {
    RecordingAdmin recording = RecordingAdmin.giving(Samples.FULL);
    try (ControlServer server = ControlServer.start(socket, recording.admin(), SMALL)) {
      assertThat(server).isNotNull();
      Method purge = Admin.class.getMethod("purge", String.class);
      Admin client = client();
      assertThatThrownBy(() -> purge.invoke(client, new Object[] {null}))
          .isInstanceOf(InvocationTargetException.class)
          .hasCauseInstanceOf(NullPointerException.class);
      assertThat(recording.asked()).isEmpty();
    }
  }
}
