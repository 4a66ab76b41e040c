/**
 * Zone data as the tests see it: read from master files, changed, compared, asked about. Reads with
 * dnsjava and shares no code with the product. May import: the JDK, dnsjava.
 */
package org.frontsigner.scenario.zone;
