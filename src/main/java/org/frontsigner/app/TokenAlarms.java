package org.frontsigner.app;

import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.token.TokenListener;

/** Raises an alarm for each token that can't be used. */
record TokenAlarms(Alarms alarms) implements TokenListener {
  @Override
  public void down(String token, String reason) {
    alarms.raise(
        id(token),
        "it is down: %s. Signatures that are kept are served on, and it is tried again: see to the token, its module and its PIN"
            .formatted(reason));
  }

  @Override
  public void up(String token) {
    alarms.clear(id(token));
  }

  private static AlarmId id(String token) {
    return AlarmId.of(AlarmKind.TOKEN_DOWN, token);
  }
}
