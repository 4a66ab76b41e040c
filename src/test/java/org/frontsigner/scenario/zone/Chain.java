package org.frontsigner.scenario.zone;

import java.util.ArrayList;
import java.util.List;

/**
 * A chain of denial as a transfer shows it.
 *
 * @param denial NSEC, NSEC3 or opt-out
 * @param iterations additional ones (RFC 5155, 3.1.3); 0 with NSEC
 * @param salt in hexadecimal, {@code -} for none; so with NSEC
 */
public record Chain(Denial denial, int iterations, String salt) {
  private static final int SALT_OCTETS_MAX = 255;

  /** None, one octet that text or wire may take for something else, and the longest there is. */
  private static final List<String> SALTS =
      List.of("-", "00", "0a", "0d", "20", "22", "5c", "a5".repeat(SALT_OCTETS_MAX));

  private static final List<Integer> ITERATIONS = List.of(0, 1, 20, 100);

  /** What RFC 9276 asks for: no iterations, no salt. */
  public static Chain of(Denial denial) {
    return new Chain(denial, 0, "-");
  }

  /** NSEC, then NSEC3 and opt-out with every salt and every count of iterations. */
  public static List<Chain> all() {
    List<Chain> chains = new ArrayList<>(List.of(of(Denial.NSEC)));
    for (String salt : SALTS) {
      for (int iterations : ITERATIONS) {
        chains.add(new Chain(Denial.NSEC3, iterations, salt));
        chains.add(new Chain(Denial.NSEC3_OPT_OUT, iterations, salt));
      }
    }
    return chains;
  }

  /** One of each kind; another turn has other parameters, and 32 turns have all of them. */
  public static List<Chain> some(int turn) {
    String salt = SALTS.get(turn % SALTS.size());
    int iterations = ITERATIONS.get((turn + turn / SALTS.size()) % ITERATIONS.size());
    return List.of(
        of(Denial.NSEC),
        new Chain(Denial.NSEC3, iterations, salt),
        new Chain(Denial.NSEC3_OPT_OUT, iterations, salt));
  }

  /** Octets of the salt. */
  public int saltOctets() {
    return salt.equals("-") ? 0 : salt.length() / 2;
  }

  @Override
  public String toString() {
    return denial == Denial.NSEC
        ? denial.name()
        : "%s %d iterations, salt %s".formatted(denial, iterations, shortened());
  }

  private String shortened() {
    return saltOctets() > 2 ? "of " + saltOctets() + " octets" : salt;
  }
}
