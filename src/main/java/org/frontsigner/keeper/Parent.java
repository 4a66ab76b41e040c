package org.frontsigner.keeper;

import java.util.SortedSet;
import org.frontsigner.wire.DomainName;

/** The parent zones, as resolvers see them. Thread-safe. */
public interface Parent {
  /** What came of a question for a zone's DS set. */
  sealed interface Answer {
    /**
     * The parent's word.
     *
     * @param records as {@link org.frontsigner.signing.ParentDs#text} has them; none: no DS
     * @param ttlSeconds how long resolvers may hold it
     */
    record Found(SortedSet<String> records, long ttlSeconds) implements Answer {}

    /**
     * It can't be known.
     *
     * @param reason the end of a sentence
     */
    record Unknown(String reason) implements Answer {}
  }

  /** Asks for the DS set of a zone. Waits for the answer, and not long. */
  Answer ds(DomainName zone);

  /** Where no resolver is set. */
  Parent UNKNOWN = zone -> new Answer.Unknown("no resolver is configured to ask");
}
