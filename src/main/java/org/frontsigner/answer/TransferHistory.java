package org.frontsigner.answer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
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
  public static final TransferHistory NONE = new TransferHistory(Earlier.NONE, List.of());

  private final Earlier earlier;
  private final List<Step> steps;

  private TransferHistory(Earlier earlier, Collection<Step> steps) {
    this.earlier = earlier;
    this.steps = List.copyOf(steps);
  }

  /**
   * A history without steps of its own, but of a zone that was served before.
   *
   * @param toSerial the served serial
   * @param differences that lead to it, the oldest first; asked for once, when somebody wants one
   */
  public static TransferHistory kept(long toSerial, Supplier<List<Difference>> differences) {
    return new TransferHistory(
        new Earlier(toSerial, new FutureTask<>(differences::get)), List.of());
  }

  /** Differences that were made before, read when somebody wants one. */
  private record Earlier(long toSerial, FutureTask<List<Difference>> differences) {
    static final Earlier NONE = new Earlier(-1, new FutureTask<>(List::of));

    /** Whether there may be any. */
    boolean isPromising() {
      return toSerial >= 0 && (!differences.isDone() || !read().isEmpty());
    }

    List<Difference> read() {
      differences.run();
      return result(differences).orElse(List.of());
    }

    /** Those from a serial on. */
    List<Difference> since(long serial) {
      List<Difference> all = read();
      int first = 0;
      while (first < all.size() && all.get(first).fromSerial() != serial) {
        first++;
      }
      return all.subList(first, all.size());
    }
  }

  /** Of a task that was run; empty when it failed. */
  private static <T> Optional<T> result(FutureTask<T> task) {
    try {
      return Optional.of(task.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SigningFailed("interrupted while a difference is made", e);
    } catch (ExecutionException e) {
      return Optional.empty();
    }
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
      return result(difference).flatMap(made -> made);
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
    Deque<Step> kept = new ArrayDeque<>();
    long octets = 0;
    Step next = step;
    int older = steps.size() - 1;
    while (next != null && !next.leadsNowhere() && kept.size() < stepsMax) {
      octets += next.octets();
      if (octets > octetsMax) {
        return new TransferHistory(Earlier.NONE, kept);
      }
      kept.addFirst(next);
      next = older >= 0 && steps.get(older).toSerial == next.fromSerial ? steps.get(older--) : null;
    }
    boolean reachesEarlier =
        next == null
            && older < 0
            && !kept.isEmpty()
            && kept.getFirst().fromSerial == earlier.toSerial;
    return new TransferHistory(reachesEarlier ? earlier : Earlier.NONE, kept);
  }

  /** How many steps there are. */
  public int size() {
    return steps.size();
  }

  /** Octets of all differences that are made. */
  public long octets() {
    return steps.stream().mapToLong(Step::octets).sum();
  }

  /** Whether there may be a way from this serial to the newest. */
  public boolean reaches(long serial) {
    return earlier.isPromising() || steps.stream().anyMatch(step -> step.fromSerial == serial);
  }

  /** What differs between what was served with this serial and the newest, as one difference. */
  public Optional<Difference> since(long serial) {
    List<Difference> found = new ArrayList<>();
    if (steps.stream().noneMatch(step -> step.fromSerial == serial)) {
      found.addAll(earlier.since(serial));
      if (found.isEmpty()) {
        return Optional.empty();
      }
    }
    for (Step step : steps) {
      if (!found.isEmpty() || step.fromSerial == serial) {
        Optional<Difference> difference = step.difference();
        if (difference.isEmpty()) {
          return Optional.empty();
        }
        found.add(difference.get());
      }
    }
    return Optional.of(DifferenceChain.condensed(found));
  }
}
