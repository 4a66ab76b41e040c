package org.frontsigner.signing;

import org.frontsigner.wire.DomainName;

/** Which set a token signs, and what for. Immutable. */
record SignedFor(DomainName owner, int type, SigningWindow window, SigningPurpose purpose) {}
