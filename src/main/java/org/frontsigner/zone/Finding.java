package org.frontsigner.zone;

import org.frontsigner.wire.DomainName;
import org.frontsigner.wire.RrType;

/**
 * Something about a zone or its keys that is not as it should be. Immutable.
 *
 * @param owner the name it is about; the apex where it is about the whole zone
 * @param type the record type it is about; {@link #NO_TYPE} where it is about none
 * @param message what is wrong and, where it is not plain, what to do; without a full stop
 */
public record Finding(Severity severity, DomainName owner, int type, String message) {
  /** No record has this type (RFC 6895, 3.1). */
  public static final int NO_TYPE = 0;

  /** How bad it is. */
  public enum Severity {
    /** Somebody cannot resolve or validate, or soon will not. */
    ERROR,
    /** It works, and should be looked at. */
    WARNING
  }

  /** The mnemonic of the type; empty where it is about none. */
  public String typeName() {
    return type == NO_TYPE ? "" : RrType.name(type);
  }

  @Override
  public String toString() {
    String about = type == NO_TYPE ? owner.toString() : owner + " " + typeName();
    return severity + " " + about + ": " + message;
  }
}
