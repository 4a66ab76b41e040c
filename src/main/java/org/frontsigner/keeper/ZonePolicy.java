package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.Denial;
import org.frontsigner.signing.KeySet;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.PublishPolicy;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.signing.SignatureCounts;
import org.frontsigner.signing.SigningPlan;
import org.frontsigner.signing.SigningWindow;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.ZoneKey;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;

/**
 * What a zone's settings mean. Values were checked when they were set. Immutable.
 *
 * @param presigned whether the zone is served with the signatures of others: it is to be, and its
 *     data has them
 */
public record ZonePolicy(ZoneSettings settings, KeeperSettings keeper, boolean presigned) {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");

  /** What the settings mean for data, which may be null. */
  static ZonePolicy of(ZoneSettings settings, KeeperSettings keeper, Zone zone) {
    boolean carries = zone != null && zone.isPresigned();
    return new ZonePolicy(settings, keeper, carries && wantsPresigned(settings));
  }

  /** Whether the operator has said that others sign the zone. */
  static boolean wantsPresigned(ZoneSettings settings) {
    return settings.metadata().isOn(MetadataKind.PRESIGNED.text());
  }

  /** Whether the operator has said that others sign the zone. */
  public boolean wantsPresigned() {
    return wantsPresigned(settings);
  }

  private Metadata metadata() {
    return settings.metadata();
  }

  private Optional<String> value(MetadataKind kind) {
    return metadata().value(kind.text());
  }

  /** NSEC unless NSEC3PARAM is set. */
  public Denial denial() {
    Optional<Nsec3Parameters> parameters =
        value(MetadataKind.NSEC3PARAM).map(Nsec3Parameters::parse);
    if (parameters.isEmpty()) {
      return new Denial.Nsec();
    }
    return metadata().isOn(MetadataKind.NSEC3NARROW.text())
        ? new Denial.Narrow(parameters.get())
        : new Denial.Nsec3(parameters.get());
  }

  /**
   * The keys, but for those that a token is still to make; those of RSASHA1 take the number that
   * goes with the way of denial.
   */
  public KeySet keys() {
    boolean hashed = denial().nsec3().isPresent();
    List<ZoneKey> keys = new ArrayList<>();
    for (ZoneKey key : settings.keys()) {
      if (key.isPending()) {
        continue;
      }
      Algorithm algorithm = key.algorithm();
      if (algorithm.followsDenial()) {
        algorithm = hashed ? Algorithm.RSASHA1_NSEC3_SHA1 : Algorithm.RSASHA1;
      }
      keys.add(algorithm == key.algorithm() ? key : key.withAlgorithm(algorithm));
    }
    return KeySet.of(keys);
  }

  /** Whether the zone is signed here: it has an active key, and is not pre-signed. */
  public boolean isSecured() {
    return !presigned && settings.keys().stream().anyMatch(key -> key.active() && !key.isPending());
  }

  /** Whether a key that signs is in a token. */
  boolean usesTokens() {
    return !presigned
        && settings.keys().stream()
            .anyMatch(
                key -> key.active() && !key.isPending() && key.material() instanceof TokenMaterial);
  }

  public PublishPolicy publish() {
    List<Integer> digests =
        metadata().values(MetadataKind.PUBLISH_CDS.text()).stream()
            .flatMap(text -> List.of(text.split(",", -1)).stream())
            .map(text -> Integer.valueOf(text.strip()))
            .toList();
    Optional<String> cdnskey = value(MetadataKind.PUBLISH_CDNSKEY);
    return new PublishPolicy(
        digests,
        cdnskey.filter("1"::equals).isPresent(),
        cdnskey.filter("0"::equals).isPresent(),
        dnskeyTtl(),
        keeper.clampExpire());
  }

  private OptionalLong dnskeyTtl() {
    return value(MetadataKind.DNSKEY_TTL).stream().mapToLong(Long::parseLong).findFirst();
  }

