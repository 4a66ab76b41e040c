package org.frontsigner.keeper;

import java.util.Locale;
import java.util.Optional;

/**
 * The kinds of metadata that a zone can have. Kinds that begin with X- are free for applications.
 */
public enum MetadataKind {
  ALLOW_AXFR_FROM(true),
  ALSO_NOTIFY(true),
  AXFR_MASTER_TSIG(true),
  AXFR_SOURCE(false),
  DNSKEY_TTL(false),
  IXFR(false),
  NSEC3NARROW(false),
  NSEC3PARAM(false),
  PRESIGNED(false),
  PUBLISH_CDNSKEY(false),
  PUBLISH_CDS(true),
  SIGNATURE_VALIDITY(false),
  SLAVE_RENOTIFY(false),
  SOA_EDIT(false),
  SQL_RECORDS(false),
  TSIG_ALLOW_AXFR(true);

  private final boolean repeatable;

  MetadataKind(boolean repeatable) {
    this.repeatable = repeatable;
  }

  /** Whether a zone can have several values of the kind. */
  public boolean isRepeatable() {
    return repeatable;
  }

  /** The kind as it is written and stored. */
  public String text() {
    return name().replace('_', '-');
  }

  /** Whether the kind is about how this server signs. */
  boolean isOfSigning() {
    return switch (this) {
      case DNSKEY_TTL,
          NSEC3NARROW,
          NSEC3PARAM,
          PUBLISH_CDNSKEY,
          PUBLISH_CDS,
          SIGNATURE_VALIDITY,
          SOA_EDIT ->
          true;
      default -> false;
    };
  }

  /** Whether the kind is about how a zone is pulled. */
  boolean isOfPulling() {
    return switch (this) {
      case AXFR_MASTER_TSIG, AXFR_SOURCE, IXFR, SLAVE_RENOTIFY -> true;
      default -> false;
    };
  }

  public static Optional<MetadataKind> of(String text) {
    String name = text.toUpperCase(Locale.ROOT);
    for (MetadataKind kind : values()) {
      if (kind.text().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
