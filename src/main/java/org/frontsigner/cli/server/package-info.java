/** Verbs for the server as a whole. May import: cli, api, picocli. */
package org.frontsigner.cli.server;
