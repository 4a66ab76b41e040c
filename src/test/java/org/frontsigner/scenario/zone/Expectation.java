package org.frontsigner.scenario.zone;

import java.util.Optional;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNAMERecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.Type;

/** Foresees how a validator must judge a question, from the unsigned zone alone. Immutable. */
public final class Expectation {
  // Resolvers follow about eleven aliases (Unbound) and give up.
  private static final int ALIASES_MAX = 8;

  private final ZoneModel zone;
  private final Set<Name> servedChildren;
  private final Denial denial;

  Expectation(ZoneModel zone, Set<Name> servedChildren, Denial denial) {
    this.zone = zone;
    this.servedChildren = servedChildren;
    this.denial = denial;
  }

  /** For a zone of whose delegations nobody serves the children. */
  public static Expectation of(ZoneData zone, Denial denial) {
    return new Expectation(new ZoneModel(zone), Set.of(), denial);
  }

  /** What a validator must make of the answer to this question. */
  public Due of(Name name, int type) {
    return follow(name, type, ALIASES_MAX);
  }

  private Due follow(Name name, int type, int aliasesLeft) {
    if (aliasesLeft == 0) {
      return Due.NOTHING;
    }
    if (!name.subdomain(zone.origin())) {
      return Due.NOT_BOGUS;
    }
    Optional<Name> branch = zone.branch(name);
    if (branch.isPresent()) {
      Name at = branch.get();
      return zone.isCut(at) ? atCut(at, name, type) : redirected(at, name, type, aliasesLeft);
    }
    return zone.exists(name) ? existing(name, type, aliasesLeft) : absent(name, type, aliasesLeft);
  }

  private Due atCut(Name cut, Name name, int type) {
    if (name.equals(cut) && type == Type.DS) {
      return zone.types(cut).contains(Type.DS) ? Due.SECURE : unlessOptOut();
    }
    return servedChildren.contains(cut) ? Due.NOT_BOGUS : Due.NOTHING;
  }

  private Due redirected(Name at, Name name, int type, int aliasesLeft) {
    try {
      DNAMERecord redirection = new DNAMERecord(at, DClass.IN, 0, zone.redirection(at));
      return follow(name.fromDNAME(redirection), type, aliasesLeft - 1);
    } catch (NameTooLongException yxdomain) {
      return Due.NOTHING;
    }
  }

  private Due existing(Name name, int type, int aliasesLeft) {
    if (type == Type.DS && name.equals(zone.origin())) {
      return Due.NOTHING; // The parent's to answer.
    }
    Due here = zone.isEmpty(name) ? unlessOptOut() : Due.SECURE;
    return here.and(aliased(name, type, aliasesLeft));
  }

  private Due absent(Name name, int type, int aliasesLeft) {
    Name wildcard = wildcardOf(zone.closestEncloser(name));
    if (zone.isCut(wildcard) || zone.redirects(wildcard)) {
      return Due.NOTHING; // Meaningless by RFC 4592, 4.2 and 4.4.
    }
    return zone.exists(wildcard)
        ? unlessOptOut().and(aliased(wildcard, type, aliasesLeft))
        : unlessOptOut();
  }

  private static Name wildcardOf(Name encloser) {
    try {
      return Name.concatenate(Name.fromConstantString("*"), encloser);
    } catch (NameTooLongException noRoom) {
      return encloser;
    }
  }

  private Due aliased(Name name, int type, int aliasesLeft) {
    boolean follows = type != Type.CNAME && zone.alias(name).isPresent();
    return follows ? follow(zone.alias(name).get(), type, aliasesLeft - 1) : Due.SECURE;
  }

  // A proof with an opt-out span in it proves only that there is no secure name (RFC 5155, 9.2).
  private Due unlessOptOut() {
    return denial == Denial.NSEC3_OPT_OUT ? Due.NOT_BOGUS : Due.SECURE;
  }
}
