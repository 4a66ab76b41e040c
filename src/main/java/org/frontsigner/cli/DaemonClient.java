package org.frontsigner.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;

/**
 * The {@link Admin} of a daemon, reached through its control socket.
 *
 * <p>Each call is a connection of its own: one JSON document with the method's name and arguments
 * there, one with the result or the {@link Problem} back. While the daemon works it sends blanks,
 * so that one that hangs is told from one that has much to do. Thread-safe.
 */
public final class DaemonClient implements AdminAccess.Session, InvocationHandler {
  /** How long a daemon may send nothing. */
  private static final int SILENCE_SECONDS_MAX = 120;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final Path socket;
  private final int silenceSecondsMax;
  private final AtomicReference<DaemonConnection> unused;
  private final Admin admin;

  private DaemonClient(Path socket, int silenceSecondsMax, DaemonConnection first) {
    this.socket = socket;
    this.silenceSecondsMax = silenceSecondsMax;
    this.unused = new AtomicReference<>(first);
    Class<?>[] types = {Admin.class};
    this.admin = (Admin) Proxy.newProxyInstance(Admin.class.getClassLoader(), types, this);
  }

  /** The question as it is sent. */
  record Call(String method, List<Object> arguments) {}

  /** A refusal as it comes. */
  record Refusal(Problem.Kind kind, String message, String remedy) {
    Problem asProblem() {
      return new Problem(kind, message, remedy, null);
    }
  }

  /**
   * The daemon that listens at a socket; empty when none does.
   *
   * @throws Problem when there may be one that can't be reached, as when it is another user's
   */
  public static Optional<AdminAccess.Session> find(Path socket) {
    return find(socket, SILENCE_SECONDS_MAX);
  }

  /** As {@link #find(Path)}, with another patience. */
  public static Optional<AdminAccess.Session> find(Path socket, int silenceSecondsMax) {
    try {
      DaemonConnection first = DaemonConnection.open(socket, silenceSecondsMax);
      return Optional.of(new DaemonClient(socket, silenceSecondsMax, first));
    } catch (ConnectException nobodyListens) {
      return Optional.empty();
    } catch (IOException e) {
      if (Files.notExists(socket) || !Files.isDirectory(socket.toAbsolutePath().getParent())) {
        return Optional.empty();
      }
      throw Problem.failed(
          "Control socket '%s' can't be opened: %s".formatted(socket, e.getMessage()),
          "Run it as the user that the daemon runs as, or as root",
          e);
    }
  }

  @Override
  public Admin admin() {
    return admin;
  }

  @Override
  public void close() {
    DaemonConnection connection = unused.getAndSet(null);
    if (connection != null) {
      try {
        connection.close();
      } catch (IOException e) {
        throw lost(e);
      }
    }
  }

  /** Calls the daemon; the connection that found it serves the first call. */
  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    List<Object> sent = arguments == null ? List.of() : List.copyOf(Arrays.asList(arguments));
    DaemonConnection first = unused.getAndSet(null);
    try (DaemonConnection connection =
        first == null ? DaemonConnection.open(socket, silenceSecondsMax) : first) {
      return outcome(connection, new Call(method.getName(), sent), method);
    } catch (IOException e) {
      throw lost(e);
    }
  }

  private static Object outcome(DaemonConnection connection, Call call, Method method)
      throws IOException {
    try {
      JSON.writeValue(connection.request(), call);
      connection.endRequest();
    } catch (IOException cutOff) {
      // A daemon that refuses to read on has said why.
      return refusalOr(cutOff, connection, method);
    }
    return result(connection.reply(), method);
  }

  private static Object refusalOr(IOException cutOff, DaemonConnection connection, Method method)
      throws IOException {
    try {
      return result(connection.reply(), method);
    } catch (IOException saidNothing) {
      cutOff.addSuppressed(saidNothing);
      throw cutOff;
    }
  }

  private Object ofObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "daemon at " + socket;
    };
  }

  private static Object result(InputStream reply, Method method) throws IOException {
    try (JsonParser parser = JSON.createParser(reply)) {
      boolean begins = parser.nextToken() == JsonToken.START_OBJECT;
      String field = begins ? parser.nextFieldName() : null;
      parser.nextToken();
      if ("problem".equals(field)) {
        throw parser.readValueAs(Refusal.class).asProblem();
      }
      JavaType type = JSON.constructType(method.getGenericReturnType());
      Object result = "result".equals(field) ? JSON.readValue(parser, type) : null;
      if (result == null || parser.nextToken() != JsonToken.END_OBJECT) {
        throw new IOException("it ended too early");
      }
      return result;
    }
  }

  private Problem lost(IOException cause) {
    String reason =
        cause instanceof JacksonException json ? json.getOriginalMessage() : cause.getMessage();
    return Problem.failed(
        "The daemon at '%s' gave no whole answer: %s; what was asked may be done or not"
            .formatted(socket, reason),
        "See the daemon's log, and look with show-zone before you try again",
        cause);
  }
}
