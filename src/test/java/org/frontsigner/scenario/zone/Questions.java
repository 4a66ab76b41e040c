package org.frontsigner.scenario.zone;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.frontsigner.scenario.zone.Question.Kind;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Makes questions out of a zone: every set in it, and what is not in it, near to what is. */
public final class Questions {
  private static final List<Integer> USUAL = List.of(Type.A, Type.TXT, Type.HINFO, Type.DS, 65_280);

  private final ZoneModel zone;
  private final Expectation expectation;
  private final Map<Kind, Set<Question>> found = new EnumMap<>(Kind.class);

  private Questions(ZoneModel zone, Expectation expectation) {
    this.zone = zone;
    this.expectation = expectation;
  }

  /**
   * Makes at most {@code max} questions, each kind having its share.
   *
   * @param children the zone, and the delegations that somebody answers for
   * @param denial opt-out makes less of it provable
   * @param seed which of too many questions are chosen
   */
  public static List<Question> about(Children children, Denial denial, int max, long seed) {
    ZoneModel zone = new ZoneModel(children.parent());
    Expectation expectation = new Expectation(zone, children.names(), denial);
    Questions questions = new Questions(zone, expectation);
    zone.nodes().forEach(questions::ask);
    return questions.chosen(max, seed);
  }

  private void ask(Name name) {
    if (zone.isCut(name)) {
      askCut(name);
    } else if (zone.isEmpty(name)) {
      askEmpty(name);
    } else {
      askData(name);
    }
    askNear(name);
  }

  private void askCut(Name cut) {
    add(Kind.DELEGATION, cut, Type.DS);
    add(Kind.DELEGATION, cut, Type.NS);
    add(Kind.DELEGATION, cut, Type.A);
    below(cut, "www", Kind.DELEGATION, Type.A);
  }

  private void askEmpty(Name name) {
    add(Kind.EMPTY_NON_TERMINAL, name, Type.A);
    add(Kind.EMPTY_NON_TERMINAL, name, Type.DS);
  }

  private void askData(Name name) {
    zone.types(name).stream()
        .filter(type -> type != Type.SIG) // Unbound takes it for a signature of something else.
        .forEach(type -> add(Kind.POSITIVE, name, type));
    zone.alias(name).ifPresent(target -> add(Kind.POSITIVE, name, Type.A));
    USUAL.stream()
        .filter(type -> !zone.types(name).contains(type))
        .findFirst()
        .ifPresent(type -> add(Kind.NO_DATA, name, type));
    if (zone.redirects(name)) {
      below(name, "www", Kind.REDIRECTION, Type.A);
      below(name, "a.b", Kind.REDIRECTION, Type.TXT);
    }
  }

  private void askNear(Name name) {
    if (name.isWild()) {
      askSynthesized(ZoneModel.parent(name), zone.types(name));
    }
    below(name, "nx", Kind.NO_NAME, Type.A);
    if (!name.equals(zone.origin())) {
      successor(name);
    }
  }

  private void askSynthesized(Name parent, Set<Integer> types) {
    types.forEach(type -> below(parent, "made", Kind.WILDCARD, type));
    below(parent, "made", Kind.WILDCARD, Type.A);
    below(parent, "made", Kind.WILDCARD, 65_280);
    below(parent, "m.a.d.e", Kind.WILDCARD, types.stream().findFirst().orElse(Type.TXT));
  }

  /**
   * The name that sorts just behind this one and its descendants: a null octet more in its first
   * label.
   */
  private void successor(Name name) {
    byte[] label = name.getLabel(0);
    byte[] rest = ZoneModel.parent(name).toWire();
    byte[] wire = Arrays.copyOf(label, label.length + 1 + rest.length);
    System.arraycopy(rest, 0, wire, label.length + 1, rest.length);
    wire[0]++;
    try {
      add(Kind.NO_NAME, new Name(wire), Type.A);
    } catch (IOException tooLong) {
      // No such name, no question.
    }
  }

  private void below(Name name, String labels, Kind kind, int type) {
    try {
      add(kind, Name.concatenate(Name.fromString(labels), name), type);
    } catch (NameTooLongException | TextParseException tooLong) {
      // No such name, no question.
    }
  }

  private void add(Kind kind, Name name, int type) {
    Due due = expectation.of(name, type);
    if (due != Due.NOTHING) {
      found
          .computeIfAbsent(kind, key -> new LinkedHashSet<>())
          .add(new Question(name, type, kind, due));
    }
  }

  // In turn one of each kind, so that the many do not crowd out the few.
  private List<Question> chosen(int max, long seed) {
    List<List<Question>> piles = new ArrayList<>();
    for (Set<Question> pile : found.values()) {
      List<Question> shuffled = new ArrayList<>(pile);
      Collections.shuffle(shuffled, new Random(seed));
      piles.add(shuffled);
    }
    List<Question> chosen = new ArrayList<>();
    for (int i = 0; chosen.size() < max && !piles.isEmpty(); i++) {
      int turn = i;
      piles.removeIf(pile -> pile.size() <= turn);
      piles.forEach(pile -> chosen.add(pile.get(turn)));
    }
    return chosen.subList(0, Math.min(max, chosen.size()));
  }
}
