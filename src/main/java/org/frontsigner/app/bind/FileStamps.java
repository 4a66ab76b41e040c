package org.frontsigner.app.bind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** By which files are known to be unchanged: octets, time, inode. Immutable. */
record FileStamps(List<Stamp> stamps) {
  static final FileStamps NONE = new FileStamps(List.of());

  FileStamps {
    stamps = List.copyOf(stamps);
  }

  /** The stamp of one file; {@code changed} is empty where there is none. */
  record Stamp(Path file, Optional<Instant> changed, String text) {
    static Stamp of(Path file) {
      try {
        BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
        Instant changed = seen.lastModifiedTime().toInstant();
        String key = String.valueOf(seen.fileKey()).replaceAll("\\s", "");
        return new Stamp(
            file, Optional.of(changed), seen.size() + " " + changed + " " + key + " " + file);
      } catch (NoSuchFileException e) {
        return new Stamp(file, Optional.empty(), "- - - " + file);
      } catch (IOException e) {
        return new Stamp(file, Optional.empty(), "? ? ? " + file);
      }
    }
  }

  /** The stamps of files as they are now. */
  static FileStamps now(Collection<Path> files) {
    Set<Path> each = new TreeSet<>(files);
    return new FileStamps(each.stream().map(Stamp::of).toList());
  }

  Set<Path> files() {
    return stamps.stream().map(Stamp::file).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether a file was changed after a time. */
  boolean isChangedAfter(Instant time) {
    return stamps.stream().anyMatch(stamp -> stamp.changed().filter(time::isBefore).isPresent());
  }

  /** What {@link #filesOf} reads; the same for the same files. */
  String text() {
    return stamps.stream().map(Stamp::text).collect(Collectors.joining("\n"));
  }

  /** The files of a text of stamps. */
  static List<Path> filesOf(String text) {
    List<Path> files = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] fields = line.split(" ", 4);
      if (fields.length == 4) {
        files.add(Path.of(fields[3]));
      }
    }
    return files;
  }
}
