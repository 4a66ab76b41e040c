package org.frontsigner.bridge.named;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.frontsigner.bridge.named.NamedConf.AddressMatch;
import org.frontsigner.bridge.named.NamedConf.MatchKind;
import org.frontsigner.bridge.named.NamedConf.Server;

/** Lists of servers and of addresses, those that they name by name put in their place. */
final class ConfLists {
  /** The most elements that a list may come to, so that lists of lists stay small. */
  private static final int ELEMENTS_MAX = 100_000;

  /** The most lists that are put in their places, lest small files keep one busy for ever. */
  private static final int ENTERED_MAX = 1_000_000;

  private static final String V4 = "(?:\\d{1,3}\\.){1,3}\\d{1,3}|\\d{1,3}";
  private static final String V6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9]+)?";
  private static final String ADDRESS = "(?:\\d{1,3}\\.){3}\\d{1,3}|" + V6;
  private static final String NETWORK = "(?:" + V4 + "|" + V6 + ")(?:/\\d{1,3})?";

  private final Map<String, ConfStatement> serverLists;
  private final Map<String, ConfStatement> matchLists;
  private final Deque<String> open = new ArrayDeque<>();
  private int entered;

  /** The lists by name in lower case, each beginning with its name. */
  ConfLists(Map<String, ConfStatement> serverLists, Map<String, ConfStatement> matchLists) {
    this.serverLists = serverLists;
    this.matchLists = matchLists;
  }

  Map<String, List<Server>> allServers() throws NamedConfError {
    Map<String, List<Server>> all = new TreeMap<>();
    for (Map.Entry<String, ConfStatement> list : serverLists.entrySet()) {
      all.put(list.getKey(), servers(list.getValue()));
    }
    return all;
  }

  Map<String, List<AddressMatch>> allMatches() throws NamedConfError {
    Map<String, List<AddressMatch>> all = new LinkedHashMap<>();
    for (Map.Entry<String, ConfStatement> list : matchLists.entrySet()) {
      all.put(list.getKey(), matches(list.getValue()));
    }
    return all;
  }

  /** The servers of {@code KEYWORD [port N] { ADDRESS [port N] [key K]; LIST; }}. */
  List<Server> servers(ConfStatement statement) throws NamedConfError {
    List<Server> servers = new ArrayList<>();
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("a keyword");
    addServers(cursor, 0, servers);
    return List.copyOf(servers);
  }

  private void addServers(ConfCursor cursor, int usualPort, List<Server> into)
      throws NamedConfError {
    int port = usualPort;
    while (cursor.hasText()) {
      if (cursor.skip("port")) {
        port = cursor.port();
      } else if (cursor.skip("source") || cursor.skip("source-v6") || cursor.skip("dscp")) {
        cursor.text("a value");
      } else {
        throw cursor.expected("'{'");
      }
    }
    for (ConfStatement each : cursor.block()) {
      server(each, port, into);
    }
    cursor.end();
  }

  private void server(ConfStatement statement, int usualPort, List<Server> into)
      throws NamedConfError {
    ConfCursor cursor = new ConfCursor(statement);
    Place place = cursor.place();
    String name = cursor.text("an address, or the name of a list");
    int port = cursor.skip("port") ? cursor.port() : usualPort;
    Optional<String> key = Optional.empty();
    while (cursor.hasText()) {
      if (cursor.skip("key")) {
        key = Optional.of(cursor.text("the name of a key"));
      } else if (cursor.skip("tls")) {
        throw new NamedConfError(place, "transfers over TLS are not supported");
      } else {
        throw cursor.expected("';'");
      }
    }
    cursor.end();
    if (name.matches(ADDRESS)) {
      requireRoom(into.size(), place);
      into.add(new Server(name, port, key, place));
    } else {
      ConfCursor list = new ConfCursor(enter(serverLists, name, place, "list of primaries"));
      list.text("a keyword");
      addServers(list, port, into);
      open.pop();
    }
  }

  private static void requireRoom(int size, Place place) throws NamedConfError {
    if (size >= ELEMENTS_MAX) {
      throw new NamedConfError(place, "a list has more than " + ELEMENTS_MAX + " elements");
    }
  }

  private ConfStatement enter(
      Map<String, ConfStatement> lists, String name, Place place, String what)
      throws NamedConfError {
    ConfStatement list = lists.get(name.toLowerCase(Locale.ROOT));
    if (list == null) {
      throw new NamedConfError(place, "'%s' is no address, and no %s".formatted(name, what));
    }
    if (++entered > ENTERED_MAX) {
      throw new NamedConfError(place, "lists are used more than " + ENTERED_MAX + " times");
    }
    String mark = what + " " + name.toLowerCase(Locale.ROOT);
    if (open.contains(mark) || open.size() >= ConfLimits.DEFAULT.nestingMax()) {
      throw new NamedConfError(place, "the list '" + name + "' has itself in it");
    }
    open.push(mark);
    return list;
  }

  /**
   * The elements of {@code KEYWORD [port N] [transport T] { ADDRESS/LENGTH; !…; key K; … }}. For
   * requests of one port or transport alone, nobody.
   */
  List<AddressMatch> matches(ConfStatement statement) throws NamedConfError {
    List<AddressMatch> matches = new ArrayList<>();
    ConfCursor cursor = new ConfCursor(statement);
    cursor.text("a keyword");
    Place place = cursor.place();
    boolean isRestricted = false;
    while (cursor.hasText()) {
      if (!cursor.skip("port") && !cursor.skip("transport")) {
        throw cursor.expected("'{'");
      }
      cursor.text("a value");
      isRestricted = true;
    }
    addMatches(cursor, false, matches);
    return isRestricted
        ? List.of(new AddressMatch(MatchKind.NONE, false, "", place))
        : List.copyOf(matches);
  }

  private void addMatches(ConfCursor cursor, boolean refuses, List<AddressMatch> into)
      throws NamedConfError {
    for (ConfStatement each : cursor.block()) {
      match(new ConfCursor(each), refuses, into);
    }
    cursor.end();
  }

  private void match(ConfCursor cursor, boolean around, List<AddressMatch> into)
      throws NamedConfError {
    Place place = cursor.place();
    // What a list that is refused refuses itself it does not allow: nothing is decided by it there,
    // which can't be said in one list. To refuse it is never too much.
    boolean refuses = cursor.skip("!") || around;
    if (cursor.hasBlock()) {
      addMatches(cursor, refuses, into);
      return;
    }
    String word = cursor.text("an address, a network, 'key' or the name of a list");
    if (word.length() > 1 && word.startsWith("!")) {
      refuses = true;
      word = word.substring(1);
    }
    requireRoom(into.size(), place);
    if (word.equalsIgnoreCase("key")) {
      into.add(new AddressMatch(MatchKind.KEY, refuses, cursor.text("the name of a key"), place));
    } else {
      word(word, place, refuses, into);
    }
    cursor.end();
  }

  private void word(String word, Place place, boolean refuses, List<AddressMatch> into)
      throws NamedConfError {
    Optional<MatchKind> kind =
        switch (word.toLowerCase(Locale.ROOT)) {
          case "any" -> Optional.of(MatchKind.ANY);
          case "none" -> Optional.of(MatchKind.NONE);
          case "localhost" -> Optional.of(MatchKind.LOCALHOST);
          case "localnets" -> Optional.of(MatchKind.LOCALNETS);
          default -> Optional.empty();
        };
    if (kind.isPresent()) {
      into.add(new AddressMatch(kind.get(), refuses, "", place));
    } else if (word.matches(NETWORK)) {
      into.add(new AddressMatch(MatchKind.NETWORK, refuses, word, place));
    } else {
      ConfCursor list = new ConfCursor(enter(matchLists, word, place, "list of addresses"));
      list.text("a keyword");
      addMatches(list, refuses, into);
      open.pop();
    }
  }
}
