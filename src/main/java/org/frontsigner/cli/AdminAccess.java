package org.frontsigner.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.frontsigner.api.Admin;

/** How a verb gets at what it asks. */
@FunctionalInterface
public interface AdminAccess {
  /**
   * Finds the daemon of a configuration, or else opens its database.
   *
   * @param configuration the configuration file
   * @param verbose whether the operator wants to know more of what is done
   * @throws org.frontsigner.api.Problem when the file is wrong, or neither can be reached
   */
  Session open(Path configuration, boolean verbose);

  /**
   * The daemon of a configuration, if one runs; the database is left alone.
   *
   * @throws org.frontsigner.api.Problem when the file is wrong, or the daemon can't be reached
   */
  default Optional<Session> openDaemon(Path configuration) {
    return Optional.empty();
  }

  /** What can be asked until it is closed. */
  interface Session extends AutoCloseable {
    Admin admin();

    /** Gives back what was opened; does nothing when that was a daemon. */
    @Override
    void close();
  }
}
