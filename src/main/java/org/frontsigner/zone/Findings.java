package org.frontsigner.zone;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.wire.DomainName;

/** Collects what a check finds, up to a limit; what is beyond it is counted. Not thread-safe. */
public final class Findings {
  private final DomainName apex;
  private final int max;
  private final List<Finding> kept = new ArrayList<>();
  private long moreErrors;
  private long moreWarnings;

  /** Collects findings about the zone of this apex, at most so many. */
  public Findings(DomainName apex, int max) {
    this.apex = apex;
    this.max = max;
  }

  /** Adds an error. */
  public void error(DomainName owner, int type, String message) {
    add(Finding.Severity.ERROR, owner, type, message);
  }

  /** Adds a warning. */
  public void warn(DomainName owner, int type, String message) {
    add(Finding.Severity.WARNING, owner, type, message);
  }

  void add(Finding.Severity severity, DomainName owner, int type, String message) {
    if (kept.size() < max) {
      kept.add(new Finding(severity, owner, type, message));
    } else if (severity == Finding.Severity.ERROR) {
      moreErrors++;
    } else {
      moreWarnings++;
    }
  }

  /** All findings; where there were more than fit, a last one tells how many. */
  public List<Finding> all() {
    if (moreErrors + moreWarnings == 0) {
      return List.copyOf(kept);
    }
    List<Finding> all = new ArrayList<>(kept);
    all.add(
        new Finding(
            moreErrors > 0 ? Finding.Severity.ERROR : Finding.Severity.WARNING,
            apex,
            Finding.NO_TYPE,
            "%d more errors and %d more warnings are not shown"
                .formatted(moreErrors, moreWarnings)));
    return List.copyOf(all);
  }
}
