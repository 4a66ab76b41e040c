package org.frontsigner.http.alarm;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file with a secret in its first line, which its owner alone may read. Immutable. */
record SecretFile(Path file) {
  private static final Set<PosixFilePermission> OWN =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private static final int CHARACTERS_MAX = 4096;

  /**
   * Reads it, as it is now.
   *
   * @throws IOException when it can't be read, is open to others, or has no line of visible ASCII;
   *     says which, without the secret
   */
  String read() throws IOException {
    if (!OWN.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(
          "the secret file %s is open to other users: chmod 0600 %s".formatted(file, file));
    }
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      char[] read = new char[CHARACTERS_MAX];
      int length = Math.max(0, lines.read(read));
      String secret = new String(read, 0, length).lines().findFirst().orElse("").strip();
      if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new IOException(
            "the first line of the secret file %s is no secret: it must have visible ASCII characters only"
                .formatted(file));
      }
      return secret;
    }
  }
}
