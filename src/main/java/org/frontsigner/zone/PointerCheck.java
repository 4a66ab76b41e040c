package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;
import org.frontsigner.wire.RrType;

/**
 * Whether records that point to names of their own zone lead somewhere: name servers and mail
 * exchangers to an address and to no alias (RFC 2181, 10.3), aliases to no further alias (RFC 1034,
 * 3.6.2).
 */
final class PointerCheck {
  /** Octets of the preference before the name in a MX rdata (RFC 1035, 3.3.9). */
  private static final int PREFERENCE_OCTETS = 2;

  /** No resolver follows an alias so far. */
  private static final int STEPS_MAX = 32;

  private final Zone zone;
  private final Findings findings;

  PointerCheck(Zone zone, Findings findings) {
    this.zone = zone;
    this.findings = findings;
  }

  /** Looks at the pointing sets of a name that the zone answers for, or of a delegation. */
  void look(Node node, DomainName owner) {
    RrSet nameServers = node.set(RrType.NS);
    if (nameServers != null) {
      lookAtNameServers(node, owner, nameServers);
    }
    if (node.kind() == NodeKind.DELEGATION) {
      return;
    }
    RrSet exchangers = node.set(RrType.MX);
    for (int i = 0; exchangers != null && i < exchangers.count(); i++) {
      lookAtExchanger(owner, DomainName.at(exchangers.rdata(i), PREFERENCE_OCTETS));
    }
    RrSet alias = node.set(RrType.CNAME);
    if (alias != null) {
      lookAtAlias(owner, DomainName.at(alias.rdata(0), 0));
    }
  }

  /** As long as one name server can be found, the others are missed but not needed. */
  private void lookAtNameServers(Node node, DomainName owner, RrSet set) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < set.count(); i++) {
      DomainName server = DomainName.at(set.rdata(i), 0);
      String what =
          node.kind() == NodeKind.DELEGATION && server.isAtOrBelow(owner)
              ? missingGlue(server)
              : missingAddress(server);
      if (what != null) {
        wrong.add("name server " + what);
      }
    }
    boolean noneLeft = wrong.size() == set.count();
    Finding.Severity severity = noneLeft ? Finding.Severity.ERROR : Finding.Severity.WARNING;
    wrong.forEach(message -> findings.add(severity, owner, RrType.NS, message));
  }

  private String missingGlue(DomainName server) {
    return Target.hasAddress(zone, server)
        ? null
        : server + " is in the delegated zone and has no address here, which it needs as glue";
  }

  /** What is wrong with a name that needs an address; null when nothing is. */
  private String missingAddress(DomainName name) {
    Target target = Target.of(zone, name);
    return switch (target.kind()) {
      case ALIAS, TOO_LONG -> name + " is an alias, which it must not be (RFC 2181, 10.3)";
      case NO_ADDRESS -> name + " has no address";
      case NO_NAME -> name + " does not exist";
      default -> null;
    };
  }

  private void lookAtExchanger(DomainName owner, DomainName exchanger) {
    // RFC 7505: the root as exchanger says that there is none.
    String what = exchanger.isRoot() ? null : missingAddress(exchanger);
    if (what != null) {
      findings.warn(owner, RrType.MX, "mail exchanger " + what);
    }
  }

  private void lookAtAlias(DomainName owner, DomainName first) {
    Target target = Target.of(zone, first);
    if (target.kind() != Target.Kind.ALIAS) {
      return;
    }
    Set<DomainName> met = new HashSet<>(Set.of(owner));
    DomainName name = first;
    while (target.kind() == Target.Kind.ALIAS) {
      if (!met.add(name)) {
        findings.error(owner, RrType.CNAME, "it leads in a circle, through " + name);
        return;
      }
      if (met.size() > STEPS_MAX) {
        findings.error(
            owner, RrType.CNAME, "it leads through more than %d aliases".formatted(STEPS_MAX));
        return;
      }
      name = target.next();
      target = Target.of(zone, name);
    }
    findings.warn(
        owner,
        RrType.CNAME,
        "%s is an alias itself; point it to the end of the chain, %s".formatted(first, name));
  }
}
