package org.frontsigner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.frontsigner.api.Problem;

/**
 * A file that an operator names. It is read here, as the operator, and its text is sent: a daemon
 * that runs as another user in its own view of the file system might not see it.
 */
public final class OperatorFile {
  private OperatorFile() {}

  /**
   * The octets of a file, each as the character of its number, so that none is lost.
   *
   * @param octetsMax more are refused
   * @throws Problem FAILED when it can't be read or is larger
   */
  public static String read(Path file, int octetsMax) {
    if (Files.isDirectory(file)) {
      throw unreadable(file, "it is a directory");
    }
    try (InputStream source = Files.newInputStream(file)) {
      byte[] octets = source.readNBytes(octetsMax);
      if (source.read() >= 0) {
        throw unreadable(file, "it has more than " + octetsMax + " octets");
      }
      return new String(octets, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "permission denied");
    } catch (IOException e) {
      throw unreadable(file, e.getMessage());
    }
  }

  private static Problem unreadable(Path file, String reason) {
    return Problem.failed(
        "File '" + file + "' can't be used: " + reason,
        "Give the path of a file that you may read");
  }
}
