package org.frontsigner.transfer;

/**
 * How secondaries are asked for what they serve. Immutable.
 *
 * @param tries how often a question is sent over UDP before its secondary counts as silent
 * @param waitMillis for the answer to each
 * @param perSecondMax questions sent in a second
 * @param outstandingMax questions that wait for their answers at one time
 * @param connections over TCP at one time, for answers that are cut over UDP
 * @param tcpSeconds for a connection, and then for the answer
 */
public record PollLimits(
    int tries,
    int waitMillis,
    int perSecondMax,
    int outstandingMax,
    int connections,
    int tcpSeconds) {
  public static final PollLimits DEFAULT = new PollLimits(2, 3000, 500, 4000, 4, 5);
}
