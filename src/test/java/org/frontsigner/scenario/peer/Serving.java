package org.frontsigner.scenario.peer;

import java.time.Duration;
import java.util.List;
import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.Ask;
import org.frontsigner.scenario.zone.ZoneData;
import org.xbill.DNS.Name;

/** Waiting for a server to have a zone. */
public final class Serving {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Serving() {}

  /** Waits until the server answers for the zone with this serial. */
  public static void await(Daemon daemon, Endpoint endpoint, Name zone, long serial) {
    daemon.await(
        zone + " at serial " + serial,
        LIMIT,
        () -> Ask.serial(endpoint, zone).orElse(-1) == serial);
  }

  /** Waits until the server answers for the zone with any serial. */
  public static void await(Daemon daemon, Endpoint endpoint, Name zone) {
    daemon.await(zone + " served", LIMIT, () -> Ask.serial(endpoint, zone).isPresent());
  }

  static void await(Daemon daemon, Endpoint endpoint, List<ZoneData> zones) {
    zones.forEach(zone -> await(daemon, endpoint, zone.origin(), zone.serial()));
  }
}
