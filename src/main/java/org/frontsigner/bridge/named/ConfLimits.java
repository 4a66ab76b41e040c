package org.frontsigner.bridge.named;

/**
 * How much of a configuration is read. Immutable.
 *
 * @param octetsMax of all files together
 * @param wordsMax of all files together
 * @param nestingMax of braces
 * @param includeDepthMax how deep files include files
 * @param filesMax files together
 */
public record ConfLimits(
    long octetsMax, int wordsMax, int nestingMax, int includeDepthMax, int filesMax) {
  public static final ConfLimits DEFAULT = new ConfLimits(256L << 20, 20_000_000, 32, 16, 10_000);
}
