package org.frontsigner.api;

import java.util.List;

/**
 * A setting of a zone. Immutable.
 *
 * @param kind in upper case
 * @param values in order; none where it is not set
 */
public record Metadatum(String kind, List<String> values) {
  public Metadatum {
    values = List.copyOf(values);
  }
}
