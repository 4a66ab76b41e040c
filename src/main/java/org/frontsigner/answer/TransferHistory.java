package org.frontsigner.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.frontsigner.signing.ServedDifference;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.zone.Difference;
import org.frontsigner.zone.DifferenceChain;

/**
 * How a served zone came to be what it is: steps from one served serial to the next, the oldest
 * first, for those who ask for increments (RFC 1995). Immutable but for the steps' differences,
 * which are made when they are first asked for. Thread-safe.
 */
public final class TransferHistory {
  public static final TransferHistory NONE = new TransferHistory(List.of());

  private final List<Step> steps;

  private TransferHistory(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  /** From one served serial to the next. */
  public static final class Step implements Runnable {
    private final long fromSerial;
    private final long toSerial;
    private final FutureTask<Optional<Difference>> difference;

    private Step(long fromSerial, long toSerial, FutureTask<Optional<Difference>> difference) {
      this.fromSerial = fromSerial;
      this.toSerial = toSerial;
      this.difference = difference;
    }

    /** The step between two values, of which it lets go once the difference is made. */
    public static Step between(SignedZone before, SignedZone after) {
      return new Step(
          before.soa().serial(),
          after.soa().serial(),
          new FutureTask<>(() -> ServedDifference.between(before, after)));
    }

    /** A step that was made before. */
    public static Step of(Difference difference) {
      Step step =
          new Step(
              difference.fromSerial(),
              difference.toSerial(),
              new FutureTask<>(() -> Optional.of(difference)));
      step.run();
      return step;
    }

    /** Makes the difference if nobody has; whoever asks for it meanwhile waits. */
    @Override
    public void run() {
      difference.run();
    }

    /**
     * The difference, made now if need be; empty when it would be about as large as the zone, or
     * could not be made.
     */
    public Optional<Difference> difference() {
      run();
      try {
        return difference.get();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new SigningFailed("interrupted while a difference is made", e);
      } catch (ExecutionException e) {
        return Optional.empty();
      }
    }

    /** Octets that it takes; 0 as long as it is not made. */
    long octets() {
      return difference.isDone() ? difference().map(Difference::octets).orElse(0L) : 0;
    }

    private boolean leadsNowhere() {
      return difference.isDone() && difference().isEmpty();
    }
  }

  /**
   * The history with one step more.
   *
   * @param stepsMax how many steps are kept
   * @param octetsMax how many octets all differences may take that are made
   */
  public TransferHistory with(Step step, int stepsMax, long octetsMax) {
    List<Step> kept = new ArrayList<>();
    long octets = 0;
    Step next = step;
    for (int i = steps.size(); next != null; i--) {
      octets += next.octets();
      if (kept.size() == stepsMax || octets > octetsMax || next.leadsNowhere()) {
        break;
      }
      kept.add(0, next);
      next = i > 0 && steps.get(i - 1).toSerial == next.fromSerial ? steps.get(i - 1) : null;
    }
    return new TransferHistory(kept);
  }

  /** How many steps there are. */
  public int size() {
    return steps.size();
  }

  /** Octets of all differences that are made. */
  public long octets() {
    return steps.stream().mapToLong(Step::octets).sum();
  }

  /** Whether there are steps from this serial to the newest. */
  public boolean reaches(long serial) {
    return steps.stream().anyMatch(step -> step.fromSerial == serial);
  }

  /** What differs between what was served with this serial and the newest, as one difference. */
  public Optional<Difference> since(long serial) {
    List<Difference> found = new ArrayList<>();
    for (Step step : steps) {
      if (!found.isEmpty() || step.fromSerial == serial) {
        Optional<Difference> difference = step.difference();
        if (difference.isEmpty()) {
          return Optional.empty();
        }
        found.add(difference.get());
      }
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(DifferenceChain.condensed(found));
  }
}
