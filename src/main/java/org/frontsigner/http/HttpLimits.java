package org.frontsigner.http;

/**
 * What HTTP clients may not exceed. Immutable.
 *
 * @param connectionsMax at once; further ones are closed at once
 * @param requestLineOctetsMax of the first line of a request
 * @param headerOctetsMax of all its headers
 * @param requestSeconds from the connection to the end of the headers
 * @param replySeconds for an answer to be taken
 * @param closeSeconds for answers to end when the daemon stops
 */
public record HttpLimits(
    int connectionsMax,
    int requestLineOctetsMax,
    int headerOctetsMax,
    int requestSeconds,
    int replySeconds,
    int closeSeconds) {
  public static final HttpLimits DEFAULT = new HttpLimits(64, 4096, 8192, 10, 60, 5);
}
