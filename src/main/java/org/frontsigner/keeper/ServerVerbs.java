package org.frontsigner.keeper;

import java.util.List;
import org.frontsigner.api.AlarmView;
import org.frontsigner.api.Problem;
import org.frontsigner.api.Purged;
import org.frontsigner.api.Rediscovered;
import org.frontsigner.api.ServerAdmin;

/** The verbs about the server as a whole. */
final class ServerVerbs implements ServerAdmin {
  private final Keepers keepers;
  private final VerbTarget target;
  private final Alarms alarms;
  private final boolean daemon;
  private final List<Discovery> discoveries;

  /**
   * @param daemon whether alarms are raised here
   * @param discoveries where zones are looked for, in this order
   */
  ServerVerbs(Keepers keepers, Alarms alarms, boolean daemon, List<Discovery> discoveries) {
    this.keepers = keepers;
    this.alarms = alarms;
    this.daemon = daemon;
    this.target = new VerbTarget(keepers);
    this.discoveries = List.copyOf(discoveries);
  }

  @Override
  public Purged purge(String zone) {
    if (!zone.isEmpty()) {
      return new Purged(target.zone(zone).keeper().purge());
    }
    return new Purged(keepers.all().stream().mapToLong(ZoneKeeper::purge).sum());
  }

  @Override
  public Rediscovered rediscover() {
    Discovery.Found found = new Discovery.Found();
    discoveries.forEach(discovery -> discovery.look(found));
    return found.told();
  }

  @Override
  public List<AlarmView> alarms() {
    if (!daemon) {
      throw Problem.failed(
          "No daemon runs with this data directory, and none else raises alarms",
          "Start it: frontsigner serve");
    }
    return alarms.active().stream().map(ServerVerbs::view).toList();
  }

  private static AlarmView view(Alarm alarm) {
    AlarmId id = alarm.id();
    return new AlarmView(
        id.kind().text(),
        id.kind().severity().text(),
        id.zoneText(),
        id.subject(),
        alarm.since(),
        alarm.text());
  }
}
