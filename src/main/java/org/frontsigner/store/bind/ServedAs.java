package org.frontsigner.store.bind;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.keeper.MetadataKind;
import org.frontsigner.keeper.ZoneSettings;
import org.frontsigner.signing.ZoneKey;

/** The mark of all that signatures and the DNSKEY set of a zone come from, beside its data. */
final class ServedAs {
  /** The mark of a zone that nobody signs here. */
  static final String UNSIGNED = "unsigned";

  private static final List<MetadataKind> KINDS =
      List.of(
          MetadataKind.DNSKEY_TTL,
          MetadataKind.NSEC3NARROW,
          MetadataKind.NSEC3PARAM,
          MetadataKind.PRESIGNED,
          MetadataKind.PUBLISH_CDNSKEY,
          MetadataKind.PUBLISH_CDS,
          MetadataKind.SIGNATURE_VALIDITY);

  private ServedAs() {}

  static String mark(ZoneSettings settings) {
    if (settings.keys().stream().noneMatch(key -> key.active() && !key.isPending())) {
      return UNSIGNED;
    }
    StringBuilder text = new StringBuilder();
    for (ZoneKey key : settings.keys()) {
      if (!key.isPending() && (key.active() || key.published())) {
        text.append(HexFormat.of().formatHex(key.dnskey()))
            .append(key.active() ? " active" : "")
            .append(key.published() ? " published\n" : "\n");
      }
    }
    for (MetadataKind kind : KINDS) {
      text.append(kind.text()).append(settings.metadata().values(kind.text())).append('\n');
    }
    return HexFormat.of().formatHex(sha256(text.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] sha256(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
