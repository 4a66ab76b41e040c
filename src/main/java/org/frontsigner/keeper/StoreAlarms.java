package org.frontsigner.keeper;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.wire.DomainName;

/**
 * Raises an alarm while zones can't be written. It is cleared when each that could not has been:
 * one whose files are in order says nothing about the others. Thread-safe.
 */
public final class StoreAlarms {
  private static final AlarmId ID = AlarmId.of(AlarmKind.STORE_FAILING, "database");
  private static final int REMEMBERED_MAX = 1000;

  private final ZoneStore store;
  private final Alarms alarms;
  private final Set<DomainName> failing = ConcurrentHashMap.newKeySet();

  private StoreAlarms(ZoneStore store, Alarms alarms) {
    this.store = store;
    this.alarms = alarms;
  }

  /** The store, watched. */
  public static ZoneStore over(ZoneStore store, Alarms alarms) {
    StoreAlarms watch = new StoreAlarms(store, alarms);
    return (ZoneStore)
        Proxy.newProxyInstance(
            ZoneStore.class.getClassLoader(),
            new Class<?>[] {ZoneStore.class},
            (proxy, method, arguments) -> watch.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    DomainName zone = zone(method, arguments);
    try {
      Object result = method.invoke(store, arguments);
      written(zone);
      return result;
    } catch (InvocationTargetException e) {
      if (zone != null && e.getCause() instanceof StoreFailed failure) {
        failed(zone, failure);
      }
      throw e.getCause();
    }
  }

  /** The zone that a call writes; null for calls that only read, and for those about no zone. */
  private static DomainName zone(Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "commit" -> ((ZoneCommit) arguments[0]).after().name().lowerCase();
      case "delete" -> ((StoredZone) arguments[0]).name().lowerCase();
      default -> null;
    };
  }

  private void written(DomainName zone) {
    if (zone != null && failing.remove(zone) && failing.isEmpty()) {
      alarms.clear(ID);
    }
  }

  private void failed(DomainName zone, StoreFailed failure) {
    if (failing.size() < REMEMBERED_MAX) {
      failing.add(zone);
    }
    alarms.raise(
        ID,
        "zone %s can't be written: %s. Zones are served as they are, and changes fail: see to the disk and the database"
            .formatted(zone.toText(), failure.getMessage()));
  }
}
