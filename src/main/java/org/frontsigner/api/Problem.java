package org.frontsigner.api;

import java.util.Objects;

/**
 * What was asked for could not be done. Nothing was changed, unless the message says so.
 *
 * <p>Messages name the zone and the value, and never show a secret.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Whose fault it is. */
  public enum Kind {
    /** What was asked for is right, but is not possible now. */
    FAILED,
    /** What was asked for can never be right. */
    USAGE
  }

  private final Kind kind;
  private final String remedy;

  /**
   * @param message what is wrong, a sentence without a full stop
   * @param remedy what to do, a sentence without a full stop; empty where nothing can be said
   */
  public Problem(Kind kind, String message, String remedy, Throwable cause) {
    super(Objects.requireNonNull(message), cause);
    this.kind = Objects.requireNonNull(kind);
    this.remedy = Objects.requireNonNull(remedy);
  }

  /** What is not possible now. */
  public static Problem failed(String message, String remedy) {
    return new Problem(Kind.FAILED, message, remedy, null);
  }

  /** What is not possible now, because of {@code cause}. */
  public static Problem failed(String message, String remedy, Throwable cause) {
    return new Problem(Kind.FAILED, message, remedy, cause);
  }

  /** What can never be right. */
  public static Problem usage(String message, String remedy) {
    return new Problem(Kind.USAGE, message, remedy, null);
  }

  public Kind kind() {
    return kind;
  }

  /** What the operator is to do; empty where nothing can be said. */
  public String remedy() {
    return remedy;
  }
}
