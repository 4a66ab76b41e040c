package org.frontsigner.app;

import java.util.List;
import java.util.Map;

/** A value of a YAML file, with the line that it begins at. Immutable. */
sealed interface YamlNode {
  int line();

  /** What it is, for messages. */
  String describe();

  /** Names with values. */
  record Mapping(int line, Map<String, Entry> entries) implements YamlNode {
    @Override
    public String describe() {
      return "a section";
    }
  }

  /** A value, and the line of its name. */
  record Entry(int line, YamlNode value) {}

  /** Values in order. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return "a list";
    }
  }

  /** A single value as it is written. */
  record Scalar(int line, Kind kind, String text) implements YamlNode {
    @Override
    public String describe() {
      return kind == Kind.NULL ? "nothing" : "'" + text + "'";
    }
  }

  /** What a single value is by YAML's rules. */
  enum Kind {
    TEXT,
    INTEGER,
    DECIMAL,
    BOOLEAN,
    NULL
  }
}
