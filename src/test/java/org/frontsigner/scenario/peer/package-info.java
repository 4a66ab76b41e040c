/**
 * The neighbours in the wire, as Debian ships them: hidden primaries, public secondaries, a
 * validating resolver. Each runs in the foreground from a configuration of its own in the
 * workspace. May import: stage, zone, tool, dnsjava.
 */
package org.frontsigner.scenario.peer;
