package org.frontsigner.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.frontsigner.api.Problem;
import org.frontsigner.cli.NearestWords;

/**
 * The settings of one section while they are taken out of it: each by name and type, and at the end
 * none may be left. What is wrong is a {@link Problem} with file, line, name and value. Not
 * thread-safe.
 */
final class Section {
  private final Path file;
  private final String prefix;
  private final Map<String, YamlNode.Entry> entries;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<Section> below = new ArrayList<>();

  private Section(Path file, String prefix, Map<String, YamlNode.Entry> entries) {
    this.file = file;
    this.prefix = prefix;
    this.entries = entries;
  }

  /** The whole of a file. */
  static Section of(Path file) {
    return new Section(file, "", YamlReader.read(file).entries());
  }

  /** One that sets nothing. */
  static Section empty() {
    return new Section(Path.of(""), "", Map.of());
  }

  /** A section of its own; an empty one where nothing is set in it. */
  Section section(String name) {
    Optional<YamlNode> value = value(name).filter(given -> !isNull(given));
    if (value.isPresent() && !(value.get() instanceof YamlNode.Mapping)) {
      throw wrong(value.get(), name, "a section of names and values");
    }
    Map<String, YamlNode.Entry> inside =
        value.isPresent() ? ((YamlNode.Mapping) value.get()).entries() : Map.of();
    Section section = new Section(file, prefix + name + ".", inside);
    below.add(section);
    return section;
  }

  boolean flag(String name, boolean unset) {
    return scalar(name, YamlNode.Kind.BOOLEAN, "true or false")
        .map(value -> value.text().equals("true"))
        .orElse(unset);
  }

  int number(String name, int unset, int min, int max) {
    return (int) bigNumber(name, unset, min, max);
  }

  long bigNumber(String name, long unset, long min, long max) {
    String wanted = "a whole number from " + min + " to " + max;
    Optional<YamlNode.Scalar> value = scalar(name, YamlNode.Kind.INTEGER, wanted);
    if (value.isEmpty()) {
      return unset;
    }
    if (!value.get().text().matches("-?\\d{1,18}")) {
      throw wrong(value.get(), name, wanted);
    }
    long number = Long.parseLong(value.get().text());
    if (number < min || number > max) {
      throw wrong(value.get(), name, wanted);
    }
    return number;
  }

  /** A text; empty when it is null or not set. */
  Optional<String> text(String name) {
    return text(name, Optional.empty());
  }

  /** A text; empty when it is null. */
  Optional<String> text(String name, Optional<String> unset) {
    Optional<YamlNode> value = value(name);
    if (value.isEmpty()) {
      return unset;
    }
    if (isNull(value.get())) {
      return Optional.empty();
    }
    String wanted = "a text, in quotes if it looks like something else";
    return scalar(name, YamlNode.Kind.TEXT, wanted).map(YamlNode.Scalar::text);
  }

  /** A text, which may not be null. */
  String requiredText(String name, String unset) {
    return scalar(name, YamlNode.Kind.TEXT, "a text").map(YamlNode.Scalar::text).orElse(unset);
  }

  /** A path, absolute or else relative to the file; empty when it is null or not set. */
  Optional<Path> path(String name) {
    return text(name).map(text -> absolute(name, text));
  }

  Path path(String name, String unset) {
    return absolute(name, requiredText(name, unset));
  }

  private Path absolute(String name, String text) {
    if (text.isEmpty() || text.indexOf('\0') >= 0) {
      throw wrong(entries.get(name).value(), name, "a path");
    }
    return file.toAbsolutePath().resolveSibling(text).normalize();
  }

  /** One of a number of words. */
  <T> T choice(String name, Map<String, T> choices, T unset) {
    String wanted = "one of " + String.join(", ", choices.keySet());
    Optional<YamlNode.Scalar> value = scalar(name, YamlNode.Kind.TEXT, wanted);
    if (value.isEmpty()) {
      return unset;
    }
    T chosen = choices.get(value.get().text().toLowerCase(Locale.ROOT));
    if (chosen == null) {
      throw wrong(value.get(), name, wanted);
    }
    return chosen;
  }

