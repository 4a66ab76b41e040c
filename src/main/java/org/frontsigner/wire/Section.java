package org.frontsigner.wire;

/** The sections of a message, in the order in which they follow each other (RFC 1035, 4.1). */
public enum Section {
  QUESTION(0),
  ANSWER(1),
  AUTHORITY(2),
  ADDITIONAL(3);

  static final int COUNT = 4;

  private static final Section[] BY_NUMBER = values();

  private final int number;

  Section(int number) {
    this.number = number;
  }

  /** The place of its count among the four counts of the header. */
  int number() {
    return number;
  }

  static Section of(int number) {
    return BY_NUMBER[number];
  }
}
