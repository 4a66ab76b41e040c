package org.frontsigner.app.bind;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.frontsigner.api.Problem;
import org.frontsigner.bridge.named.ConfFiles;
import org.frontsigner.bridge.named.ConfFolder;
import org.frontsigner.bridge.named.ConfLimits;
import org.frontsigner.bridge.named.NamedConf;
import org.frontsigner.bridge.named.NamedConfError;

/** A named.conf on the disk, read each time that it is asked for. Thread-safe. */
public final class NamedConfSource {
  private final Path file;
  private final ConfLimits limits;
  private final boolean md5Enabled;

  public NamedConfSource(Path file, int octetsMax, int filesMax, boolean md5Enabled) {
    ConfLimits usual = ConfLimits.DEFAULT;
    this.file = file;
    this.limits =
        new ConfLimits(
            octetsMax, usual.wordsMax(), usual.nestingMax(), usual.includeDepthMax(), filesMax);
    this.md5Enabled = md5Enabled;
  }

  /** It can't be taken; the message begins with the file. */
  public static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * A reading of the file. Immutable.
   *
   * @param directories where files that its zones include may be
   */
  record Reading(NamedZones zones, List<Path> directories) {}

  /**
   * Reads the file, so that one that is wrong is known before anything else is opened.
   *
   * @throws Problem USAGE when it can't be read
   */
  public void requireReadable() {
    readOrRefuse();
  }

  Reading readOrRefuse() {
    try {
      return read();
    } catch (Unreadable e) {
      throw Problem.usage(e.getMessage(), "Correct the file; bind-config names it");
    }
  }

  Reading read() throws Unreadable {
    try {
      ConfFolder folder = new ConfFolder(file.toAbsolutePath().getParent());
      List<ConfFiles.Source> first =
          folder.open(file.toString(), Optional.empty(), limits.octetsMax());
      NamedConf conf = NamedConf.read(first.get(0), folder, limits);
      Path directory = folder.resolve(conf.directory(), "").toAbsolutePath().normalize();
      return new Reading(
          WishReader.read(conf, directory, OwnAddresses.now(), md5Enabled),
          Stream.of(directory, file.toAbsolutePath().getParent()).distinct().toList());
    } catch (NamedConfError e) {
      throw new Unreadable(e.getMessage(), e);
    } catch (NoSuchFileException e) {
      throw new Unreadable(file + ": there is no such file", e);
    } catch (AccessDeniedException e) {
      throw new Unreadable(file + ": permission denied", e);
    } catch (IOException e) {
      throw new Unreadable(file + ": " + e.getMessage(), e);
    }
  }
}
