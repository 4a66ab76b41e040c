package org.frontsigner.token;

import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.Logger;

/** What the wrapper tells goes to our log, and not to standard output; none of it is news. */
final class WrapperLog implements Logger {
  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(WrapperLog.class);

  @Override
  public void info(String format, Object... arguments) {
    LOG.debug(format, arguments);
  }

  @Override
  public void warn(String format, Object... arguments) {
    LOG.warn(format, arguments);
  }

  @Override
  public void error(String format, Object... arguments) {
    LOG.warn(format, arguments);
  }

  /** What it tells of calls has templates of objects in it: not for us. */
  @Override
  public void debug(String format, Object... arguments) {}

  @Override
  public void trace(String format, Object... arguments) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return LOG.isDebugEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }
}
