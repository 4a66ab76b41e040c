/** Verbs for TSIG keys. May import: cli, api, picocli. */
package org.frontsigner.cli.tsig;
