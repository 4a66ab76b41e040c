package org.frontsigner.app;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.frontsigner.api.GeneratedKey;
import org.frontsigner.api.Problem;
import org.frontsigner.api.SigningSpeed;
import org.frontsigner.api.Tools;
import org.frontsigner.keeper.MadeKey;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.KeyMaterial;
import org.frontsigner.signing.KeyTrial;

/** The tools that concern no zone. */
final class Workbench implements Tools {
  /** Long enough for the virtual machine to have compiled what is measured. */
  private static final long WARM_UP_MILLISECONDS = 250;

  private static final long MEASURED_MILLISECONDS = 400;

  private final KeyMaker keyMaker = new KeyMaker(new SecureRandom());

  @Override
  public GeneratedKey generateZoneKey(boolean secureEntryPoint, String algorithm, int bits) {
    Algorithm wanted = algorithm(algorithm);
    return MadeKey.view(secureEntryPoint, make(wanted, bits == 0 ? wanted.defaultBits() : bits));
  }

  private static Algorithm algorithm(String text) {
    return Algorithm.of(text)
        .orElseThrow(
            () ->
                Problem.usage("There is no algorithm '" + text + "'", "list-algorithms shows all"));
  }

  private KeyMaterial make(Algorithm algorithm, int bits) {
    try {
      return keyMaker.make(algorithm, bits);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          e.getCause() == null ? Problem.Kind.USAGE : Problem.Kind.FAILED,
          "A key can't be made: " + e.getMessage(),
          "list-algorithms shows what there is",
          e);
    }
  }

  @Override
  public List<SigningSpeed> testSpeed(List<String> algorithms) {
    List<Algorithm> wanted =
        algorithms.isEmpty()
            ? Arrays.asList(Algorithm.values())
            : algorithms.stream().map(Workbench::algorithm).distinct().sorted().toList();
    List<SigningSpeed> speeds = new ArrayList<>();
    for (Algorithm algorithm : wanted) {
      speeds.add(measure(algorithm, false));
      if (algorithm.family() == Algorithm.Family.ECDSA) {
        speeds.add(measure(algorithm, true));
      }
    }
    return speeds;
  }

  private SigningSpeed measure(Algorithm algorithm, boolean reproducible) {
    CryptoChoice choice = CryptoChoice.best(reproducible);
    KeyMaterial material = make(algorithm, algorithm.defaultBits());
    KeyTrial trial = new KeyTrial(material, choice);
    return new SigningSpeed(
        algorithm.number(),
        algorithm.mnemonic(),
        material.bits(),
        reproducible,
        choice.providerName(algorithm),
        perSecond(trial::sign),
        perSecond(trial::verify));
  }

  private static long perSecond(Runnable work) {
    rate(work, WARM_UP_MILLISECONDS);
    return rate(work, MEASURED_MILLISECONDS);
  }

  private static long rate(Runnable work, long milliseconds) {
    long begin = System.nanoTime();
    long end = begin + TimeUnit.MILLISECONDS.toNanos(milliseconds);
    long done = 0;
    long now;
    do {
      work.run();
      done++;
      now = System.nanoTime();
    } while (now - end < 0);
    return Math.round(done * 1e9 / (now - begin));
  }
}
