/**
 * The daemon's doors for operators and their tools: the control socket of the command line, and
 * HTTP.
 *
 * <p>Each door only translates: what is asked for is done by {@link org.frontsigner.api.Admin}.
 *
 * <p>May import: api and what is below it, keeper, bridge, Netty, Jackson, simpleclient, slf4j.
 */
package org.frontsigner.http;
