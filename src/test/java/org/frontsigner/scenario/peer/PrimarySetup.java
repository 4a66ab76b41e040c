package org.frontsigner.scenario.peer;

import java.util.List;
import java.util.Optional;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;
import org.frontsigner.scenario.zone.ZoneData;

/**
 * What a hidden primary is told.
 *
 * @param key who may transfer, and what its NOTIFY is signed with
 * @param zones what it serves
 * @param notified who hears of changes
 */
public record PrimarySetup(TsigSecret key, List<ZoneData> zones, Optional<Endpoint> notified) {

  public static PrimarySetup of(TsigSecret key, List<ZoneData> zones, Endpoint notified) {
    return new PrimarySetup(key, zones, Optional.of(notified));
  }

  /** A primary that tells nobody of its changes. */
  public static PrimarySetup silent(TsigSecret key, List<ZoneData> zones) {
    return new PrimarySetup(key, zones, Optional.empty());
  }
}
