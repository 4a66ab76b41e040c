/**
 * A hidden primary that misbehaves on order: plain sockets, messages made with dnsjava. May import:
 * stage, zone, tool, dnsjava.
 */
package org.frontsigner.scenario.faulty;
