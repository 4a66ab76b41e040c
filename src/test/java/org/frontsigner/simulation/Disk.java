package org.frontsigner.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.frontsigner.keeper.HistoryKeep;
import org.frontsigner.keeper.HistorySettings;
import org.frontsigner.keeper.StoreFailed;
import org.frontsigner.keeper.StoredZone;
import org.frontsigner.keeper.ZoneStore;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Difference;

/**
 * What outlives the process. Each process has a view of its own, which is dead with it; what is
 * under way at that time is durable or is not, and is never half so.
 */
final class Disk {
  private static final Set<String> CHANGES =
      Set.of("create", "delete", "commit", "putTsigKey", "deleteTsigKey", "addParentDs");

  /** What becomes of the next change. */
  enum Fate {
    SUCCEED,
    FAIL,
    CRASH_BEFORE,
    CRASH_AFTER
  }

  private final Supplier<ZoneStore> opening;
  private final Random random;
  private ZoneStore stored;
  private Fate fate = Fate.SUCCEED;
  private int failPerMille;
  private View view;

  /** {@code open} opens what is stored; a view that was closed is not asked any more. */
  Disk(Supplier<ZoneStore> open, Random random) {
    this.opening = open;
    this.random = random;
  }

  /** A new process looks at the disk. */
  ZoneStore view() {
    stored = opening.get();
    view = new View(stored, stored instanceof AutoCloseable ? null : history);
    return (ZoneStore)
        Proxy.newProxyInstance(
            ZoneStore.class.getClassLoader(),
            new Class<?>[] {ZoneStore.class},
            (proxy, method, arguments) -> view.call(method, arguments, this));
  }

  private final History history = new History();

  /** The process ends: nothing it still does reaches the disk. */
  void end() {
    view.dead = true;
    fate = Fate.SUCCEED;
    ZoneStore open = stored;
    stored = null;
    if (open instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the store can't be closed", e);
      }
    }
  }

  boolean isDead() {
    return view.dead;
  }

  void setFate(Fate next) {
    fate = next;
  }

  /** So many of a thousand changes fail, and change nothing. */
  void setFailPerMille(int many) {
    failPerMille = many;
  }

  private static final class View {
    private final ZoneStore store;
    private final HistoryKeep history;
    private boolean dead;

    View(ZoneStore store, HistoryKeep history) {
      this.store = store;
      this.history = history;
    }

    Object call(Method method, Object[] arguments, Disk disk) throws Throwable {
      if (disk.view != this || dead) {
        throw new Crash();
      }
      if (history != null && method.getName().equals("history")) {
        return history;
      }
      return CHANGES.contains(method.getName())
          ? change(method, arguments, disk)
          : invoke(method, arguments);
    }

    private Object change(Method method, Object[] arguments, Disk disk) throws Throwable {
      Fate fate = disk.fate;
      disk.fate = Fate.SUCCEED;
      if (fate == Fate.CRASH_BEFORE) {
        dead = true;
        throw new Crash();
      }
      if (fate == Fate.FAIL || disk.random.nextInt(1000) < disk.failPerMille) {
        throw new StoreFailed("the disk is full", null);
      }
      Object result = invoke(method, arguments);
      if (fate == Fate.CRASH_AFTER) {
        dead = true;
        throw new Crash();
      }
      return result;
    }

    private Object invoke(Method method, Object[] arguments) throws Throwable {
      try {
        return method.invoke(store, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  /** Differences between served serials, beside a store in memory. */
  private static final class History implements HistoryKeep {
    private final Map<DomainName, Deque<Difference>> byZone = new HashMap<>();

    @Override
    public void add(StoredZone zone, Difference difference, HistorySettings limits) {
      Deque<Difference> kept = byZone.computeIfAbsent(zone.name(), name -> new ArrayDeque<>());
      kept.addLast(difference);
      while (kept.size() > limits.differencesMax()) {
        kept.removeFirst();
      }
    }

    @Override
    public List<Difference> upTo(StoredZone zone, long serial) {
      List<Difference> chain = new ArrayList<>();
      long next = serial;
      var newestFirst = byZone.getOrDefault(zone.name(), new ArrayDeque<>()).descendingIterator();
      while (newestFirst.hasNext()) {
        Difference each = newestFirst.next();
        if (each.toSerial() == next) {
          chain.add(0, each);
          next = each.fromSerial();
        }
      }
      return chain;
    }
  }
}
