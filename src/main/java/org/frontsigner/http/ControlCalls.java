package org.frontsigner.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls of an {@link Admin}'s methods as JSON: {@code {"method": NAME, "arguments": [...]}}, and
 * their outcomes: {@code {"result": ...}} or {@code {"problem": {kind, message, remedy}}}.
 * Thread-safe.
 */
final class ControlCalls {
  private static final Logger LOG = LoggerFactory.getLogger(ControlCalls.class);
  private static final int NESTING_MAX = 16;

  private static final Map<String, Method> METHODS =
      Arrays.stream(Admin.class.getMethods())
          .collect(Collectors.toUnmodifiableMap(Method::getName, Function.identity()));

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(NESTING_MAX)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private final Admin admin;

  ControlCalls(Admin admin) {
    this.admin = admin;
  }

  /** A method to call, and what with. */
  record Call(Method method, Object[] arguments) {}

  private record Request(String method, List<JsonNode> arguments) {}

  private record Result(Object result) {}

  private record Refusal(Complaint problem) {}

  private record Complaint(Problem.Kind kind, String message, String remedy) {}

  /**
   * Reads a call.
   *
   * @throws Problem when it is none that this daemon knows
   * @throws IOException when it can't be read
   */
  Call read(InputStream source) throws IOException {
    Request request;
    try {
      // As a tree first: binding would hide what is wrong with the source behind its own errors.
      request = JSON.treeToValue(JSON.readTree(source), Request.class);
    } catch (JsonProcessingException e) {
      throw Problem.usage("The call is no JSON of a method and its arguments", "");
    }
    String name = request == null || request.method() == null ? "" : request.method();
    Method method = METHODS.get(name);
    if (method == null) {
      throw otherVersion("method '" + name + "'");
    }
    return new Call(method, arguments(method, request.arguments()));
  }

  private static Object[] arguments(Method method, List<JsonNode> sent) {
    Type[] types = method.getGenericParameterTypes();
    if (sent == null || sent.size() != types.length) {
      throw otherVersion("other arguments of method '" + method.getName() + "'");
    }
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = argument(method, sent.get(i), types[i]);
    }
    return arguments;
  }

  private static Object argument(Method method, JsonNode sent, Type type) {
    try {
      Object argument = JSON.readValue(JSON.treeAsTokens(sent), JSON.constructType(type));
      if (argument != null) {
        return argument;
      }
    } catch (IOException notOfThatType) {
      LOG.debug("an argument of {} is of another type", method.getName());
    }
    throw otherVersion("another argument of method '" + method.getName() + "'");
  }

  private static Problem otherVersion(String what) {
    return Problem.failed(
        "The daemon does not know " + what,
        "Command line and daemon are of different versions: restart the daemon");
  }

  /** Calls, and gives the outcome: what is to be written. */
  Object outcome(Call call) {
    try {
      return new Result(call.method().invoke(admin, call.arguments()));
    } catch (InvocationTargetException e) {
      return refusal(e.getCause() instanceof Problem known ? known : unforeseen(call, e));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("the methods of Admin are public", e);
    }
  }

  private static Problem unforeseen(Call call, InvocationTargetException e) {
    LOG.error("{} failed", call.method().getName(), e.getCause());
    return Problem.failed(
        "Something unforeseen in the daemon: " + e.getCause(),
        "See the daemon's log, and report what it says",
        e.getCause());
  }

  /** The outcome of what is not done. */
  Object refusal(Problem problem) {
    return new Refusal(new Complaint(problem.kind(), problem.getMessage(), problem.remedy()));
  }

  void write(OutputStream target, Object outcome) throws IOException {
    JSON.writeValue(target, outcome);
  }
}
