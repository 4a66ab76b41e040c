package org.frontsigner.scenario.live;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.xbill.DNS.Type;

/** A query and what the two servers say to it. Immutable. */
public record Exchange(Query query, Oddities oddities, Reply ours, Reply theirs) {

  /** Whether the answers are the same. */
  public boolean isAgreed() {
    return ours.agreesWith(theirs);
  }

  /** The differences that explain why the answers are not the same. */
  public Set<Difference> explanations() {
    Set<Difference> used = EnumSet.noneOf(Difference.class);
    rest(used);
    return used;
  }

  /** The same exchange without all differences that are explained. */
  public Exchange withoutExplained() {
    return rest(EnumSet.noneOf(Difference.class));
  }

  private Exchange rest(Set<Difference> used) {
    Exchange rest = this;
    for (Difference difference : Difference.values()) {
      Exchange next = rest.withTheirs(difference.undone(rest));
      if (!next.theirs.agreesWith(rest.theirs)) {
        used.add(difference);
      }
      rest = next;
    }
    return rest;
  }

  /** With the sections of the answers over TCP where these are truncated. */
  Exchange completedBy(Reply ourWhole, Reply theirWhole) {
    return new Exchange(
        query, oddities, ours.completedBy(ourWhole), theirs.completedBy(theirWhole));
  }

  Exchange withTheirs(Reply other) {
    return new Exchange(query, oddities, ours, other);
  }

  /** In what they differ, in a few words. */
  private String difference() {
    Set<String> words = new TreeSet<>();
    if (ours.rcode() != theirs.rcode()) {
      words.add("rcode " + ours.rcode() + "/" + theirs.rcode());
    }
    if (!ours.flags().equals(theirs.flags())) {
      words.add("flags " + ours.flags() + "/" + theirs.flags());
    }
    if (!ours.question().equals(theirs.question())) {
      words.add("question");
    }
    if (!ours.edns().equals(theirs.edns())) {
      words.add("edns");
    }
    compare("answer", ours.answer(), theirs.answer(), words);
    compare("authority", ours.authority(), theirs.authority(), words);
    compare("additional", ours.additional(), theirs.additional(), words);
    return String.join(", ", words);
  }

  private static void compare(
      String section, List<Entry> ours, List<Entry> theirs, Set<String> words) {
    Entry.surplus(ours, theirs).forEach(entry -> words.add(section + " +" + word(entry)));
    Entry.surplus(theirs, ours).forEach(entry -> words.add(section + " -" + word(entry)));
  }

  private static String word(Entry entry) {
    return entry.type() == Type.RRSIG
        ? "RRSIG(" + Type.string(entry.covered()) + ")"
        : Type.string(entry.type());
  }

  /** What differs that no difference explains, and both answers as they came. */
  @Override
  public String toString() {
    return "\n%s: %s\nours: %stheirs: %s"
        .formatted(query, withoutExplained().difference(), ours, theirs);
  }
}
