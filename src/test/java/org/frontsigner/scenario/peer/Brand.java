package org.frontsigner.scenario.peer;

import java.util.Locale;
import org.frontsigner.scenario.stage.Workspace;

/** The three name servers that a scenario is played with, in either role. */
public enum Brand {
  KNOT {
    @Override
    public HiddenPrimary primary(Workspace workspace, PrimarySetup setup) {
      return KnotPrimary.start(workspace, "knot-primary", setup);
    }

    @Override
    public PublicSecondary secondary(Workspace workspace, SecondarySetup setup) {
      return KnotSecondary.start(workspace, "knot-secondary", setup);
    }
  },
  NSD {
    @Override
    public HiddenPrimary primary(Workspace workspace, PrimarySetup setup) {
      return NsdPrimary.start(workspace, "nsd-primary", setup);
    }

    @Override
    public PublicSecondary secondary(Workspace workspace, SecondarySetup setup) {
      return NsdSecondary.start(workspace, "nsd-secondary", setup);
    }
  },
  BIND {
    @Override
    public HiddenPrimary primary(Workspace workspace, PrimarySetup setup) {
      return BindPrimary.start(workspace, "bind-primary", setup);
    }

    @Override
    public PublicSecondary secondary(Workspace workspace, SecondarySetup setup) {
      return BindSecondary.start(workspace, "bind-secondary", setup);
    }
  };

  /** Starts a hidden primary; at most one of a brand in a workspace. */
  public abstract HiddenPrimary primary(Workspace workspace, PrimarySetup setup);

  /** Starts a public secondary; at most one of a brand in a workspace. */
  public abstract PublicSecondary secondary(Workspace workspace, SecondarySetup setup);

  /** The name in lower case, fit for a label. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