  /**
   * A text of a form.
   *
   * @param form reads it, or throws an IllegalArgumentException that says what is wrong
   */
  <T> T parsed(String name, Function<String, T> form, T unset) {
    Optional<YamlNode> value = value(name);
    return value.isEmpty() ? unset : parsed(value.get(), name, form);
  }

  /** A text of at most so many octets; empty when it is null. */
  Optional<String> text(String name, Optional<String> unset, int octetsMax) {
    Optional<String> text = text(name, unset);
    if (text.filter(given -> given.getBytes(UTF_8).length > octetsMax).isPresent()) {
      throw refuse(name, "has more than " + octetsMax + " octets");
    }
    return text;
  }

  /** Several texts of a form. */
  <T> List<T> list(String name, Function<String, T> form, List<T> unset) {
    Optional<YamlNode> value = value(name);
    if (value.isEmpty()) {
      return unset;
    }
    if (!(value.get() instanceof YamlNode.Sequence sequence)) {
      throw wrong(value.get(), name, "a list, such as [ ]");
    }
    List<T> items = new ArrayList<>();
    for (YamlNode item : sequence.items()) {
      items.add(parsed(item, name, form));
    }
    return items;
  }

  private <T> T parsed(YamlNode value, String name, Function<String, T> form) {
    if (!(value instanceof YamlNode.Scalar scalar) || isNull(value)) {
      throw wrong(value, name, "a text");
    }
    try {
      return form.apply(scalar.text());
    } catch (IllegalArgumentException e) {
      throw ConfigurationError.at(
          file, value.line(), prefix + name + ": " + e.getMessage(), "Correct the value");
    }
  }

  private Optional<YamlNode> value(String name) {
    known.add(name);
    return Optional.ofNullable(entries.get(name)).map(YamlNode.Entry::value);
  }

  private Optional<YamlNode.Scalar> scalar(String name, YamlNode.Kind kind, String wanted) {
    Optional<YamlNode> value = value(name);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (!(value.get() instanceof YamlNode.Scalar scalar) || scalar.kind() != kind) {
      throw wrong(value.get(), name, wanted);
    }
    return Optional.of(scalar);
  }

  private static boolean isNull(YamlNode value) {
    return value instanceof YamlNode.Scalar scalar && scalar.kind() == YamlNode.Kind.NULL;
  }

  private Problem wrong(YamlNode value, String name, String wanted) {
    return ConfigurationError.at(
        file,
        value.line(),
        "%s%s is %s, and must be %s".formatted(prefix, name, value.describe(), wanted),
        "Correct the value, or take the line out for the default");
  }

  /** Refuses settings that nobody asked for. */
  void refuseOthers() {
    for (Map.Entry<String, YamlNode.Entry> each : entries.entrySet()) {
      if (!known.contains(each.getKey())) {
        throw unknown(each.getKey(), each.getValue());
      }
    }
  }

  private Problem unknown(String name, YamlNode.Entry entry) {
    List<String> near = NearestWords.to(name, known);
    String meant = near.isEmpty() ? "" : "; did you mean " + String.join(", ", near) + "?";
    return ConfigurationError.at(
        file,
        entry.line(),
        "there is no setting '%s%s'%s".formatted(prefix, name, meant),
        "docs/configuration.md lists all settings");
  }

  /** Refuses a setting that is right by itself, but not beside another. */
  Problem refuse(String name, String message) {
    int line = entries.containsKey(name) ? entries.get(name).line() : 1;
    return ConfigurationError.at(file, line, prefix + name + " " + message, "Correct the value");
  }

  /** The names of all settings that were asked for, with those of their sections before them. */
  List<String> names() {
    Stream<String> own = known.stream().map(prefix::concat);
    return Stream.concat(own, below.stream().flatMap(each -> each.names().stream())).toList();
  }
}
