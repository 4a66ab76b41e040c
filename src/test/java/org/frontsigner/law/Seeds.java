package org.frontsigner.law;

import java.util.Random;
import java.util.stream.LongStream;

/**
 * The seeds from which a law is tried: {@value #TRIES} in every run, and a hundred times as many
 * with {@code -Dfrontsigner.long=true}. A failure names the seed that it was found with.
 */
public final class Seeds {
  /** How often a property that takes its cases from seeds is to be tried. */
  public static final int TRIES = 10_000;

  private static final int OF_EACH_LONG = 100;

  private Seeds() {}

  /** A law that must hold for what is made from a seed. */
  @FunctionalInterface
  public interface Law {
    void holdsFor(long seed);
  }

  /** Tries the law with the seed, and in a long run with 99 that follow from it. */
  public static void of(long seed, Law law) {
    int count = Boolean.getBoolean("frontsigner.long") ? OF_EACH_LONG : 1;
    LongStream.concat(LongStream.of(seed), new Random(seed).longs())
        .limit(count)
        .forEach(each -> tryWith(each, law));
  }

  private static void tryWith(long seed, Law law) {
    try {
      law.holdsFor(seed);
    } catch (AssertionError | RuntimeException broken) {
      throw new AssertionError("with seed " + seed + ": " + broken.getMessage(), broken);
    }
  }
}
