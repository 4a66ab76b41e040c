package org.frontsigner.keeper;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.frontsigner.answer.Network;
import org.frontsigner.api.Problem;
import org.frontsigner.signing.DsDigest;
import org.frontsigner.signing.Nsec3Parameters;
import org.frontsigner.signing.SerialPolicy;
import org.frontsigner.wire.DomainName;

/** Which values a kind of metadata can have, and the form in which they are kept. */
final class MetadataCheck {
  private static final long TTL_MAX = 0x7fff_ffffL;
  private static final int FREE_VALUE_MAX = 4096;
  private static final int VALUES_MAX = 100;

  /** A length, and 20 octets as 32 characters. */
  private static final int HASH_LABEL_OCTETS = 33;

  private MetadataCheck() {}

  /**
   * The values in the form in which they are kept.
   *
   * @throws Problem USAGE when the kind can't have them
   */
  static List<String> normalized(MetadataKind kind, List<String> values) {
    if (values.size() > 1 && !kind.isRepeatable()) {
      throw Problem.usage(kind.text() + " has one value, not " + values.size(), "");
    }
    if (values.size() > VALUES_MAX) {
      throw Problem.usage(kind.text() + " has at most " + VALUES_MAX + " values", "");
    }
    try {
      List<String> normalized =
          values.stream().map(value -> normalized(kind, value.strip())).distinct().toList();
      if (kind == MetadataKind.PUBLISH_CDS) {
        checkTogether(normalized);
      }
      return normalized;
    } catch (IllegalArgumentException e) {
      throw Problem.usage(kind.text() + ": " + e.getMessage(), "");
    }
  }

  /** The values of a kind that begins with X-, which mean nothing here. */
  static List<String> free(String kind, List<String> values) {
    for (String value : values) {
      if (value.length() > FREE_VALUE_MAX) {
        throw Problem.usage(kind + ": a value has at most " + FREE_VALUE_MAX + " characters", "");
      }
    }
    return values;
  }

  /**
   * Every NSEC3 record has a hash as a label before the name of its zone (RFC 5155, 3).
   *
   * @throws Problem FAILED when the zone is to have such records and none would be a name
   */
  static void requireRoomForHashes(DomainName zone, Metadata metadata) {
    boolean hashed = metadata.value(MetadataKind.NSEC3PARAM.text()).isPresent();
    if (hashed && zone.length() + HASH_LABEL_OCTETS > DomainName.OCTETS_MAX) {
      throw Problem.failed(
          "The name of zone %s has %d octets: it is too long for NSEC3, which needs %d before it"
              .formatted(zone.toText(), zone.length(), HASH_LABEL_OCTETS),
          "Let the zone deny by NSEC: unset-nsec3");
    }
  }

  private static String normalized(MetadataKind kind, String value) {
    return switch (kind) {
      case ALLOW_AXFR_FROM -> network(value);
      case ALSO_NOTIFY -> Endpoint.print(Endpoint.parse(value));
      case AXFR_MASTER_TSIG, TSIG_ALLOW_AXFR -> KeyUse.parse(value).text();
      case AXFR_SOURCE -> Endpoint.parse(value).getAddress().getHostAddress();
      case DNSKEY_TTL -> number(value, TTL_MAX);
      case IXFR, NSEC3NARROW, PRESIGNED, PUBLISH_CDNSKEY, SQL_RECORDS -> number(value, 1);
      case SLAVE_RENOTIFY -> only("1", value, "the secondaries of a zone are always told");
      case NSEC3PARAM -> Nsec3Parameters.parse(value).toString();
      case PUBLISH_CDS -> digests(value);
      case SIGNATURE_VALIDITY -> validity(value);
      case SOA_EDIT -> soaEdit(value);
    };
  }

  private static String network(String value) {
    return value.equalsIgnoreCase(TransferAccess.AUTO_NS)
        ? TransferAccess.AUTO_NS
        : Network.parse(value).toString();
  }

  private static String number(String value, long max) {
    if (!value.matches("\\d{1,10}") || Long.parseLong(value) > max) {
      throw new IllegalArgumentException(
          "it is a number from 0 to %d, not '%s'".formatted(max, value));
    }
    return Long.toString(Long.parseLong(value));
  }

  /** RFC 8078, 4: with the delete record there is no other. */
  private static void checkTogether(List<String> digests) {
    String all = String.join(",", digests);
    if (List.of(all.split(",", -1)).contains("0") && !all.equals("0")) {
      throw new IllegalArgumentException("0, the delete record, stands alone, not in " + digests);
    }
  }

  /** Another value would be stored and do nothing. */
  private static String only(String possible, String value, String why) {
    if (!number(value, 1).equals(possible)) {
      throw new IllegalArgumentException("it can't be '%s': %s".formatted(value, why));
    }
    return possible;
  }

  private static String digests(String value) {
    return Stream.of(value.split(",", -1))
        .map(digest -> digest(number(digest.strip(), 255)))
        .collect(Collectors.joining(","));
  }

  private static String digest(String number) {
    if (!number.equals("0") && DsDigest.of(Integer.parseInt(number)).isEmpty()) {
      throw new IllegalArgumentException(
          "there is no digest %s: digests are %s; 0 is the delete record"
              .formatted(number, Stream.of(DsDigest.values()).map(DsDigest::number).toList()));
    }
    return number;
  }

  private static String validity(String value) {
    ZonePolicy.parseValidity(value);
    return value.replaceAll("\\s+", " ");
  }

  private static String soaEdit(String value) {
    return SerialPolicy.of(value)
        .map(SerialPolicy::text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no kind '%s'; kinds are %s".formatted(value, kinds())));
  }

  private static String kinds() {
    return String.join(", ", Arrays.stream(SerialPolicy.values()).map(SerialPolicy::text).toList());
  }

  /** The kind of a text in upper case; must be known, or begin with X-. */
  static String kind(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    ForeignKind.whyNot(upper)
        .ifPresent(
            why -> {
              throw Problem.usage(
                  "Metadata kind '" + text + "' of PowerDNS is not for this server: " + why,
                  "docs/metadata.md has all kinds");
            });
    if (MetadataKind.of(upper).isEmpty() && !upper.matches("X-[!-~]{1,60}")) {
      throw Problem.usage(
          "There is no metadata kind '" + text + "'",
          "Kinds are "
              + String.join(
                  ", ", Arrays.stream(MetadataKind.values()).map(MetadataKind::text).toList())
              + ", and any that begins with X-");
    }
    return upper;
  }
}
