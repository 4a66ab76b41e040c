package org.frontsigner.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;
import org.frontsigner.zone.Finding;

/**
 * Looks at how a zone is signed for what keeps resolvers from validating it, or soon will.
 * Immutable.
 *
 * @param stored the keys as they are kept
 * @param served the same keys as they sign: one of RSASHA1 may have got its other number
 * @param primarySerial the serial of the unsigned data, where there is data
 * @param pinned the window that SIGNATURE-VALIDITY sets, where it is set
 */
public record KeyCheck(
    DomainName zone,
    List<ZoneKey> stored,
    KeySet served,
    Denial denial,
    SerialPolicy serialPolicy,
    OptionalLong primarySerial,
    Optional<SigningWindow> pinned) {
  /** What RSA keys are advised to have at least. */
  private static final int RSA_BITS_ADVISED = 2048;

  public KeyCheck {
    stored = List.copyOf(stored);
  }

  /** What is wrong at {@code now}: a few findings for each key, algorithm and setting. */
  public List<Finding> findings(Instant now) {
    List<Finding> findings = new ArrayList<>();
    if (!served.signs()) {
      if (!stored.isEmpty()) {
        findings.add(warning(RrType.DNSKEY, "no key is active, so that the zone is not signed"));
      }
      return findings;
    }
    if (served.published().isEmpty()) {
      findings.add(
          error(RrType.DNSKEY, "no key is published, so that no resolver can validate the zone"));
    }
    served.inUse().forEach(key -> lookAtKey(key, findings));
    stored.forEach(key -> lookAtNumber(key, findings));
    algorithms().forEach(algorithm -> lookAtAlgorithm(algorithm, findings));
    lookAtTags(findings);
    lookAtDenial(findings);
    lookAtSerial(now, findings);
    pinned.ifPresent(window -> findings.add(validity(window, now)));
    return findings;
  }

  private Finding error(int type, String message) {
    return new Finding(Finding.Severity.ERROR, zone, type, message);
  }

  private Finding warning(int type, String message) {
    return new Finding(Finding.Severity.WARNING, zone, type, message);
  }

  private Set<Algorithm> algorithms() {
    return served.inUse().stream()
        .map(ZoneKey::algorithm)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Algorithm.class)));
  }

  private static String name(ZoneKey key) {
    return "key %d (tag %d, %s)".formatted(key.id(), key.keyTag(), key.algorithm().mnemonic());
  }

  private void lookAtKey(ZoneKey key, List<Finding> findings) {
    key.algorithm()
        .deprecation()
        .ifPresent(why -> findings.add(warning(RrType.DNSKEY, name(key) + " " + why)));
    int bits = key.material().bits();
    if (key.algorithm().family() == Algorithm.Family.RSA && bits < RSA_BITS_ADVISED) {
      findings.add(
          warning(
              RrType.DNSKEY,
              "%s has %d bits, and should have %d".formatted(name(key), bits, RSA_BITS_ADVISED)));
    }
    if (key.algorithm() == Algorithm.RSASHA1 && denial.nsec3().isPresent()) {
      findings.add(error(RrType.DNSKEY, name(key) + " can't be used with NSEC3 (RFC 5155, 2)"));
    }
    if (key.active() && !key.published()) {
      findings.add(
          warning(
              RrType.DNSKEY,
              name(key) + " is active and not published: no resolver can check what it signs"));
    }
  }

  /** RSASHA1 is 5 with NSEC and 7 with NSEC3, and a DS names the number (RFC 5155, 2). */
  private void lookAtNumber(ZoneKey kept, List<Finding> findings) {
    for (ZoneKey key : served.inUse()) {
      if (key.id() == kept.id() && key.algorithm() != kept.algorithm()) {
        findings.add(
            warning(
                RrType.DNSKEY,
                ("%s is kept with algorithm %d, and the zone's way of denial makes it %d: "
                        + "a DS with %d does not belong to it any more")
                    .formatted(
                        name(key),
                        kept.algorithm().number(),
                        key.algorithm().number(),
                        kept.algorithm().number())));
      }
    }
  }

  /** RFC 4035, 2.2: each algorithm of the DNSKEY set signs every set. */
  private void lookAtAlgorithm(Algorithm algorithm, List<Finding> findings) {
    String unsigned = unsigned(algorithm);
    if (unsigned != null) {
      findings.add(
          error(
              RrType.DNSKEY,
              ("algorithm %s is published, and no published key of it signs %s: "
                      + "resolvers may hold the zone for bogus (RFC 4035, 2.2)")
                  .formatted(algorithm.mnemonic(), unsigned)));
    }
    if (any(key -> key.active(), algorithm)) {
      lookAtRoles(algorithm, findings);
    }
  }

  /** What no published key of a published algorithm signs; null when all is signed. */
  private String unsigned(Algorithm algorithm) {
    if (!any(ZoneKey::published, algorithm)) {
      return null;
    }
    boolean data = signs(algorithm, RrType.SOA);
    boolean keys = signs(algorithm, RrType.DNSKEY);
    if (!data) {
      return keys ? "the zone's records" : "anything";
    }
    return keys ? null : "the DNSKEY set";
  }

  private boolean signs(Algorithm algorithm, int type) {
    return served.signers(type).stream()
        .anyMatch(key -> key.algorithm() == algorithm && key.published());
  }

  private boolean any(Predicate<ZoneKey> property, Algorithm algorithm) {
    return served.all().stream()
        .anyMatch(key -> key.algorithm() == algorithm && property.test(key));
  }

  private void lookAtRoles(Algorithm algorithm, List<Finding> findings) {
    boolean keySigner = any(key -> key.active() && key.isSecureEntryPoint(), algorithm);
    boolean zoneSigner = any(key -> key.active() && !key.isSecureEntryPoint(), algorithm);
    if (!keySigner) {
      findings.add(
          warning(
              RrType.DNSKEY,
              ("no active key of algorithm %s is a secure entry point: "
                      + "zone signing keys sign the DNSKEY set, and a DS must be of one of them")
                  .formatted(algorithm.mnemonic())));
    }
    if (!zoneSigner && any(key -> key.published() && !key.isSecureEntryPoint(), algorithm)) {
      findings.add(
          warning(
              RrType.DNSKEY,
              "no zone signing key of algorithm %s is active: key signing keys sign everything"
                  .formatted(algorithm.mnemonic())));
    }
  }

  /** Resolvers try all keys of a tag, and only so many (RFC 4034, appendix B). */
  private void lookAtTags(List<Finding> findings) {
    Map<String, List<ZoneKey>> byTag =
        served.inUse().stream()
            .collect(
                Collectors.groupingBy(
                    key ->
                        "tag %d of algorithm %s"
                            .formatted(key.keyTag(), key.algorithm().mnemonic()),
                    TreeMap::new,
                    Collectors.toList()));
    byTag.forEach(
        (tag, keys) -> {
          if (keys.size() > 1) {
            findings.add(warning(RrType.DNSKEY, tag + " is that of several keys: " + ids(keys)));
          }
        });
  }

  private static String ids(List<ZoneKey> keys) {
    return keys.stream().map(key -> Long.toString(key.id())).collect(Collectors.joining(", "));
  }

  private void lookAtDenial(List<Finding> findings) {
    Nsec3Parameters parameters = denial.nsec3().orElse(Nsec3Parameters.DEFAULT);
    if (parameters.iterations() > 0 || parameters.salt().length > 0) {
      findings.add(
          warning(
              RrType.NSEC3PARAM,
              ("%d iterations and a salt of %d octets help against nobody; "
                      + "no iterations and no salt are advised (RFC 9276, 3.1)")
                  .formatted(parameters.iterations(), parameters.salt().length)));
    }
  }

  private void lookAtSerial(Instant now, List<Finding> findings) {
    if (serialPolicy == SerialPolicy.NONE) {
      findings.add(
          warning(
              RrType.SOA,
              "SOA-EDIT is NONE: secondaries see no new serial when signatures or keys change, "
                  + "and serve the old ones until they expire"));
    }
    if (primarySerial.isPresent() && isAheadOfPolicy(primarySerial.getAsLong(), now)) {
      findings.add(
          warning(
              RrType.SOA,
              ("the primary's serial, %d, is ahead of what SOA-EDIT %s makes of this week: "
                      + "the served serial is the last one and 1")
                  .formatted(primarySerial.getAsLong(), serialPolicy.text())));
    }
  }

  private boolean isAheadOfPolicy(long serial, Instant now) {
    boolean datesTheWeek =
        serialPolicy == SerialPolicy.INCEPTION_INCREMENT
            || serialPolicy == SerialPolicy.INCEPTION_EPOCH;
    return datesTheWeek && serialPolicy.edit(serial, now) == serial;
  }

  private Finding validity(SigningWindow window, Instant now) {
    String pinnedTo =
        "SIGNATURE-VALIDITY pins all signatures to %s until %s"
            .formatted(window.inception(), window.expiration());
    if (!window.expiration().isAfter(window.inception())) {
      return error(RrType.RRSIG, pinnedTo + ", so that none is ever valid");
    }
    if (!now.isBefore(window.expiration())) {
      return error(RrType.RRSIG, pinnedTo + ", which is past");
    }
    if (now.isBefore(window.inception())) {
      return error(RrType.RRSIG, pinnedTo + ", which is still to come");
    }
    return warning(RrType.RRSIG, pinnedTo + ", and no Thursday renews them");
  }
}
