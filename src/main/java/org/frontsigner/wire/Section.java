package org.frontsigner.wire;

/** The sections of a message, in the order in which they follow each other (RFC 1035, 4.1). */
public enum Section {
  QUESTION,
  ANSWER,
  AUTHORITY,
  ADDITIONAL
}
