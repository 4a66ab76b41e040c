package org.frontsigner.bridge;

import java.util.Arrays;
import org.frontsigner.wire.DomainName;

/** Names in the text of master files: absolute, below the origin, or {@code @}. */
final class Names {
  private Names() {}

  /**
   * The name that a field says.
   *
   * @throws IllegalArgumentException when it is no name, saying why
   */
  static DomainName parse(String field, DomainName origin) {
    if (field.equals("@")) {
      return origin;
    }
    DomainName name = DomainName.parse(field);
    return isAbsolute(field) ? name : below(name, origin);
  }

  private static boolean isAbsolute(String field) {
    if (!field.endsWith(".")) {
      return false;
    }
    int backslashes = 0;
    while (backslashes < field.length() - 1
        && field.charAt(field.length() - 2 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 0;
  }

  private static DomainName below(DomainName relative, DomainName origin) {
    int kept = relative.length() - 1;
    if (kept + origin.length() > DomainName.OCTETS_MAX) {
      throw new IllegalArgumentException(
          "'%s' below %s has more than 255 octets".formatted(relative.toText(), origin));
    }
    byte[] octets = Arrays.copyOf(relative.octets(), kept + origin.length());
    System.arraycopy(origin.octets(), 0, octets, kept, origin.length());
    return DomainName.of(octets);
  }
}
