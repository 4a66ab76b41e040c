/** Verbs for how zones deny names. May import: cli, api, picocli. */
package org.frontsigner.cli.denial;
