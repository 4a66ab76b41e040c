package org.frontsigner.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What somebody may have meant. */
public final class NearestWords {
  private static final int SHOWN_MAX = 3;

  private NearestWords() {}

  /** Those of the known words that a word is nearly like, the nearest first; at most three. */
  public static List<String> to(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    int near = Math.max(2, lower.length() / 4);
    Map<String, Integer> distances = new TreeMap<>();
    for (String each : known) {
      int distance = partsAlike(lower, each) ? 0 : distance(lower, each);
      if (distance <= near) {
        distances.put(each, distance);
      }
    }
    return distances.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .limit(SHOWN_MAX)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the words are of the same parts in another order, as show-zone and zone-show. */
  private static boolean partsAlike(String a, String b) {
    return sortedParts(a).equals(sortedParts(b));
  }

  private static List<String> sortedParts(String word) {
    return List.of(word.split("[-_]")).stream().sorted().toList();
  }

  /** How many letters must be put in, taken out or changed to make one word of the other. */
  static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