  /** SOA-EDIT, or the configured kind; the primary's serial for zones that are not signed here. */
  public SerialPolicy serialPolicy() {
    if (!isSecured()) {
      return SerialPolicy.NONE;
    }
    return value(MetadataKind.SOA_EDIT)
        .flatMap(SerialPolicy::of)
        .orElse(keeper.defaultSerialPolicy());
  }

  /** The window at a time: this week's, unless SIGNATURE-VALIDITY pins it. */
  public SigningWindow windowAt(Instant now) {
    return pinnedWindow().orElseGet(() -> SigningWindow.at(now, keeper.window()));
  }

  /** The window that SIGNATURE-VALIDITY pins. */
  Optional<SigningWindow> pinnedWindow() {
    return value(MetadataKind.SIGNATURE_VALIDITY).map(ZonePolicy::parseValidity);
  }

  /**
   * Reads {@code INCEPTION EXPIRATION}, each YYYYMMDDHHMMSS in UTC.
   *
   * @throws IllegalArgumentException when the text is not that
   */
  static SigningWindow parseValidity(String text) {
    String[] times = text.strip().split("\\s+", -1);
    if (times.length != 2) {
      throw new IllegalArgumentException(
          "'" + text + "' is not 'INCEPTION EXPIRATION', each as YYYYMMDDHHMMSS in UTC");
    }
    return new SigningWindow(parseTime(times[0]), parseTime(times[1]));
  }

  private static Instant parseTime(String text) {
    try {
      return LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
    } catch (java.time.format.DateTimeParseException e) {
      throw new IllegalArgumentException("'" + text + "' is no time of the form YYYYMMDDHHMMSS", e);
    }
  }

  /** How the zone is signed at a time. */
  public SigningPlan plan(Instant now, CryptoChoice choice, SignatureCounts counts) {
    return new SigningPlan(
        presigned ? KeySet.EMPTY : keys(),
        denial(),
        windowAt(now),
        publish(),
        choice,
        keeper.keepSignatures(),
        counts);
  }

  /** What of a primary's zone is taken: all of it where others sign. */
  IntakePolicy intake() {
    return keeper.intake().withSignatures(wantsPresigned());
  }

  /** Whether increments are asked for: IXFR is not set to 0. */
  public boolean wantsIncremental() {
    return value(MetadataKind.IXFR).filter("0"::equals).isEmpty();
  }

  public Optional<InetAddress> transferSource() {
    return value(MetadataKind.AXFR_SOURCE).map(text -> Endpoint.parse(text).getAddress());
  }

  /** The name of the key for a primary: the one set for it, else the one set for all. */
  public Optional<DomainName> primaryKey(InetSocketAddress primary) {
    return KeyUse.find(primaryKeys(), primary);
  }

  /** The name of the key for a secondary: the one set for it, else the first set for all. */
  public Optional<DomainName> secondaryKey(InetSocketAddress secondary) {
    return KeyUse.find(secondaryKeys(), secondary);
  }

  /** All uses of keys by secondaries. */
  public List<KeyUse> secondaryKeys() {
    return metadata().values(MetadataKind.TSIG_ALLOW_AXFR.text()).stream()
        .map(KeyUse::parse)
        .toList();
  }

  /** All uses of keys by primaries. */
  public List<KeyUse> primaryKeys() {
    return metadata().values(MetadataKind.AXFR_MASTER_TSIG.text()).stream()
        .map(KeyUse::parse)
        .toList();
  }

  public List<InetSocketAddress> alsoNotify() {
    return metadata().values(MetadataKind.ALSO_NOTIFY.text()).stream()
        .map(Endpoint::parse)
        .toList();
  }

  /** Networks, and perhaps AUTO-NS, that may transfer the zone. */
  public List<String> allowTransferFrom() {
    return metadata().values(MetadataKind.ALLOW_AXFR_FROM.text());
  }
}
