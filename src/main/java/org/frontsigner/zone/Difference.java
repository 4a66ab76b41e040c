package org.frontsigner.zone;

/**
 * What changed from one serial of an unsigned zone to another, as one part of an IXFR says it (RFC
 * 1995, 4). The two SOA records stand first in {@code removed} and in {@code added}.
 */
public record Difference(long fromSerial, long toSerial, RecordList removed, RecordList added) {}
