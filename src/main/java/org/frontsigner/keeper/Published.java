package org.frontsigner.keeper;

import java.util.Collection;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.answer.Served;
import org.frontsigner.answer.ZoneSource;
import org.frontsigner.wire.DomainName;

/** The zones as they are served now. Readers take no lock; each zone's keeper alone writes. */
public final class Published implements ZoneSource {
  private final ConcurrentHashMap<DomainName, Served> zones = new ConcurrentHashMap<>();

  void put(Served served) {
    zones.put(served.apex(), served);
  }

  void remove(DomainName apex) {
    zones.remove(apex);
  }

  @Override
  public Served closest(DomainName name) {
    return closest(name, name.labelCount());
  }

  @Override
  public Served closestAbove(DomainName name) {
    return name.isRoot() ? null : closest(name.parent(), name.labelCount() - 1);
  }

  private Served closest(DomainName name, int labels) {
    DomainName apex = name;
    for (int left = labels; left >= 0; left--) {
      Served served = zones.get(apex);
      if (served != null) {
        return served;
      }
      apex = left == 0 ? apex : apex.parent();
    }
    return null;
  }

  @Override
  public Served exact(DomainName apex) {
    return zones.get(apex);
  }

  /** All zones, in no order. */
  public Collection<Served> all() {
    return zones.values();
  }
}
