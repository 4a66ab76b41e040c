package org.frontsigner.answer;

import org.xbill.DNS.Name;

/** What a collection of denial records proves, as a validator sees it. */
public interface Denials {
  /** Neither the name nor a wildcard for it exists. */
  boolean nameError(Name name);

  /** The name, or the wildcard that stands for it, exists and lacks the type. */
  boolean noData(Name name, int type);

  /** No name exists that is closer to this one than the encloser. */
  boolean noCloser(Name name, Name encloser);

  /** The name is a cut, or a wildcard of one, without a DS. */
  boolean noDs(Name cut);

  static Name common(Name a, Name b) {
    Name at = a;
    while (!b.subdomain(at)) {
      at = new Name(at, 1);
    }
    return at;
  }

  /** The ancestor of the name that is one label longer than the encloser. */
  static Name nextCloser(Name name, Name encloser) {
    return new Name(name, name.labels() - encloser.labels() - 1);
  }
}
