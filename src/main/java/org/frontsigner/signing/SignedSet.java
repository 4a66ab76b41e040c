package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrSet;

/** A record set with its owner and its signatures. Immutable. */
public record SignedSet(DomainName owner, RrSet set, Rrsigs rrsigs) {}
