package org.frontsigner.keeper;

import java.util.Optional;
import org.frontsigner.wire.DomainName;

/** Which secondaries are to be asked for what they serve, for whoever asks them. Thread-safe. */
public interface SecondaryQuestions {
  /**
   * A secondary that is to be asked for the SOA of a zone with its signatures, with the target's
   * key.
   *
   * @param number tells this question from every other
   */
  record Question(long number, DomainName zone, Downstream.Target target) {}

  /** The next question that is due; each is given once, and is to be answered. */
  Optional<Question> next();

  /** For how many milliseconds no question is due, at most {@code most}. */
  long quietMillis(long most);

  /** What came of a question. */
  void answered(Question question, SecondaryAnswer answer);
}
