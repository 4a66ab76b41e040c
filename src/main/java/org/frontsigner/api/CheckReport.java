package org.frontsigner.api;

import java.util.List;

/**
 * What a check of a zone found. Immutable.
 *
 * @param records how many records were looked at
 */
public record CheckReport(String zone, long records, List<Finding> findings) {
  public CheckReport {
    findings = List.copyOf(findings);
  }

  /** How many findings there are of a severity. */
  public long count(Finding.Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  /**
   * Something that is not as it should be.
   *
   * @param name the owner it is about; the zone where it is about the whole
   * @param type the record type it is about; empty where it is about none
   * @param message what is wrong and what to do; a sentence without a full stop
   */
  public record Finding(Severity severity, String name, String type, String message) {
    /** How bad it is. */
    public enum Severity {
      /** Somebody cannot resolve or validate, or soon will not. */
      ERROR,
      /** It works, and should be looked at. */
      WARNING,
      /** Nothing is wrong; what a check cannot know, or what goes on. */
      INFO
    }
  }
}
