package org.frontsigner.transfer;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.frontsigner.keeper.SecondaryAnswer;
import org.frontsigner.keeper.SecondaryQuestions.Question;

/** A question that waits for its answer. For the thread of the {@link SecondaryPoller} alone. */
final class OpenQuestion {
  /** By when the answer is no longer waited for, of times that may wrap, then by number. */
  static final Comparator<OpenQuestion> BY_DEADLINE =
      (a, b) -> {
        int order = Long.signum(a.deadlineNanos - b.deadlineNanos);
        return order != 0 ? order : Long.compare(a.question.number(), b.question.number());
      };

  private final Question question;
  private final Request request;
  private DatagramSignature signature;
  private long deadlineNanos;
  private int tries;
  private Optional<SecondaryAnswer> unverified = Optional.empty();

  OpenQuestion(Question question, int id) {
    this.question = question;
    this.request = Request.signedSoa(question.zone(), id);
  }

  Question question() {
    return question;
  }

  Request request() {
    return request;
  }

  InetSocketAddress address() {
    return question.target().address();
  }

  int tries() {
    return tries;
  }

  long deadlineNanos() {
    return deadlineNanos;
  }

  DatagramSignature signature() {
    return signature;
  }

  /** The octets of one more try, signed now; to be called only while it is in no sorted set. */
  byte[] attempt(Instant now, long deadline) {
    tries++;
    deadlineNanos = deadline;
    signature = new DatagramSignature(request, question.target().key(), now);
    return signature.signed();
  }

  /** What an answer says that can't be believed, should none come that is better. */
  void unverified(SecondaryAnswer answer) {
    unverified = Optional.of(answer);
  }

  /** What it comes to when no answer came in time. */
  SecondaryAnswer unanswered() {
    return unverified.orElseGet(() -> new SecondaryAnswer.Silence("it does not answer questions"));
  }
}
