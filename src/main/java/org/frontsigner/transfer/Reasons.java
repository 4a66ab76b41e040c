package org.frontsigner.transfer;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Locale;

/** Failures of sockets in words for operators. */
final class Reasons {
  private Reasons() {}

  static String of(IOException failure) {
    if (failure instanceof ClosedByInterruptException) {
      return "it was interrupted";
    }
    String message = failure.getMessage();
    if (failure instanceof ConnectException && message != null) {
      return message.toLowerCase(Locale.ROOT);
    }
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
