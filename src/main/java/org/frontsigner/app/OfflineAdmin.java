package org.frontsigner.app;

import org.frontsigner.cli.AdminAccess;

/** What verbs act on where no daemon runs. */
@FunctionalInterface
public interface OfflineAdmin {
  /**
   * Opens the database itself, so that no daemon can open it until the session is closed.
   *
   * @throws org.frontsigner.api.Problem when it can't be opened, as when another process has it
   */
  AdminAccess.Session open(Configuration configuration);
}
