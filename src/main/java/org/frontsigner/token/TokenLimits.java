package org.frontsigner.token;

/**
 * What a token may take. Immutable.
 *
 * @param sessionsMax sessions with each token, and so signatures made at once
 * @param queueMax signatures that wait for each token
 * @param callSeconds a call that takes longer brings the token down
 */
public record TokenLimits(int sessionsMax, int queueMax, int callSeconds) {}
