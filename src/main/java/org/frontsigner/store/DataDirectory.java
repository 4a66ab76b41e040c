package org.frontsigner.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.keeper.StoreFailed;

/**
 * The directory that all durable things are in, held by this process alone while it is open.
 * Private keys are in it, so it belongs to the user of this process and nobody else may look in.
 */
public final class DataDirectory implements AutoCloseable {
  private static final Set<PosixFilePermission> PRIVATE_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> PRIVATE_FILE =
      PosixFilePermissions.fromString("rw-------");
  private static final String LOCK_FILE = "lock";
  private static final int PROCESS_TEXT_MAX = 20;

  /**
   * Directories held by this process. A second channel to a lock file would, when it is closed, let
   * go of the lock that the first one holds (POSIX locks belong to the process).
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes hold of a directory; makes it, with mode 0700, when it is not there.
   *
   * @throws StoreFailed when it belongs to another user, others may read it, another process has
   *     it, or it can't be made; the message says which and what to do
   */
  public static DataDirectory open(Path directory) {
    Path path = directory.toAbsolutePath().normalize();
    try {
      if (!Files.exists(path)) {
        create(path);
      }
      checkIsOurs(path);
      Path real = path.toRealPath();
      if (!HELD.add(real)) {
        throw inUse(path, Long.toString(ProcessHandle.current().pid()));
      }
      return held(real);
    } catch (IOException e) {
      throw new StoreFailed(
          "the data directory %s can't be used: %s".formatted(path, reason(e)), e);
    }
  }

  private static DataDirectory held(Path path) throws IOException {
    boolean locked = false;
    try {
      DataDirectory directory = new DataDirectory(path, lock(path));
      locked = true;
      return directory;
    } finally {
      if (!locked) {
        HELD.remove(path);
      }
    }
  }

  private static StoreFailed inUse(Path path, String process) {
    return new StoreFailed(
        "the data directory %s is in use by process %s".formatted(path, process), null);
  }

  private static void create(Path path) throws IOException {
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    Files.createDirectory(path, PosixFilePermissions.asFileAttribute(PRIVATE_DIRECTORY));
  }

  private static void checkIsOurs(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new StoreFailed("the data directory %s is a file".formatted(path), null);
    }
    UserPrincipal owner = Files.getOwner(path);
    UserPrincipal self = ownUser(path);
    if (!owner.equals(self)) {
      throw new StoreFailed(
          "the data directory %s belongs to user %s, and this process runs as %s: run it as %s, or give it the directory with chown"
              .formatted(path, owner.getName(), self.getName(), owner.getName()),
          null);
    }
    Set<PosixFilePermission> granted = new HashSet<>(Files.getPosixFilePermissions(path));
    granted.removeAll(PRIVATE_DIRECTORY);
    if (!granted.isEmpty()) {
      throw new StoreFailed(
          "the data directory %s is open to other users, and private keys are in it: chmod 0700 %s"
              .formatted(path, path),
          null);
    }
  }

  /** The user of this process, told by what belongs to it. */
  private static UserPrincipal ownUser(Path path) throws IOException {
    Path process = Path.of("/proc/self");
    return Files.exists(process)
        ? Files.getOwner(process)
        : path.getFileSystem()
            .getUserPrincipalLookupService()
            .lookupPrincipalByName(System.getProperty("user.name"));
  }

  private static FileChannel lock(Path path) throws IOException {
    Path file = path.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PRIVATE_FILE));
    try {
      if (channel.tryLock() == null) {
        throw inUse(path, holder(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
          0);
      return channel;
    } catch (IOException | StoreFailed e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(PROCESS_TEXT_MAX);
    channel.read(text, 0);
    String process = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII);
    return process.isEmpty() ? "unknown" : process;
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage();
  }

  public Path path() {
    return path;
  }

  /** A file or directory in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** Where private keys are kept, a directory for each zone. */
  public Path keys() {
    return path.resolve("keys");
  }

  /** Where the list of zones, their settings, TSIG keys and served serials are kept as files. */
  public Path recovery() {
    return path.resolve("recovery");
  }

  /** Lets go of the directory. */
  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreFailed(
          "the lock of the data directory %s can't be released: %s".formatted(path, reason(e)), e);
    } finally {
      HELD.remove(path);
    }
  }
}
