package org.frontsigner.keeper;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.frontsigner.api.DsView;
import org.frontsigner.api.KeyView;
import org.frontsigner.signing.DsDigest;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/** Keys as operators see them. */
final class KeyViews {
  /** What parents take today; SHA-1 is not to be published any more (RFC 8624). */
  private static final List<DsDigest> SHOWN = List.of(DsDigest.SHA256, DsDigest.SHA384);

  /** What else there is, behind those. */
  private static final List<DsDigest> ALL =
      List.of(DsDigest.SHA256, DsDigest.SHA384, DsDigest.SHA1, DsDigest.GOST);

  private KeyViews() {}

  /** All keys of a zone in PowerDNS' order: KSKs last, each in order of their ids. */
  static List<KeyView> of(ZoneKeeper zone) {
    return of(zone, SHOWN);
  }

  /** Likewise, with a DS of every digest: those that are not to be published come last. */
  static List<KeyView> withAllDigests(ZoneKeeper zone) {
    return of(zone, ALL);
  }

  private static List<KeyView> of(ZoneKeeper zone, List<DsDigest> digests) {
    KeySet keys = zone.policy().keys();
    Stream<KeyView> made =
        keys.all().stream()
            .sorted(
                Comparator.comparing((ZoneKey key) -> keys.role(key) == KeySet.Role.KSK)
                    .thenComparingLong(ZoneKey::id))
            .map(key -> of(zone.name(), keys, key, digests));
    Stream<KeyView> pending =
        zone.stored().settings().keys().stream()
            .filter(ZoneKey::isPending)
            .map(key -> pending(zone.name(), key));
    return Stream.concat(made, pending).toList();
  }

  /** A key that its token is still to make has neither tag nor DNSKEY. */
  private static KeyView pending(DomainName zone, ZoneKey key) {
    return new KeyView(
        zone.toString(),
        key.id(),
        key.isSecureEntryPoint() ? "KSK" : "ZSK",
        key.flags(),
        0,
        key.algorithm().number(),
        key.algorithm().mnemonic(),
        0,
        false,
        false,
        "",
        List.of());
  }

  static KeyView of(DomainName zone, KeySet keys, ZoneKey key) {
    return of(zone, keys, key, SHOWN);
  }

  private static KeyView of(DomainName zone, KeySet keys, ZoneKey key, List<DsDigest> digests) {
    KeySet.Role role = keys.role(key);
    List<DsView> ds =
        role == KeySet.Role.ZSK
            ? List.of()
            : digests.stream().map(digest -> ds(zone, key, digest)).toList();
    return new KeyView(
        zone.toString(),
        key.id(),
        role.name(),
        key.flags(),
        key.keyTag(),
        key.algorithm().number(),
        key.algorithm().mnemonic(),
        key.material().bits(),
        key.active(),
        key.published(),
        RecordText.of(RrType.DNSKEY, key.dnskey()),
        ds);
  }

  private static DsView ds(DomainName zone, ZoneKey key, DsDigest digest) {
    return new DsView(
        digest.number(),
        digest.name(),
        digest.deprecation().isEmpty(),
        RecordText.of(RrType.DS, key.ds(zone, digest)));
  }
}
