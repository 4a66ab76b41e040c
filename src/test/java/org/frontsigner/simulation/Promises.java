package org.frontsigner.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.frontsigner.answer.Served;
import org.frontsigner.signing.SignedZone;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.Header;
import org.frontsigner.wire.MessageWriter;
import org.frontsigner.wire.Rcode;
import org.frontsigner.wire.RrClass;
import org.frontsigner.wire.RrType;
import org.frontsigner.wire.Section;
import org.frontsigner.wire.Serial;

/**
 * What must hold, whatever happens.
 *
 * <ul>
 *   <li>Nothing that is served, here or at a secondary, is broken, and a signature is never served
 *       with less than a week to live, but for the hours in which nobody could turn over.
 *   <li>Served serials rise (RFC 1982), and what is served with one serial never differs.
 *   <li>What was acknowledged is there after a crash.
 *   <li>A secondary is current within its bound once it can be reached; so are we.
 * </ul>
 */
final class Promises {
  private static final long SECOND = 1000;
  private static final long HOUR = 3600 * SECOND;
  private static final int MESSAGE_OCTETS = 1232;

  /** By then every secondary that has not asked has expired. */
  private static final long FORGOTTEN_AFTER_DAYS = 14;

  private static final long WEEK_SECONDS = 7 * 86_400;

  /** Nobody turns over while the machine is stopped, or its clock is behind. */
  private static final long LATE_SECONDS_MAX = 9 * 3600;

  private final Timeline timeline;
  private final Internet internet;
  private final Appliance appliance;
  private final Verifier verifier;
  private final Map<DomainName, TrackedZone> zones;
  private final Chronicle chronicle;
  private final MessageWriter writer = new MessageWriter();
  private long judged;
  private long increments;
  private long wholes;

  Promises(
      Timeline timeline,
      Internet internet,
      Appliance appliance,
      Verifier verifier,
      Map<DomainName, TrackedZone> zones,
      Chronicle chronicle) {
    this.timeline = timeline;
    this.internet = internet;
    this.appliance = appliance;
    this.verifier = verifier;
    this.zones = zones;
    this.chronicle = chronicle;
  }

  String counted() {
    return "%d values judged, %d increments and %d whole transfers"
        .formatted(judged, increments, wholes);
  }

  private long nowSeconds() {
    return Math.floorDiv(timeline.millis(), SECOND);
  }

  @SuppressWarnings("AnnotateFormatMethod") // nobody else has that annotation here
  private static void require(boolean holds, String what, Object... values) {
    if (!holds) {
      throw new Violation(what.formatted(values));
    }
  }

  // What we serve.

  /** A new value is served, or an old one by a new process. */
  void published(DomainName apex) {
    TrackedZone zone = zones.get(apex);
    if (zone == null || !(appliance.zones().exact(apex) instanceof Served.Ready ready)) {
      return;
    }
    long serial = ready.zone().soa().serial();
    long last = zone.lastSerial().orElse(serial);
    require(
        serial == last || Serial.isAfter(serial, last),
        "serial %d is served after serial %d",
        serial,
        last);
    if (zone.lastSerial().isEmpty() || serial != last) {
      zone.began(timeline.millis(), serial);
      chronicle.tell(apex, "serves serial " + serial + ", " + shown(ready.zone()));
    }
    if (ready.zone().isSigned() && !ready.zone().denial().hasChain()) {
      return;
    }
    Content content = transferred(apex);
    ZoneJudge.Validity validity = judge(content);
    requireSame(zone, content);
    if (ready.zone().isSigned()) {
      requireTime(validity);
    }
  }

  private static String shown(SignedZone zone) {
    return "primary's %d, %s, keys %s"
        .formatted(
            zone.zone().serial(),
            zone.isSigned() ? "from " + zone.plan().window().inception() : "unsigned",
            zone.plan().keys().inUse().stream()
                .map(
                    key ->
                        key.keyTag()
                            + (key.isSecureEntryPoint() ? "k" : "z")
                            + (key.active() ? "a" : "")
                            + (key.published() ? "p" : ""))
                .toList());
  }

  private Content transferred(DomainName apex) {
    List<byte[]> messages =
        appliance.transfer(
            writer.begin(1, 0, MESSAGE_OCTETS).question(apex, RrType.AXFR, RrClass.IN).toOctets());
    require(
        messages != null && Header.rcode(Header.flags(messages.get(0), 0)) == Rcode.NOERROR,
        "a zone that is served can't be transferred");
    List<Rr> records = new ArrayList<>();
    messages.forEach(message -> records.addAll(Rr.of(message, Section.ANSWER)));
    return Content.of(apex, null, records);
  }

  private ZoneJudge.Validity judge(Content content) {
    judged++;
    return ZoneJudge.judge(content, verifier, nowSeconds());
  }

  private void requireSame(TrackedZone zone, Content content) {
    long digest = digest(ZoneJudge.digest(content));
    TrackedZone.Seen seen = new TrackedZone.Seen(digest, timeline.millis());
    TrackedZone.Seen before = zone.digests.put(content.serial(), seen);
    require(
        before == null
            || before.digest() == digest
            || timeline.millis() - before.millis() > FORGOTTEN_AFTER_DAYS * 24 * HOUR,
        "what is served with serial %d differs from what was",
        content.serial());
  }

