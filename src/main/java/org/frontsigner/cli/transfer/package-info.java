/** Verbs that pull zones and tell secondaries. May import: cli, api, picocli. */
package org.frontsigner.cli.transfer;
