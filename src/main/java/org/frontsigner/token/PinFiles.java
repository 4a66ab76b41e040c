package org.frontsigner.token;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.frontsigner.signing.TokenRefused;

/**
 * Where PINs are read: {@code file:PATH}, {@code credential:NAME} of systemd, or {@code kept:NAME},
 * a file of mode 0600 that PINs are kept in which were typed. Messages never show one. Immutable.
 *
 * @param kept the directory of those files
 * @param credentials systemd's directory for this process; empty where it gave none
 */
record PinFiles(Path kept, Optional<Path> credentials) {
  private static final String FILE = "file:";
  private static final String CREDENTIAL = "credential:";
  private static final String KEPT = "kept:";
  private static final int PIN_OCTETS_MAX = 1024;

  /**
   * The PIN: the first line of the file.
   *
   * @throws TokenRefused when it can't be read, or others can read it
   */
  String read(String reference) {
    Path file = file(reference);
    try {
      if (Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
        throw new TokenRefused(
            "The PIN's file %s can be read by everybody".formatted(file),
            "chmod 0600 %s, and let it belong to the user that the daemon runs as".formatted(file));
      }
      if (Files.size(file) > PIN_OCTETS_MAX) {
        throw new TokenRefused(
            "The PIN's file %s is too large for one".formatted(file), "Put the PIN alone in it");
      }
      return pin(file, Files.readString(file, StandardCharsets.UTF_8));
    } catch (NoSuchFileException e) {
      throw new TokenRefused(
          "There is no file %s with the PIN".formatted(file),
          "Make it, or assign the key again with another PIN",
          e);
    } catch (IOException e) {
      throw new TokenRefused(
          "The PIN's file %s can't be read: %s".formatted(file, e.getClass().getSimpleName()),
          "It must be readable for the user that the daemon runs as",
          e);
    }
  }

  private static String pin(Path file, String text) {
    return text.lines()
        .findFirst()
        .filter(line -> !line.isEmpty())
        .orElseThrow(
            () ->
                new TokenRefused(
                    "The PIN's file %s has an empty first line".formatted(file),
                    "Put the PIN alone in it"));
  }

  private Path file(String reference) {
    if (reference.startsWith(FILE)) {
      Path file = Path.of(reference.substring(FILE.length()));
      if (!file.isAbsolute()) {
        throw new TokenRefused(
            "The PIN is in %s, which is no whole path".formatted(file), "Give the path from / on");
      }
      return file;
    }
    if (reference.startsWith(CREDENTIAL)) {
      return inDirectory(
          reference.substring(CREDENTIAL.length()),
          credentials.orElseThrow(
              () ->
                  new TokenRefused(
                      "The PIN is the credential %s, and systemd gave this process none"
                          .formatted(reference.substring(CREDENTIAL.length())),
                      "Run the daemon as a service with LoadCredential=, and give verbs while it"
                          + " runs")));
    }
    if (reference.startsWith(KEPT)) {
      return inDirectory(reference.substring(KEPT.length()), kept);
    }
    throw new TokenRefused(
        "It is not said where the PIN is",
        "Give it as file:PATH, credential:NAME or -, and assign the key again");
  }

  private static Path inDirectory(String name, Path directory) {
    if (!name.matches("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,200}")) {
      throw new TokenRefused("'%s' is no name of a PIN".formatted(name), "Use letters and digits");
    }
    return directory.resolve(name);
  }

  /**
   * Keeps a PIN.
   *
   * @param name of its file: letters and digits
   * @return what {@link #read} takes
   */
  String keep(String name, String pin) {
    Path file = inDirectory(name, kept);
    Path unfinished = kept.resolve(name + ".new");
    try {
      Files.createDirectories(
          kept, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Files.deleteIfExists(unfinished);
      Files.createFile(
          unfinished,
          PosixFilePermissions.asFileAttribute(
              Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)));
      try (OutputStream target = Files.newOutputStream(unfinished, StandardOpenOption.DSYNC)) {
        target.write((pin + "\n").getBytes(StandardCharsets.UTF_8));
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      return KEPT + name;
    } catch (IOException e) {
      throw new TokenRefused(
          "The PIN can't be kept in %s: %s".formatted(file, e.getClass().getSimpleName()),
          "Make room in the data directory, or give the PIN as file:PATH",
          e);
    }
  }
}
