package org.frontsigner.wire;

/** What {@link QueryReader} makes of the octets that somebody sent. */
public sealed interface Received permits Query, Rejected, Ignored {}
