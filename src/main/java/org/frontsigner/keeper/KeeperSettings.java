package org.frontsigner.keeper;

import java.net.InetSocketAddress;
import java.util.List;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.zone.IntakePolicy;

/**
 * What the configuration says of all zones. Immutable.
 *
 * @param defaultDenial what secure-zone sets
 * @param defaultSerialPolicy of zones that do not set SOA-EDIT
 * @param alsoNotify secondaries of every zone
 * @param notifyNameServers whether the zone's own name servers are told too, where the zone has
 *     their addresses
 * @param retrySecondsMin checks of a primary after failures are at least so far apart
 * @param retrySecondsMax and at most so far
 * @param refreshSecondsMin the least that a SOA's refresh counts for
 * @param refreshSecondsMax the most that it counts for
 * @param signAheadSeconds how long before a turnover its signatures begin to be made
 * @param keepSignatures whether signatures are made once, and not for every answer anew
 * @param clampExpire whether signed zones are served with a SOA expire that signatures outlast
 */
public record KeeperSettings(
    Denial defaultDenial,
    String defaultAlgorithm,
    SerialPolicy defaultSerialPolicy,
    SigningWindow.Shape window,
    IntakePolicy intake,
    List<InetSocketAddress> alsoNotify,
    boolean notifyNameServers,
    boolean tsigMd5,
    int keysPerZoneMax,
    int nsec3IterationsMax,
    int zonesMax,
    long retrySecondsMin,
    long retrySecondsMax,
    long refreshSecondsMin,
    long refreshSecondsMax,
    long signAheadSeconds,
    boolean keepSignatures,
    boolean clampExpire,
    PresignedSettings presigned,
    HistorySettings history) {
  public KeeperSettings {
    alsoNotify = List.copyOf(alsoNotify);
  }
}
