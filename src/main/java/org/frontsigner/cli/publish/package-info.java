/** Verbs for what zones tell their parents of their keys. May import: cli, api, picocli. */
package org.frontsigner.cli.publish;
