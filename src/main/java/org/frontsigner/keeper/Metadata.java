package org.frontsigner.keeper;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of a zone by kind, each with its values in order. Immutable. */
public record Metadata(Map<String, List<String>> byKind) {
  public static final Metadata NONE = new Metadata(Map.of());

  public Metadata {
    TreeMap<String, List<String>> copy = new TreeMap<>();
    byKind.forEach((kind, values) -> copy.put(kind, List.copyOf(values)));
    byKind = Collections.unmodifiableMap(copy);
  }

  /** The values of a kind; none where it is not set. */
  public List<String> values(String kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** The first value of a kind. */
  public Optional<String> value(String kind) {
    return values(kind).stream().findFirst();
  }

  /** Whether the kind is set to 1. */
  public boolean isOn(String kind) {
    return value(kind).filter("1"::equals).isPresent();
  }

  /** The metadata with a kind set to these values, or unset where there are none. */
  public Metadata with(String kind, List<String> values) {
    TreeMap<String, List<String>> next = new TreeMap<>(byKind);
    if (values.isEmpty()) {
      next.remove(kind);
    } else {
      next.put(kind, values);
    }
    return new Metadata(next);
  }
}
