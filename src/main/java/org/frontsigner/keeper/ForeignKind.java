package org.frontsigner.keeper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Kinds of metadata that PowerDNS knows and that are not for a server whose data is not its own.
 */
enum ForeignKind {
  UPDATES(
      "dynamic updates (RFC 2136) go to the primary",
      "ALLOW-DNSUPDATE-FROM",
      "TSIG-ALLOW-DNSUPDATE",
      "FORWARD-DNSUPDATE",
      "NOTIFY-DNSUPDATE",
      "SOA-EDIT-DNSUPDATE"),
  API("no API changes a zone's data, which is its primary's", "SOA-EDIT-API", "API-RECTIFY"),
  LUA(
      "no Lua is run; docs/intake.md says what of a primary's zone is left out",
      "LUA-AXFR-SCRIPT",
      "ENABLE-LUA-RECORDS"),
  GSS("GSS-TSIG is not spoken; use TSIG", "GSS-ACCEPTOR-PRINCIPAL", "GSS-ALLOW-AXFR-PRINCIPAL"),
  NAMES("names of hosts are taken as the primary has them", "RFC1123-CONFORMANCE"),
  SIGNALING("signaling zones (RFC 9615) are not made", "SIGNALING-ZONE"),
  CATALOG("catalog zones are not made", "CATALOG-HASH");

  private final String why;
  private final List<String> kinds;

  ForeignKind(String why, String... kinds) {
    this.why = why;
    this.kinds = List.of(kinds);
  }

  /** Why a kind is not for this server; empty where PowerDNS has none of that name either. */
  static Optional<String> whyNot(String kind) {
    String upper = kind.toUpperCase(Locale.ROOT);
    for (ForeignKind each : values()) {
      if (each.kinds.contains(upper)) {
        return Optional.of(each.why);
      }
    }
    return Optional.empty();
  }
}
