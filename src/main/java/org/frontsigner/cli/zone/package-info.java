/** Verbs that make, fill, show, check and remove zones. May import: cli, api, picocli. */
package org.frontsigner.cli.zone;
