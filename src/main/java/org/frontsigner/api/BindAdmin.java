package org.frontsigner.api;

/** The verbs that concern zones of a named.conf. See {@link Admin} for common rules. */
public interface BindAdmin {
  /**
   * Reads the file of a zone's records now, also when it is unchanged. A file that can't be taken
   * is a {@link Problem} of kind FAILED with file and line, and leaves the zone as it was.
   */
  Done bindReloadNow(String zone);
}
