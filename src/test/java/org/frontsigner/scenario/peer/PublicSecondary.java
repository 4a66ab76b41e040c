package org.frontsigner.scenario.peer;

import org.frontsigner.scenario.stage.Daemon;
import org.frontsigner.scenario.stage.Endpoint;

/**
 * A secondary that pulls its zones with a TSIG key, accepts a NOTIFY signed with that key alone,
 * and gives transfers to anybody on the loopback.
 */
public interface PublicSecondary {

  Endpoint endpoint();

  Daemon daemon();
}
