package org.frontsigner.bridge.named;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.bridge.named.NamedConf.AddressMatch;
import org.frontsigner.bridge.named.NamedConf.NamedKey;
import org.frontsigner.bridge.named.NamedConf.NamedZone;
import org.frontsigner.bridge.named.NamedConf.Server;
import org.frontsigner.bridge.named.NamedConf.ZoneKind;

/** Makes values of statements. For one use. */
final class NamedConfReader {
  /** Statements that say nothing of where zones come from and who may have them. */
  private static final Set<String> WITHOUT_MEANING =
      Set.of(
          "logging",
          "controls",
          "statistics-channels",
          "managed-keys",
          "trusted-keys",
          "trust-anchors",
          "lwres",
          "tls",
          "http");

  private static final Set<String> TYPES_WITHOUT_DATA =
      Set.of(
          "hint",
          "forward",
          "stub",
          "static-stub",
          "delegation-only",
          "redirect",
          "mirror",
          "in-view");

  private final Optional<String> directory;
  private final Map<String, ConfStatement> serverLists = new HashMap<>();
  private final Map<String, ConfStatement> matchLists = new HashMap<>();
  private final Map<String, NamedKey> keys = new LinkedHashMap<>();
  private final List<NamedZone> zones = new ArrayList<>();
  private final Set<String> zoneNames = new HashSet<>();
  private final Map<String, String> warnings = new LinkedHashMap<>();
  private final ConfLists lists = new ConfLists(serverLists, matchLists);
  private Optional<List<Server>> alsoNotify = Optional.empty();
  private Optional<List<AddressMatch>> allowTransfer = Optional.empty();
  private Optional<Boolean> notifies = Optional.empty();
  private long passedOver;

  NamedConfReader(Optional<String> directory) {
    this.directory = directory;
  }

  NamedConf read(List<ConfStatement> statements) throws NamedConfError {
    for (ConfStatement statement : statements) {
      name(statement);
    }
    for (ConfStatement statement : statements) {
      take(statement);
    }
    return new NamedConf(
        directory,
        alsoNotify,
        allowTransfer,
        notifies,
        zones,
        lists.allServers(),
        lists.allMatches(),
        keys,
        passedOver,
        List.copyOf(warnings.values()));
  }

  /** Lists may be used before the place where they stand. */
  private void name(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    switch (statement.keyword()) {
      case "acl" -> listed(cursor, matchLists);
      case "masters", "primaries", "parental-agents", "remote-servers" ->
          listed(cursor, serverLists);
      default -> {}
    }
  }

  private static void listed(ConfCursor cursor, Map<String, ConfStatement> into)
      throws NamedConfError {
    cursor.text("a keyword");
    Place place = cursor.place();
    String name = cursor.text("the name of the list");
    ConfStatement list = cursor.rest();
    if (into.putIfAbsent(name.toLowerCase(Locale.ROOT), list) != null) {
      throw new NamedConfError(place, "there are two lists with the name '" + name + "'");
    }
  }

  private void take(ConfStatement statement) throws NamedConfError {
    switch (statement.keyword()) {
      case "options" -> options(statement);
      case "zone" -> zone(statement);
      case "key" -> key(statement);
      case "acl", "masters", "primaries", "parental-agents", "remote-servers" -> {}
      case "view" ->
          throw new NamedConfError(
              statement.place(),
              "views are not supported: make a configuration of one view, with its zones outside");
      default -> passOver(statement, "");
    }
  }

  private void passOver(ConfStatement statement, String inside) {
    passedOver++;
    String word = inside + statement.keyword();
    if (!WITHOUT_MEANING.contains(word)) {
      warnings.putIfAbsent(
          word, statement.place() + ": the statement '" + word + "' is passed over");
    }
  }

  private void options(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("options");
    for (ConfStatement each : body(cursor)) {
      switch (each.keyword()) {
        case "directory" -> single(each, "the name of a directory");
        case "also-notify" -> alsoNotify = Optional.of(lists.servers(each));
        case "allow-transfer" -> allowTransfer = Optional.of(matches(each));
        case "notify" -> notifies = Optional.of(isYes(each));
        default -> passedOver++;
      }
    }
  }

  private List<AddressMatch> matches(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("a keyword");
    if (cursor.hasText()) {
      warnings.putIfAbsent(
          "transport",
          statement.place()
              + ": an allow-transfer of one port or transport allows nobody here: neither is looked at");
    }
    return lists.matches(statement);
  }

  private static List<ConfStatement> body(ConfCursor cursor) throws NamedConfError {
    List<ConfStatement> statements = cursor.block();
    cursor.end();
    return statements;
  }

