package org.frontsigner.simulation;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.frontsigner.answer.Served;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyView;
import org.frontsigner.api.Keying;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.ParentDs;

/**
 * Who runs the front signer: does what comes to mind, and never forces it. Keys are left alone
 * while a DS set is on its way to the parent, while the clock is wrong, and for a day after a
 * secondary was behind for longer than the refresh of the SOA, which nobody who asks the verbs is
 * told of.
 */
final class Operator {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final int KEYS_MAX = 4;
  private static final List<String> KINDS =
      List.of(
          "INCREMENT-WEEKS",
          "INCEPTION-EPOCH",
          "INCEPTION-INCREMENT",
          "EPOCH",
          "INCEPTION",
          "INCEPTION-WEEK");
  private static final List<String> NSEC3 = List.of("1 0 0 -", "1 1 0 -", "1 0 1 ab12");
  private static final int SHA256 = 2;

  private final Timeline timeline;
  private final Random random;
  private final Appliance appliance;
  private final ParentZone parent;
  private final Promises promises;
  private final Chronicle chronicle;
  private final List<String> algorithms;

  Operator(
      Timeline timeline,
      Random random,
      Appliance appliance,
      ParentZone parent,
      Promises promises,
      Chronicle chronicle) {
    this.timeline = timeline;
    this.random = random;
    this.appliance = appliance;
    this.parent = parent;
    this.promises = promises;
    this.chronicle = chronicle;
    this.algorithms =
        random.nextInt(4) == 0 ? List.of("ecdsap256sha256", "ed25519") : List.of("ecdsap256sha256");
  }

  private interface Verb {
    void run();
  }

  void create(TrackedZone zone) {
    String primary = Internet.primary(zone.number).getAddress().getHostAddress();
    appliance.admin().createSlaveZone(zone.name(), List.of(primary));
  }

  void secure(TrackedZone zone) {
    keyVerb(zone, "secure-zone", () -> appliance.admin().secureZone(zone.name(), Keying.DEFAULTS));
  }

  /** Does something with a zone, or nothing. */
  void act(TrackedZone zone) {
    if (!appliance.isUp()) {
      return;
    }
    String name = zone.name();
    switch (random.nextInt(12)) {
      case 0 -> denial(zone);
      case 1 -> {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        verb(
            zone,
            "SOA-EDIT " + kind,
            () -> appliance.admin().setMeta(name, "SOA-EDIT", List.of(kind), false));
      }
      case 2, 3, 4, 5, 6 -> keys(zone);
      case 7, 8 -> ds(zone);
      case 9 -> retrieve(zone);
      case 10 -> {
        boolean set = random.nextBoolean();
        verb(
            zone,
            set ? "set-publish-cds" : "unset-publish-cds",
            () -> {
              if (set) {
                appliance.admin().setPublishCds(name, List.of(SHA256));
              } else {
                appliance.admin().unsetPublishCds(name);
              }
            });
      }
      default -> {
        boolean purge = random.nextInt(4) == 0;
        verb(
            zone,
            purge ? "purge" : "notify",
            () -> {
              if (purge) {
                appliance.admin().purge(name);
              } else {
                appliance.admin().notifySecondaries(name);
              }
            });
      }
    }
  }

  private boolean verb(TrackedZone zone, String what, Verb verb) {
    zone.acknowledged = Optional.empty();
    try {
      verb.run();
      chronicle.tell(zone.apex, what);
      zone.acknowledged = Optional.of(promises.settings(zone));
      return true;
    } catch (Problem problem) {
      chronicle.tell(zone.apex, what + ": " + problem.getMessage());
      return false;
    } catch (Crash crash) {
      chronicle.tell(zone.apex, what + ": crash");
      throw crash;
    }
  }

  private void denial(TrackedZone zone) {
    boolean isNsec = random.nextInt(3) == 0;
    String parameters = NSEC3.get(random.nextInt(NSEC3.size()));
    verb(
        zone,
        isNsec ? "unset-nsec3" : "set-nsec3 " + parameters,
        () -> {
          if (isNsec) {
            appliance.admin().unsetNsec3(zone.name(), false);
          } else {
            appliance.admin().setNsec3(zone.name(), parameters, false, false);
          }
        });
  }

  // Keys.

  private void keyVerb(TrackedZone zone, String what, Verb verb) {
    // Even what fails may have been done, where the process ends.
    for (int i = 0; i < zone.lacksKeysSince.length; i++) {
      zone.lacksKeysSince[i] =
          zone.lacksKeysSince[i] == 0 ? timeline.millis() : zone.lacksKeysSince[i];
    }
    zone.keysChangedAt = timeline.millis();
    try {
      verb(zone, what, verb);
    } finally {
      zone.keysSerial = served(zone);
    }
  }

  private long served(TrackedZone zone) {
    return appliance.zones().exact(zone.apex) instanceof Served.Ready ready
        ? ready.zone().soa().serial()
        : zone.lastSerial().orElse(-1L);
  }

