package org.frontsigner.scenario.live;

import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Undoes differences of what the servers take for a zone's names, their order and their form. */
final class Chains {
  private static final Set<Integer> DENIALS = Set.of(Type.NSEC, Type.NSEC3);
  private static final Set<Integer> WITH_NAMES = Set.of(Type.RT, Type.PX, Type.SIG);

  private Chains() {}

  static Reply hiddenNames(Exchange exchange) {
    boolean led =
        exchange.ours().answer().stream()
            .anyMatch(
                entry ->
                    entry.record() instanceof CNAMERecord alias
                        && exchange.oddities().hides(alias.getTarget()));
    if (led || exchange.oddities().hides(exchange.query().name())) {
      return exchange.ours();
    }
    return bySection(
        exchange,
        (theirs, ours) -> explained(theirs, ours, entry -> isOfHidden(exchange, entry.record())));
  }

  private static boolean isOfHidden(Exchange exchange, Record denial) {
    return exchange.oddities().touchesHidden(denial)
        || exchange.oddities().isUnneeded(denial, exchange.query().name());
  }

  static Reply order(Exchange exchange) {
    return bySection(
        exchange,
        (theirs, ours) ->
            explained(
                theirs,
                ours,
                entry ->
                    entry.record() instanceof NSECRecord nsec
                        && exchange.oddities().touchesEscaped(nsec)));
  }

  /** Ours in the place of theirs, when each denial that only one of them has is explained. */
  private static List<Entry> explained(
      List<Entry> theirs, List<Entry> ours, Predicate<Entry> explains) {
    List<Entry> differing =
        Stream.concat(Entry.surplus(ours, theirs).stream(), Entry.surplus(theirs, ours).stream())
            .filter(entry -> DENIALS.contains(entry.type()))
            .toList();
    Set<Name> owners = differing.stream().map(Entry::owner).collect(Collectors.toSet());
    return differing.stream().allMatch(explains)
        ? replaced(theirs, ours, entry -> isDenialAt(entry, owners))
        : theirs;
  }

  private static boolean isDenialAt(Entry entry, Set<Name> owners) {
    return owners.contains(entry.owner()) && DENIALS.contains(entry.covered());
  }

  static Reply capitals(Exchange exchange) {
    return bySection(exchange, (theirs, ours) -> loweredAsOurs(spelledAsOurs(theirs, ours), ours));
  }

  private static List<Entry> spelledAsOurs(List<Entry> theirs, List<Entry> ours) {
    Set<Name> owners =
        Entry.surplus(ours, theirs).stream()
            .filter(entry -> entry.type() == Type.NSEC)
            .filter(entry -> theirs.stream().anyMatch(other -> differInCase(entry, other)))
            .map(Entry::owner)
            .collect(Collectors.toSet());
    return replaced(theirs, ours, entry -> isDenialAt(entry, owners));
  }

  private static boolean differInCase(Entry one, Entry other) {
    return other.type() == one.type()
        && one.record().toString().equalsIgnoreCase(other.record().toString());
  }

  private static List<Entry> loweredAsOurs(List<Entry> theirs, List<Entry> ours) {
    return replaced(
        theirs, ours, entry -> entry.type() == Type.RRSIG && WITH_NAMES.contains(entry.covered()));
  }

  private static Reply bySection(
      Exchange exchange, BiFunction<List<Entry>, List<Entry>, List<Entry>> undoing) {
    Reply ours = exchange.ours();
    Reply theirs = exchange.theirs();
    return theirs
        .withAnswer(undoing.apply(theirs.answer(), ours.answer()))
        .withAuthority(undoing.apply(theirs.authority(), ours.authority()));
  }

  private static List<Entry> replaced(
      List<Entry> theirs, List<Entry> ours, Predicate<Entry> which) {
    return Stream.concat(theirs.stream().filter(which.negate()), ours.stream().filter(which))
        .sorted()
        .toList();
  }
}
