package org.frontsigner.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.frontsigner.wire.DomainName;

/**
 * Names of zones and keys as names of files: letters, digits, {@code - _ .} as they are, all else
 * as %XX. A name that would be too long is cut and ended by its hash. Never {@code removed}, {@code
 * .} or {@code ..}.
 */
final class FileNames {
  /** The directory of what was removed, beside those of zones. */
  static final String REMOVED = "removed";

  private static final int LENGTH_MAX = 180;
  private static final int KEPT_OF_LONG = 100;

  private FileNames() {}

  static String of(DomainName name) {
    String text = name.lowerCase().toText();
    StringBuilder file = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (isPlain(octet) && !(file.isEmpty() && (octet == '.' || text.equals(REMOVED)))) {
        file.append((char) octet);
      } else {
        file.append("%%%02x".formatted(octet));
      }
    }
    return file.length() <= LENGTH_MAX
        ? file.toString()
        : file.substring(0, KEPT_OF_LONG) + "%" + hash(text);
  }

  private static boolean isPlain(byte octet) {
    return (octet >= 'a' && octet <= 'z')
        || (octet >= '0' && octet <= '9')
        || octet == '-'
        || octet == '_'
        || octet == '.';
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