  private static String single(ConfStatement statement, String what) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("a keyword");
    String value = cursor.text(what);
    cursor.end();
    return value;
  }

  private void key(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("key");
    Place place = cursor.place();
    String name = cursor.text("the name of the key");
    Map<String, String> fields = new HashMap<>();
    for (ConfStatement each : body(cursor)) {
      if (each.keyword().equals("algorithm") || each.keyword().equals("secret")) {
        fields.put(each.keyword(), single(each, "the " + each.keyword() + " of the key"));
      } else {
        passOver(each, "key ");
      }
    }
    for (String field : List.of("algorithm", "secret")) {
      if (!fields.containsKey(field)) {
        throw new NamedConfError(place, "the key '" + name + "' has no " + field);
      }
    }
    NamedKey made = new NamedKey(name, fields.get("algorithm"), fields.get("secret"), place);
    if (keys.putIfAbsent(normal(name), made) != null) {
      throw new NamedConfError(place, "there are two keys with the name '" + name + "'");
    }
  }

  private static String normal(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") && lower.length() > 1
        ? lower.substring(0, lower.length() - 1)
        : lower;
  }

  /** What the statements of a zone say, while they are read. */
  private static final class Draft {
    Optional<String> type = Optional.empty();
    Optional<String> file = Optional.empty();
    List<Server> primaries = List.of();
    Optional<List<Server>> alsoNotify = Optional.empty();
    Optional<List<AddressMatch>> allowTransfer = Optional.empty();
    Optional<Boolean> notifies = Optional.empty();
  }

  private void zone(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("zone");
    Place place = cursor.place();
    String name = cursor.text("the name of the zone");
    boolean isOfClassIn = cursor.skip("in") || !cursor.hasText();
    if (!isOfClassIn) {
      cursor.text("a class");
    }
    Draft draft = new Draft();
    for (ConfStatement each : body(cursor)) {
      zonePart(each, draft);
    }
    String type = draft.type.orElse("");
    if (type.isEmpty()) {
      throw new NamedConfError(place, "the zone '" + name + "' has no type");
    }
    Optional<ZoneKind> kind = kind(type);
    if (!isOfClassIn || TYPES_WITHOUT_DATA.contains(type)) {
      passOver(statement, (isOfClassIn ? type : "other class") + " ");
    } else if (kind.isEmpty()) {
      throw new NamedConfError(
          place, "the zone '%s' has the type '%s', which is none".formatted(name, type));
    } else {
      add(
          new NamedZone(
              name,
              kind.get(),
              draft.file,
              draft.primaries,
              draft.alsoNotify,
              draft.allowTransfer,
              draft.notifies,
              place));
    }
  }

  private static Optional<ZoneKind> kind(String type) {
    return switch (type) {
      case "master", "primary" -> Optional.of(ZoneKind.PRIMARY);
      case "slave", "secondary" -> Optional.of(ZoneKind.SECONDARY);
      default -> Optional.empty();
    };
  }

  private void add(NamedZone zone) throws NamedConfError {
    if (zone.kind() == ZoneKind.PRIMARY && zone.file().isEmpty()) {
      throw new NamedConfError(zone.place(), "the zone '" + zone.name() + "' has no file");
    }
    if (zone.kind() == ZoneKind.SECONDARY && zone.primaries().isEmpty()) {
      throw new NamedConfError(zone.place(), "the zone '" + zone.name() + "' has no primaries");
    }
    if (!zoneNames.add(normal(zone.name()))) {
      throw new NamedConfError(zone.place(), "the zone '" + zone.name() + "' is there twice");
    }
    zones.add(zone);
  }

  private void zonePart(ConfStatement part, Draft draft) throws NamedConfError {
    switch (part.keyword()) {
      case "type" -> draft.type = Optional.of(single(part, "a type").toLowerCase(Locale.ROOT));
      case "in-view" -> draft.type = Optional.of("in-view");
      case "file" -> draft.file = Optional.of(single(part, "the name of a file"));
      case "masters", "primaries" -> draft.primaries = lists.servers(part);
      case "also-notify" -> draft.alsoNotify = Optional.of(lists.servers(part));
      case "allow-transfer" -> draft.allowTransfer = Optional.of(matches(part));
      case "notify" -> draft.notifies = Optional.of(isYes(part));
      default -> passOver(part, "zone ");
    }
  }

  /** Also {@code explicit} and {@code master-only}: somebody is told. */
  private static boolean isYes(ConfStatement statement) throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("notify");
    Place place = cursor.place();
    String value = cursor.text("yes or no").toLowerCase(Locale.ROOT);
    cursor.end();
    return switch (value) {
      case "yes", "true", "1", "explicit", "master-only", "primary-only" -> true;
      case "no", "false", "0" -> false;
      default -> throw new NamedConfError(place, "expected yes or no, found '" + value + "'");
    };
  }
}
