/**
 * Where a scenario is played: a temporary folder, free ports, and real processes that end with the
 * test whatever happens. Knows nothing of DNS. May import: the JDK, JUnit, Awaitility.
 */
package org.frontsigner.scenario.stage;