  /** FNV-1a of 64 bits: two of some hundred values hardly share one. */
  private static long digest(byte[] octets) {
    long hash = 0xcbf29ce484222325L;
    for (byte octet : octets) {
      hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  private void requireTime(ZoneJudge.Validity validity) {
    long left = (int) (validity.earliestExpiration() - nowSeconds());
    long least = WEEK_SECONDS - LATE_SECONDS_MAX;
    require(left >= least, "signatures are served that end in %d s", left);
  }

  /** From time to time: the window of the week is served. */
  void lookAtWindow(TrackedZone zone) {
    boolean isSettled = appliance.upMillis() > LATE_SECONDS_MAX * SECOND;
    if (isSettled
        && appliance.zones().exact(zone.apex) instanceof Served.Ready ready
        && ready.zone().isSigned()) {
      long expiration = ready.zone().plan().window().expiration().getEpochSecond();
      require(
          expiration - nowSeconds() >= WEEK_SECONDS - LATE_SECONDS_MAX,
          "serves the window from %s at %s",
          ready.zone().plan().window().inception(),
          SigningWindow.weekOf(timeline.instant()));
    }
  }

  // What secondaries serve.

  /** A secondary has a new copy. */
  ZoneJudge.Validity taken(PublicSecondary secondary, Content content, boolean incremental) {
    TrackedZone zone = zones.get(content.apex());
    ZoneJudge.Validity validity = judge(content);
    requireSame(zone, content);
    if (incremental) {
      increments++;
    } else {
      wholes++;
    }
    int number = secondary.address().getAddress().getAddress()[3] - 1;
    chronicle.tell(content.apex(), "secondary " + number + " has serial " + content.serial());
    hasKeys(zone, number, content.serial());
    return validity;
  }

  private void hasKeys(TrackedZone zone, int number, long serial) {
    long since = zone.lacksKeysSince[number];
    if (since == 0 || zone.keysSerial < 0 || Serial.isAfter(zone.keysSerial, serial)) {
      return;
    }
    zone.lacksKeysSince[number] = 0;
    if (timeline.millis() - since > zone.primary.zone().refreshSeconds() * SECOND) {
      zone.lateUntil = timeline.millis() + Duration.ofDays(1).toMillis();
    }
  }

  /** From time to time: what a secondary answers from is good, and new enough. */
  void lookAt(TrackedZone zone, PublicSecondary secondary) {
    PublicSecondary.Copy copy = secondary.copy(zone.apex);
    if (!copy.isExpired()) {
      require(
          copy.validity.holdsAt(nowSeconds()),
          "secondary %s, last refreshed %d s ago, has signatures that are not good: %s",
          secondary.address(),
          (timeline.millis() - copy.refreshedAt) / SECOND,
          copy.validity);
    }
    UnsignedZone data = zone.primary.zone();
    long bound = (data.refreshSeconds() + 4 * data.retrySeconds()) * SECOND + HOUR / 2;
    boolean isReachable =
        appliance.upMillis() > bound
            && timeline.millis() - internet.lastCut(secondary.address()) > bound
            && appliance.zones().exact(zone.apex) instanceof Served.Ready
            && timeline.millis() - zone.primaryWellSince > bound;
    if (isReachable) {
      zone.serialAt(timeline.millis() - bound)
          .ifPresent(
              due ->
                  require(
                      copy.content != null && !Serial.isAfter(due, copy.content.serial()),
                      "secondary %s has serial %s; %d has been served for %d s",
                      secondary.address(),
                      copy.content == null ? "none" : copy.content.serial(),
                      due,
                      bound / SECOND));
    }
  }

  // What comes from primaries.

  /** From time to time: what the primary has is what we have, if we could ask. */
  void lookAtPrimary(TrackedZone zone) {
    UnsignedZone data = zone.primary.zone();
    long bound = data.refreshSeconds() * SECOND + 3 * HOUR;
    long now = timeline.millis();
    boolean isDue =
        !zone.wasReset
            && appliance.upMillis() > bound
            && now - zone.primaryWellSince > bound
            && now - internet.lastCut(Internet.primary(zone.number)) > bound
            && now - zone.primaryChangedAt > bound
            && appliance.skewMillis() == 0;
    if (isDue) {
      Served served = appliance.zones().exact(zone.apex);
      require(
          served instanceof Served.Ready ready && ready.zone().zone().serial() == data.serial(),
          "serves %s; the primary has had serial %d for %d s",
          served instanceof Served.Ready ready ? ready.zone().zone().serial() : served,
          data.serial(),
          (now - zone.primaryChangedAt) / SECOND);
    }
  }

  // What was acknowledged.

  String settings(TrackedZone zone) {
    return appliance.admin().listKeys(zone.name())
        + " "
        + appliance.admin().getMeta(zone.name(), List.of());
  }

  /** After a start. */
  void lookAtSettings(TrackedZone zone) {
    zone.acknowledged.ifPresent(
        before ->
            require(
                before.equals(settings(zone)),
                "acknowledged were %s, and there are %s",
                before,
                settings(zone)));
  }
}
