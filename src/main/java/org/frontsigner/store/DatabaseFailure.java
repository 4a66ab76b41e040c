package org.frontsigner.store;

import java.nio.file.AccessDeniedException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.keeper.StoreFailed;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * What went wrong in the database, without what is in it: messages of drivers quote values, which
 * may be private keys.
 */
final class DatabaseFailure {
  /** H2's codes of a file that is not as H2 left it. */
  private static final Set<Integer> DAMAGE =
      Set.of(
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.FILE_VERSION_ERROR_1,
          ErrorCode.GENERAL_ERROR_1,
          ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1);

  private static final Set<Integer> NO_DAMAGE =
      Set.of(DataUtils.ERROR_WRITING_FAILED, DataUtils.ERROR_CLOSED, DataUtils.ERROR_FILE_LOCKED);

  private static final int CAUSES_MAX = 20;

  private DatabaseFailure() {}

  /** The failure of something that was done with the database. */
  static StoreFailed of(String what, DatabaseUrl url, Exception failure) {
    Throwable safe = safe(failure);
    return new StoreFailed(
        "%s failed in the database %s: %s".formatted(what, url.shown(), safe.getMessage()), safe);
  }

  /**
   * The failure itself where it tells of the database as such, else one that tells its code alone:
   * SQLSTATE classes 21 to 23, 42 and 90 with values in the message.
   */
  private static Throwable safe(Exception failure) {
    Optional<SQLException> sql = find(failure, SQLException.class);
    if (sql.isEmpty()) {
      return failure;
    }
    SQLException exception = rootOf(sql.get());
    String state = exception.getSQLState() == null ? "" : exception.getSQLState();
    if (!state.matches("(2[0-9]|42|P0).*") || state.startsWith("28")) {
      return new SQLException(
          exception.getMessage().replaceFirst("(?s); SQL statement:.*", ""),
          state,
          exception.getErrorCode(),
          find(failure, MVStoreException.class).orElse(null));
    }
    SQLException silent = new SQLException("SQLSTATE " + state, state, exception.getErrorCode());
    silent.setStackTrace(exception.getStackTrace());
    return silent;
  }

  /** The pool says that it waited in vain; what it got from the database says why. */
  private static SQLException rootOf(SQLException failure) {
    return failure instanceof SQLTransientConnectionException
            && failure.getCause() instanceof SQLException cause
        ? cause
        : failure;
  }

  /** Whether the failure says that the database's file is damaged. */
  static boolean isDamage(StoreFailed failure) {
    Optional<SQLException> sql = find(failure, SQLException.class);
    Optional<MVStoreException> store = find(failure, MVStoreException.class);
    if (find(failure, AccessDeniedException.class).isPresent()
        || store.filter(e -> NO_DAMAGE.contains(e.getErrorCode())).isPresent()) {
      return false;
    }
    return store.isPresent() || sql.filter(e -> DAMAGE.contains(e.getErrorCode())).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> kind) {
    Throwable at = failure;
    for (int i = 0; i < CAUSES_MAX && at != null; i++) {
      if (kind.isInstance(at)) {
        return Optional.of(kind.cast(at));
      }
      at = at.getCause();
    }
    return Optional.empty();
  }
}
