package org.frontsigner.cli.key;

import org.frontsigner.api.DsView;
import org.frontsigner.api.KeyView;
import org.frontsigner.cli.Output;

/** Keys as lines that readers of pdnssec's output know. */
public final class KeyLines {
  private static final String TABLE_LINE = "%-29s %-4s %-3s %-3s %-7s %-15s %-4s %-11s %s";

  private KeyLines() {}

  /** A key, its DNSKEY and its DS records, as show-zone has them. */
  public static void describe(KeyView key, Output output) {
    output.line(
        "ID = %d (%s), flags = %d, tag = %d, algo = %d, bits = %d\t%s\t%s  ( %s )"
            .formatted(
                key.id(),
                key.role(),
                key.flags(),
                key.keyTag(),
                key.algorithm(),
                key.bits(),
                key.active() ? "  Active" : "Inactive",
                key.published() ? " Published" : " Unpublished",
                key.mnemonic()));
    if (key.dnskey().isEmpty()) {
      output.line("This key is not made yet: see hsm create-key");
      return;
    }
    output.line("%s DNSKEY = %s ; ( %s )".formatted(key.role(), dnskeyRecord(key), key.mnemonic()));
    for (DsView ds : key.ds()) {
      output.line("DS = " + dsRecord(key, ds));
    }
  }

  /** The DNSKEY as a record without TTL. */
  static String dnskeyRecord(KeyView key) {
    return "%s IN DNSKEY %s".formatted(key.zone(), key.dnskey());
  }

  /** A DS as a record without TTL, the name of its digest behind it. */
  static String dsRecord(KeyView key, DsView ds) {
    String line = "%s IN DS %s ; ( %s digest )".formatted(key.zone(), ds.rdata(), ds.digestName());
    return ds.advised() ? line : line + " not for new DS records";
  }

  /** Keys of many zones, one a line. */
  static void table(Iterable<KeyView> keys, Output output) {
    String head =
        TABLE_LINE.formatted(
            "Zone", "Type", "Act", "Pub", "Size", "Algorithm", "ID", "Location", "Keytag");
    output.line(head);
    output.line("-".repeat(head.length()));
    for (KeyView key : keys) {
      output.line(
          TABLE_LINE.formatted(
              withoutFinalDot(key.zone()),
              key.role(),
              key.active() ? "Act" : "",
              key.published() ? "Pub" : "",
              key.bits(),
              key.mnemonic(),
              key.id(),
              "cryptokeys",
              key.keyTag()));
    }
  }

  private static String withoutFinalDot(String zone) {
    return zone.length() > 1 ? zone.substring(0, zone.length() - 1) : zone;
  }
}
