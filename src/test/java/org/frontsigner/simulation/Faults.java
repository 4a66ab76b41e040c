package org.frontsigner.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.frontsigner.keeper.StoreFailed;
import org.slf4j.LoggerFactory;

/**
 * Listens to the log, and writes none: an exception in it that no full disk explains is a fault of
 * the program that nobody else would see.
 */
final class Faults extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger logger = (Logger) LoggerFactory.getLogger("org.frontsigner");
  private final Level level = logger.getLevel();
  private final boolean additive = logger.isAdditive();
  private String found;

  Faults() {
    setContext(logger.getLoggerContext());
    start();
    logger.addAppender(this);
    logger.setLevel(Level.ERROR);
    logger.setAdditive(false);
  }

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    if (thrown != null && !thrown.getClassName().equals(StoreFailed.class.getName())) {
      StringBuilder text = new StringBuilder(event.getFormattedMessage());
      text.append(": ").append(thrown.getClassName());
      for (int i = 0; i < Math.min(12, thrown.getStackTraceElementProxyArray().length); i++) {
        text.append("\n    ").append(thrown.getStackTraceElementProxyArray()[i]);
      }
      found = text.toString();
    }
  }

  /** Throws where there was one. */
  void requireNone() {
    if (found != null) {
      throw new Violation("a fault of the program was logged: " + found);
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setLevel(level);
    logger.setAdditive(additive);
    stop();
  }
}
