package org.frontsigner.app.migration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Problem;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.signing.KeyFile;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.store.powerdns.PowerDnsDatabase;
import org.frontsigner.store.powerdns.PowerDnsKey;
import org.frontsigner.store.powerdns.PowerDnsZone;

/**
 * One zone on its way from PowerDNS to here. Settings and keys are set before there is data, so
 * that the first answer is signed as the last one there was. For one use.
 */
final class ZoneMove {
  private static final long TEXT_OCTETS_MAX = 256L << 20;

  /** Kinds without which a zone would be served otherwise than before. */
  private static final Set<MetadataKind> ESSENTIAL =
      Set.of(
          MetadataKind.AXFR_MASTER_TSIG,
          MetadataKind.NSEC3NARROW,
          MetadataKind.NSEC3PARAM,
          MetadataKind.PRESIGNED,
          MetadataKind.PUBLISH_CDNSKEY,
          MetadataKind.PUBLISH_CDS,
          MetadataKind.SOA_EDIT,
          MetadataKind.TSIG_ALLOW_AXFR);

  private static final Set<String> SIGNED_TYPES = Set.of("RRSIG", "NSEC", "NSEC3");

  private final PowerDnsDatabase source;
  private final PowerDnsZone zone;
  private final String name;
  private final ZoneText records = new ZoneText(TEXT_OCTETS_MAX);
  private final List<PowerDnsKey> keys;
  private final Map<String, List<String>> metadata;
  private final List<String> details = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  ZoneMove(PowerDnsDatabase source, PowerDnsZone zone) {
    this.source = source;
    this.zone = zone;
    this.name = zone.name().isEmpty() ? "." : zone.name();
    this.keys = source.keys(zone);
    this.metadata = source.metadata(zone);
  }

  /** What would be done; nothing is. */
  Move plan() {
    return outcome(Move.Outcome.PLANNED, () -> {});
  }

  /** Does it by the verbs of {@code admin}; a zone that can't be moved whole is removed again. */
  Move run(Admin admin) {
    return outcome(Move.Outcome.MOVED, () -> move(admin));
  }

  private Move outcome(Move.Outcome good, Runnable work) {
    try {
      prepare();
      work.run();
      return new Move(name, good, details, warnings, "");
    } catch (IllegalArgumentException e) {
      return new Move(name, Move.Outcome.REFUSED, details, warnings, e.getMessage());
    } catch (Problem e) {
      return new Move(name, Move.Outcome.REFUSED, details, warnings, reason(e));
    }
  }

  private static String reason(Problem problem) {
    return problem.getMessage() + (problem.remedy().isEmpty() ? "" : ". " + problem.remedy());
  }

  /** Reads all that is to be moved, so that nothing is begun when it can't be. */
  private void prepare() {
    if (!zone.isKept() && !zone.isPulled()) {
      throw new IllegalArgumentException(
          "its type is " + zone.type() + ", and only NATIVE, MASTER and SLAVE zones can be moved");
    }
    if (zone.isPulled()) {
      if (zone.primaries().isEmpty()) {
        throw new IllegalArgumentException("it is a SLAVE zone and has no primaries");
      }
      details.add("slave, pulled from " + String.join(", ", zone.primaries()));
    } else {
      prepareRecords();
    }
    keys.forEach(key -> details.add(describe(key)));
    metadata.forEach(this::prepareMetadata);
  }

  private void prepareRecords() {
    source.records(zone, records::add);
    details.add("native, %d records".formatted(records.count()));
    long disabled = source.disabledCount(zone);
    if (disabled > 0) {
      warnings.add(disabled + " records are disabled, and left out");
    }
    int signed = SIGNED_TYPES.stream().mapToInt(records::count).sum();
    if (signed > 0 && !isPresigned()) {
      warnings.add(
          signed + " records RRSIG, NSEC and NSEC3 are in a zone that is not pre-signed: left out");
    }
  }

  private boolean isPresigned() {
    return metadata.getOrDefault(MetadataKind.PRESIGNED.text(), List.of()).contains("1");
  }

  private static String describe(PowerDnsKey key) {
    ZoneKey made = key(key);
    return "key %d: %s, tag %d, %s, %s, %s"
        .formatted(
            key.id(),
            made.isSecureEntryPoint() ? "ksk" : "zsk",
            made.keyTag(),
            made.algorithm().mnemonic(),
            key.active() ? "active" : "inactive",
            key.published() ? "published" : "unpublished");
  }

  private static ZoneKey key(PowerDnsKey key) {
    if (key.flags() != ZoneKey.ZONE_KEY && key.flags() != ZoneKey.SECURE_ENTRY_POINT) {
      throw new IllegalArgumentException(
          "key %d has flags %d, and only 256 and 257 are possible"
              .formatted(key.id(), key.flags()));
    }
    try {
      return new ZoneKey(
          key.id(), key.flags(), key.active(), key.published(), KeyFile.parse(key.content()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "key %d can't be used: %s".formatted(key.id(), e.getMessage()), e);
    }
  }

  private void prepareMetadata(String kind, List<String> values) {
    String shown = kind + " '" + String.join("' '", values) + "'";
    if (isTaken(kind)) {
      details.add("metadata " + shown);
    } else {
      warnings.add("Metadata " + shown + " is not taken over: there is no such kind here");
    }
  }

  private static boolean isTaken(String kind) {
    return MetadataKind.of(kind).isPresent() || kind.startsWith("X-");
  }

  private void move(Admin admin) {
    admin.createZone(name);
    try {
      setMetadata(admin);
      keys.stream()
          .sorted(Comparator.comparingLong(PowerDnsKey::id))
          .forEach(key -> importKey(admin, key));
      if (zone.isPulled()) {
        admin.changeSlaveZoneMaster(name, zone.primaries());
      } else {
        warnings.addAll(admin.loadZone(name, "rows of " + name, records.toString()).warnings());
      }
    } catch (Problem e) {
      admin.deleteZone(name);
      throw e;
    }
  }

  private void setMetadata(Admin admin) {
    metadata.forEach(
        (kind, values) -> {
          if (isTaken(kind)) {
            setMetadata(admin, kind, values);
          }
        });
  }

  private void setMetadata(Admin admin, String kind, List<String> values) {
    Optional<MetadataKind> known = MetadataKind.of(kind);
    try {
      admin.setMeta(name, kind, values, false);
    } catch (Problem e) {
      if (known.filter(ESSENTIAL::contains).isPresent()) {
        throw e;
      }
      details.removeIf(detail -> detail.startsWith("metadata " + kind + " "));
      warnings.add("Metadata " + kind + " is not taken over: " + reason(e));
    }
  }

  private void importKey(Admin admin, PowerDnsKey key) {
    KeyText text = new KeyText("key " + key.id() + " of PowerDNS", key.content(), "");
    boolean secureEntryPoint = key.flags() == ZoneKey.SECURE_ENTRY_POINT;
    KeyAdded added =
        admin.importZoneKey(
            name, text, new KeyRole(secureEntryPoint, key.active(), key.published()), false);
    warnings.addAll(added.warnings());
    int tag = key(key).keyTag();
    if (added.keyTag() != tag) {
      warnings.add(
          "Key %d has tag %d here, and %d there: the parent's DS may need to change"
              .formatted(key.id(), added.keyTag(), tag));
    }
  }
}
