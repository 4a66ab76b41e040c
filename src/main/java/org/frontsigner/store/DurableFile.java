package org.frontsigner.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Small files of mode 0600 that are there whole or not at all: what is written is on the disk, and
 * so is its name, when a method returns.
 */
final class DurableFile {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final String UNFINISHED = ".new";
  private static final int OCTETS_MAX = 16 << 20;

  private DurableFile() {}

  /** Writes the text to the file, in place of what was there. */
  static void write(Path file, String text) throws IOException {
    Path directory = file.getParent();
    makeDirectory(directory);
    Path unfinished = directory.resolve(file.getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, PRIVATE_FILE);
    try {
      fill(unfinished, text);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    sync(directory);
  }

  private static void fill(Path file, String text) throws IOException {
    try (FileOutputStream stream = new FileOutputStream(file.toFile())) {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.getFD().sync();
    }
  }

  /** The text of the file; empty when it is not there. */
  static Optional<String> read(Path file) throws IOException {
    try {
      if (Files.size(file) > OCTETS_MAX) {
        throw new IOException(file + " has more than " + OCTETS_MAX + " octets");
      }
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException notThere) {
      return Optional.empty();
    }
  }

  /** Moves the file to another directory, next to what has its name there. */
  static void moveTo(Path directory, Path file) throws IOException {
    makeDirectory(directory);
    Path target = directory.resolve(file.getFileName());
    for (int copy = 2; Files.exists(target); copy++) {
      target = directory.resolve(file.getFileName() + "." + copy);
    }
    Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
    sync(directory);
    sync(file.getParent());
  }

  static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      sync(file.getParent());
    }
  }

  /** Makes the directory, with mode 0700, and those above it. */
  static void makeDirectory(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    makeDirectory(directory.getParent());
    Files.createDirectory(directory, PRIVATE_DIRECTORY);
    sync(directory.getParent());
  }

  static boolean isUnfinished(Path file) {
    return file.getFileName().toString().endsWith(UNFINISHED);
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** CRC-32C in hexadecimal, to tell a file that a disk has damaged. */
  static String checksum(String text) {
    return "%08x".formatted(checksum(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** CRC-32C (RFC 3720, 12.1). */
  static long checksum(byte[] octets) {
    CRC32C sum = new CRC32C();
    sum.update(octets);
    return sum.getValue();
  }
}
