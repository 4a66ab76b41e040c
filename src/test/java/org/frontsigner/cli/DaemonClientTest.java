package org.frontsigner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Purged;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client, and daemons that do not do as they should. */
class DaemonClientTest {
  @TempDir private Path folder;

  /** Answers every call with the same octets, or never. */
  private static final class Odd implements AutoCloseable {
    private final ServerSocketChannel listener;
    private final String answer;

    Odd(Path socket, String answer) throws IOException {
      this.answer = answer;
      this.listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      listener.bind(UnixDomainSocketAddress.of(socket));
      Thread thread = new Thread(this::serve, "odd-daemon");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (listener.isOpen()) {
        try (SocketChannel channel = listener.accept()) {
          Channels.newInputStream(channel).readAllBytes();
          if (answer == null) {
            Thread.sleep(60_000);
          }
          channel.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)));
        } catch (ClosedChannelException closing) {
          return;
        } catch (IOException gone) {
          // Whoever only looked whether a daemon is here did not wait for an answer.
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "{",
        "{}",
        "[]",
        "{\"result\":",
        "{\"result\":{\"entries\":5}",
        "{\"result\":null}",
        "{\"result\":{\"entries\":null}}",
        "{\"result\":[]}",
        "{\"other\":{\"entries\":5}}",
        "HTTP/1.1 400 Bad Request\r\n\r\n",
      })
  void an_answer_that_is_not_whole_is_a_problem_and_no_result(String answer) throws IOException {
    Path socket = folder.resolve("s");
    try (Odd daemon = new Odd(socket, answer)) {
      assertThat(daemon).isNotNull();
      Admin admin = DaemonClient.find(socket).orElseThrow().admin();
      assertThatThrownBy(() -> admin.purge(""))
          .isInstanceOf(Problem.class)
          .hasMessageContaining(socket.toString());
    }
  }

  @Test
  void what_a_newer_daemon_adds_to_a_result_is_passed_over() throws IOException {
    Path socket = folder.resolve("s");
    try (Odd daemon = new Odd(socket, "  {\"result\":{\"entries\":5,\"newer\":[1]}}")) {
      assertThat(daemon).isNotNull();
      Admin admin = DaemonClient.find(socket).orElseThrow().admin();
      assertThat(admin.purge("")).isEqualTo(new Purged(5));
    }
  }

  /** It advised to be root, and the folder of the data was a file. */
  @Test
  void below_a_file_there_is_no_daemon() throws IOException {
    Path file = Files.createFile(folder.resolve("data"));
    assertThat(DaemonClient.find(file.resolve("control.sock"))).isEmpty();
  }

  @Test
  void a_daemon_that_hangs_is_given_up() throws IOException {
    Path socket = folder.resolve("s");
    try (Odd daemon = new Odd(socket, null)) {
      assertThat(daemon).isNotNull();
      Admin admin = DaemonClient.find(socket, 1).orElseThrow().admin();
      assertThatThrownBy(() -> admin.purge(""))
          .isInstanceOf(Problem.class)
          .hasMessageContaining("sent nothing for 1 seconds");
    }
  }

  @Test
  void it_tells_who_it_is_without_asking() throws IOException {
    Path socket = folder.resolve("s");
    try (Odd daemon = new Odd(socket, "")) {
      assertThat(daemon).isNotNull();
      Admin admin = DaemonClient.find(socket).orElseThrow().admin();
      assertThat(admin).hasToString("daemon at " + socket).isEqualTo(admin);
      assertThat(admin.hashCode()).isEqualTo(admin.hashCode());
    }
  }
}
