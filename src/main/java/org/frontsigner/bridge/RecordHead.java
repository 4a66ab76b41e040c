package org.frontsigner.bridge;

import java.util.Locale;
import org.frontsigner.wire.RrType;

/** What stands between owner and rdata: TTL and class in any order or left out, and the type. */
record RecordHead(long ttl, int type) {
  /** Reads them; a TTL that is left out is -1. */
  static RecordHead parse(Fields fields) {
    long ttl = -1;
    boolean classSeen = false;
    while (true) {
      String field = fields.next();
      String upper = field.toUpperCase(Locale.ROOT);
      if (ttl < 0 && Character.isDigit(field.charAt(0))) {
        ttl = TimeToLive.require(field);
      } else if (!classSeen && isClass(upper)) {
        classSeen = true;
      } else {
        return new RecordHead(ttl, type(field));
      }
    }
  }

  private static boolean isClass(String field) {
    return switch (field) {
      case "IN", "CLASS1" -> true;
      case "CH", "CS", "HS", "NONE" ->
          throw new IllegalArgumentException("the class " + field + " is not served, only IN");
      default -> {
        if (field.startsWith("CLASS")) {
          throw new IllegalArgumentException("the class " + field + " is not served, only IN");
        }
        yield false;
      }
    };
  }

  private static int type(String field) {
    int type = RrType.of(field);
    if (type < 0) {
      throw new IllegalArgumentException("'" + field + "' is no record type");
    }
    if (RrType.isMeta(type)) {
      throw new IllegalArgumentException("records of type " + field + " never stand in a zone");
    }
    return type;
  }
}
