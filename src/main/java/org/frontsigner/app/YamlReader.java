package org.frontsigner.app;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.api.Problem;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Reads a YAML file as a tree that remembers lines; names that stand twice are refused. */
final class YamlReader {
  private static final long OCTETS_MAX = 1 << 20;
  private static final String LOOK = "See docs/configuration.md for what may stand there";

  /** Of the words that YAML 1.1 has for them, only true and false are booleans here. */
  private static final YAMLFactory YAML =
      new YAMLFactory()
          .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL);

  private final Path file;
  private final JsonParser parser;

  private YamlReader(Path file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a file that has one section of names and values.
   *
   * @throws Problem USAGE, beginning with file and line, when it can't be read or is none
   */
  static YamlNode.Mapping read(Path file) {
    String text = text(file);
    try (JsonParser parser = YAML.createParser(text)) {
      return new YamlReader(file, parser).document();
    } catch (JacksonException e) {
      throw noYaml(file, e);
    } catch (IOException e) {
      throw ConfigurationError.at(file, 1, "it can't be read: " + e.getMessage(), LOOK);
    }
  }

  private static Problem noYaml(Path file, JacksonException e) {
    if (e.getCause() instanceof MarkedYAMLException marked && marked.getProblemMark() != null) {
      int line = marked.getProblemMark().getLine() + 1;
      return ConfigurationError.at(file, line, "it is no YAML: " + marked.getProblem(), LOOK);
    }
    int line = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getLineNr());
    return ConfigurationError.at(file, line, "it is no YAML: " + e.getOriginalMessage(), LOOK);
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > OCTETS_MAX) {
        throw unreadable(file, "it has more than " + OCTETS_MAX + " octets");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "it may not be read by this user");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is no UTF-8");
    } catch (IOException e) {
      throw unreadable(file, Files.isDirectory(file) ? "it is a directory" : e.getMessage());
    }
  }

  private static Problem unreadable(Path file, String reason) {
    return ConfigurationError.at(
        file,
        1,
        reason,
        "Name the configuration file with -c FILE; config/frontsigner.yaml is one");
  }

  private YamlNode.Mapping document() throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null || first == JsonToken.VALUE_NULL) {
      throw ConfigurationError.at(
          file, 1, "it sets nothing", "Set data-dir at least; config/frontsigner.yaml is a sample");
    }
    if (!(node() instanceof YamlNode.Mapping mapping)) {
      throw ConfigurationError.at(file, 1, "it is no list of names and values", LOOK);
    }
    if (parser.nextToken() != null) {
      throw ConfigurationError.at(file, line(), "a second document begins", LOOK);
    }
    return mapping;
  }

  private int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  private YamlNode node() throws IOException {
    int line = line();
    if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
      throw ConfigurationError.at(file, line, "an alias stands for another value", LOOK);
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(line);
      case START_ARRAY -> sequence(line);
      case VALUE_NUMBER_INT -> scalar(line, YamlNode.Kind.INTEGER);
      case VALUE_NUMBER_FLOAT -> scalar(line, YamlNode.Kind.DECIMAL);
      case VALUE_TRUE, VALUE_FALSE ->
          new YamlNode.Scalar(line, YamlNode.Kind.BOOLEAN, parser.currentToken().asString());
      case VALUE_NULL -> scalar(line, YamlNode.Kind.NULL);
      default -> scalar(line, YamlNode.Kind.TEXT);
    };
  }

  private YamlNode scalar(int line, YamlNode.Kind kind) throws IOException {
    return new YamlNode.Scalar(line, kind, parser.getText());
  }

  private YamlNode mapping(int line) throws IOException {
    Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      int nameLine = line();
      YamlNode.Entry former = entries.get(name);
      if (former != null) {
        throw ConfigurationError.at(
            file,
            nameLine,
            "'" + name + "' was set before, at line " + former.line(),
            "Leave one of the two");
      }
      parser.nextToken();
      entries.put(name, new YamlNode.Entry(nameLine, node()));
    }
    return new YamlNode.Mapping(line, entries);
  }

  private YamlNode sequence(int line) throws IOException {
    List<YamlNode> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node());
    }
    return new YamlNode.Sequence(line, items);
  }
}
