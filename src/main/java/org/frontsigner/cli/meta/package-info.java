/** Verbs for settings of zones by kind. May import: cli, api, picocli. */
package org.frontsigner.cli.meta;
