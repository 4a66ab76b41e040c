package org.frontsigner.signing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.frontsigner.wire.RrType;

/**
 * The keys of a zone and who of them signs what. Roles are found by algorithm: where an algorithm
 * has active keys of both flags, those with the secure entry point are key signing keys and the
 * others zone signing keys; else every active key of it signs everything. Immutable.
 */
public final class KeySet {
  public static final KeySet EMPTY = new KeySet(List.of());

  /** What a key does. */
  public enum Role {
    KSK,
    ZSK,
    CSK
  }

  private static final Comparator<ZoneKey> ORDER =
      Comparator.comparing(ZoneKey::isSecureEntryPoint).thenComparing(ZoneKey::id);

  private final List<ZoneKey> keys;
  private final List<ZoneKey> keySigners;
  private final List<ZoneKey> zoneSigners;
  private final List<ZoneKey> active;

  private KeySet(List<ZoneKey> keys) {
    this.keys = keys;
    this.active = keys.stream().filter(ZoneKey::active).toList();
    this.keySigners = active.stream().filter(key -> role(key) != Role.ZSK).toList();
    this.zoneSigners = active.stream().filter(key -> role(key) != Role.KSK).toList();
  }

  /** The set of these keys; zone signing keys come first, then in order of their ids. */
  public static KeySet of(List<ZoneKey> keys) {
    List<ZoneKey> sorted = new ArrayList<>(keys);
    sorted.sort(ORDER);
    return new KeySet(List.copyOf(sorted));
  }

  public List<ZoneKey> all() {
    return keys;
  }

  /** Whether any key signs. */
  public boolean signs() {
    return !active.isEmpty();
  }

  public List<ZoneKey> active() {
    return active;
  }

  /** What a key does, or would do if it were active. */
  public Role role(ZoneKey key) {
    boolean hasEntryPoint = key.isSecureEntryPoint() || hasActive(key.algorithm(), true);
    boolean hasOther = !key.isSecureEntryPoint() || hasActive(key.algorithm(), false);
    if (!hasEntryPoint || !hasOther) {
      return Role.CSK;
    }
    return key.isSecureEntryPoint() ? Role.KSK : Role.ZSK;
  }

  private boolean hasActive(Algorithm algorithm, boolean entryPoint) {
    for (ZoneKey key : keys) {
      if (key.active() && key.algorithm() == algorithm && key.isSecureEntryPoint() == entryPoint) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who signs a set of this type: the DNSKEY set the key signing keys, CDS and CDNSKEY all active
   * keys, everything else the zone signing keys.
   */
  public List<ZoneKey> signers(int type) {
    return switch (type) {
      case RrType.DNSKEY -> keySigners;
      case RrType.CDS, RrType.CDNSKEY -> active;
      default -> zoneSigners;
    };
  }

  /** The keys that show in what is served: those that sign or are published. */
  public List<ZoneKey> inUse() {
    return keys.stream().filter(key -> key.active() || key.published()).toList();
  }

  /** The keys of the DNSKEY set. */
  public List<ZoneKey> published() {
    return keys.stream().filter(ZoneKey::published).toList();
  }

  /** The published keys that a DS may point to, for CDS and CDNSKEY: all but zone signing keys. */
  public List<ZoneKey> entryPoints() {
    return keys.stream().filter(key -> key.published() && role(key) != Role.ZSK).toList();
  }
}