  /** Whether the secondaries have been as quick as the verbs assume. */
  private boolean mayTouchKeys(TrackedZone zone) {
    long now = timeline.millis();
    boolean isLate = now < zone.lateUntil;
    for (long since : zone.lacksKeysSince) {
      isLate |= since > 0 && now - since > zone.primary.zone().refreshSeconds() * 1000;
    }
    return !isLate && !zone.dsInFlight && appliance.skewMillis() == 0;
  }

  private void keys(TrackedZone zone) {
    if (!mayTouchKeys(zone)) {
      return;
    }
    List<KeyView> keys = appliance.admin().listKeys(zone.name());
    if (keys.isEmpty()) {
      secure(zone);
      return;
    }
    if (parent.of(zone.apex).isEmpty()) {
      // The verbs let everything pass as long as no chain can break.
      ds(zone);
      return;
    }
    KeyView key = keys.get(random.nextInt(keys.size()));
    if (isLast(keys, key) && random.nextInt(3) > 0) {
      add(zone);
      return;
    }
    String name = zone.name();
    int choice = random.nextInt(keys.size() >= KEYS_MAX ? 8 : 11);
    switch (choice) {
      case 0, 1 ->
          keyVerb(
              zone,
              "activate-zone-key " + key.keyTag(),
              () -> appliance.admin().activateZoneKey(name, key.id(), false));
      case 2, 3 -> {
        if (isLast(keys, key)) {
          return;
        }
        keyVerb(
            zone,
            "deactivate-zone-key " + key.keyTag(),
            () -> appliance.admin().deactivateZoneKey(name, key.id(), false));
      }
      case 4 ->
          keyVerb(
              zone,
              "publish-zone-key " + key.keyTag(),
              () -> appliance.admin().publishZoneKey(name, key.id(), false));
      case 5 ->
          keyVerb(
              zone,
              "unpublish-zone-key " + key.keyTag(),
              () -> appliance.admin().unpublishZoneKey(name, key.id(), false));
      case 6, 7 -> {
        if (isLast(keys, key)) {
          return;
        }
        keyVerb(
            zone,
            "remove-zone-key " + key.keyTag(),
            () -> appliance.admin().removeZoneKey(name, key.id(), false));
      }
      default -> add(zone);
    }
  }

  /** Without an active key the primary's serial is served, which may be lower. */
  private static boolean isLast(List<KeyView> keys, KeyView key) {
    return key.active() && keys.stream().filter(KeyView::active).count() == 1;
  }

  private void add(TrackedZone zone) {
    boolean isEntryPoint = random.nextBoolean();
    boolean isActive = random.nextInt(3) == 0;
    boolean isPublished = random.nextInt(5) > 0;
    String algorithm = algorithms.get(random.nextInt(algorithms.size()));
    KeyRole role = new KeyRole(isEntryPoint, isActive, isPublished);
    keyVerb(
        zone,
        "add-zone-key " + role + " " + algorithm,
        () -> appliance.admin().addZoneKey(zone.name(), role, 0, algorithm, false));
  }

  /** Gives the parent the DS set of the keys that there are, once all resolvers know those. */
  private void ds(TrackedZone zone) {
    long settledAt = zone.keysChangedAt + zone.primary.zone().refreshSeconds() * 1000 + DAY;
    boolean isSettled = timeline.millis() > settledAt;
    for (long since : zone.lacksKeysSince) {
      isSettled &= since == 0;
    }
    if (!isSettled || !mayTouchKeys(zone)) {
      return;
    }
    SortedSet<String> records = new TreeSet<>();
    for (KeyView key : appliance.admin().exportZoneDs(zone.name())) {
      key.ds().stream()
          .filter(ds -> ds.digestType() == SHA256 && key.active() && key.published())
          .forEach(ds -> records.add(normal(ds.rdata())));
    }
    if (records.isEmpty() || records.equals(parent.of(zone.apex))) {
      return;
    }
    zone.dsInFlight = true;
    chronicle.tell(zone.apex, "gives its parent " + records);
    timeline.in(
        HOUR + random.nextInt((int) (48 * HOUR)),
        () -> {
          parent.set(zone.apex, records);
          zone.dsInFlight = false;
          chronicle.tell(zone.apex, "parent has " + records);
        });
  }

  /** As {@link ParentDs#text} writes it. */
  private static String normal(String rdata) {
    String[] fields = rdata.split(" ", 4);
    return "%s %s %s %s"
        .formatted(
            fields[0],
            fields[1],
            fields[2],
            fields[3].replace(" ", "").toUpperCase(java.util.Locale.ROOT));
  }

  void retrieve(TrackedZone zone) {
    if (!appliance.isUp() || appliance.isPulling()) {
      return;
    }
    boolean done = verb(zone, "retrieve", () -> appliance.retrieve(zone.name()));
    if (done) {
      zone.wasReset = false;
    }
  }
}
