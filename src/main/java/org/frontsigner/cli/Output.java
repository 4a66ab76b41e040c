package org.frontsigner.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.frontsigner.api.Problem;

/** Where a verb shows its result: what was asked for on one side, everything else on the other. */
public final class Output {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final PrintWriter result;
  private final PrintWriter remarks;

  /**
   * @param result standard output
   * @param remarks standard error
   */
  public Output(PrintWriter result, PrintWriter remarks) {
    this.result = result;
    this.remarks = remarks;
  }

  /** A line of the result. */
  public void line(String text) {
    result.print(text);
    result.print('\n');
  }

  /** Several lines of the result. */
  public void lines(Iterable<String> texts) {
    texts.forEach(this::line);
  }

  /** What the operator is to know beside the result. */
  public void warnings(List<String> warnings) {
    warnings.forEach(warning -> remark("Warning: " + warning));
  }

  /** What the operator is to do after it. */
  public void next(List<String> steps) {
    steps.forEach(step -> remark("Next: " + step));
  }

  /** A line beside the result. */
  public void remark(String text) {
    result.flush();
    remarks.println(text);
    remarks.flush();
  }

  /** The result as one JSON document. */
  public void json(Object value) {
    try {
      JSON.writeValue(result, value);
      result.print('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("standard output can't be written", e);
    }
  }

  /** Why there is no result. */
  void problem(Problem problem, boolean json) {
    if (json) {
      json(new Refusal(Complaint.of(problem)));
    }
    remark(problem.getMessage());
    if (!problem.remedy().isEmpty()) {
      remark("  " + problem.remedy());
    }
  }

  PrintWriter result() {
    return result;
  }

  PrintWriter remarks() {
    return remarks;
  }

  void stackTrace(Throwable cause) {
    cause.printStackTrace(remarks);
    remarks.flush();
  }

  /**
   * Whether all of it could be written.
   *
   * <p>A reader that had enough, as {@code head} has, is told by this and by nothing else.
   */
  boolean flush() {
    remarks.flush();
    return !result.checkError();
  }

  private record Refusal(Complaint problem) {}

  private record Complaint(Problem.Kind kind, String message, String remedy) {
    static Complaint of(Problem problem) {
      return new Complaint(problem.kind(), problem.getMessage(), problem.remedy());
    }
  }
}
