package org.frontsigner.api;

import java.util.List;

/**
 * The records of a zone.
 *
 * @param serial of the data, as the primary gave it
 * @param records each as OWNER TAB TTL TAB IN TAB TYPE TAB RDATA; may be made while it is read
 */
public record ZoneRecords(String zone, long serial, List<String> records) {}
