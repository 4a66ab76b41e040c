package org.frontsigner.http;

/**
 * What calls through the control socket may not exceed. Immutable.
 *
 * @param connectionsMax calls at once; further ones are refused
 * @param requestOctetsMax of one call, with the text of a master file in it
 * @param requestSeconds for a call to arrive
 * @param replySeconds for an outcome to be taken
 * @param beatSeconds between two signs of life to one who waits
 * @param closeSeconds for calls to end when the daemon stops
 */
public record ControlLimits(
    int connectionsMax,
    long requestOctetsMax,
    int requestSeconds,
    int replySeconds,
    int beatSeconds,
    int closeSeconds) {
  public static final ControlLimits DEFAULT = new ControlLimits(16, 512L << 20, 120, 600, 5, 10);
}
