package org.frontsigner.keeper;

import java.util.Optional;
import org.frontsigner.wire.DomainName;

/**
 * Which alarm: it is up once at most. Immutable.
 *
 * @param zone empty where it concerns the whole server
 * @param subject the peer, token or database that it is about; empty where kind and zone say all
 */
public record AlarmId(AlarmKind kind, Optional<DomainName> zone, String subject) {
  public AlarmId {
    zone = zone.map(DomainName::lowerCase);
  }

  /** Of a zone as a whole. */
  public static AlarmId of(AlarmKind kind, DomainName zone) {
    return new AlarmId(kind, Optional.of(zone), "");
  }

  /** Of a zone and a peer. */
  public static AlarmId of(AlarmKind kind, DomainName zone, String subject) {
    return new AlarmId(kind, Optional.of(zone), subject);
  }

  /** Of the whole server. */
  public static AlarmId of(AlarmKind kind, String subject) {
    return new AlarmId(kind, Optional.empty(), subject);
  }

  /** The zone's name; empty where it concerns the whole server. */
  public String zoneText() {
    return zone.map(DomainName::toText).orElse("");
  }

  /** What it is about, in front of a sentence. */
  String about() {
    String named = zone.map(name -> "zone " + name.toText()).orElse("");
    return named.isEmpty() || subject.isEmpty() ? named + subject : named + ", " + subject;
  }
}
