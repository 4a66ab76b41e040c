/** Verbs for the keys of zones. May import: cli, api, picocli. */
package org.frontsigner.cli.key;
