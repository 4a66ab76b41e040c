/**
 * What an operator can ask of frontsigner, in plain words: the interface {@link
 * org.frontsigner.api.Admin}, its results and its refusals.
 *
 * <p>The command line speaks to an {@code Admin} and does not know whether it is the daemon's,
 * reached through its control socket, or one on the database itself. Values are records of text,
 * numbers and times, so that each travels as JSON as it is.
 *
 * <p>May import: java.base only.
 */
package org.frontsigner.api;
