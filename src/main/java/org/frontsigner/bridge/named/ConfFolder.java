package org.frontsigner.bridge.named;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Includes from the file system. Relative names are below {@code directory} of the options, which
 * is itself below the folder of the first file where it is relative; without it below that folder.
 * A pattern may have wildcards in its last part. Immutable.
 */
public final class ConfFolder implements ConfFiles {
  private final Path folder;

  /** {@code folder} is where the first file is. */
  public ConfFolder(Path folder) {
    this.folder = folder;
  }

  /** The path that a name in a configuration means. */
  public Path resolve(Optional<String> directory, String name) {
    return directory.map(folder::resolve).orElse(folder).resolve(name);
  }

  @Override
  public List<Source> open(String pattern, Optional<String> directory, long octetsMax)
      throws IOException {
    try {
      List<Source> sources = new ArrayList<>();
      long left = octetsMax;
      for (Path file : files(resolve(directory, pattern))) {
        Source source = read(file, left);
        left -= source.text().length();
        sources.add(source);
      }
      return sources;
    } catch (InvalidPathException e) {
      throw new IOException("'" + pattern + "' is no path", e);
    }
  }

  private static List<Path> files(Path path) throws IOException {
    Path last = path.getFileName();
    if (last == null || !last.toString().matches(".*[*?\\[].*") || Files.exists(path)) {
      return List.of(path);
    }
    List<Path> found = new ArrayList<>();
    Path parent = path.toAbsolutePath().getParent();
    String glob = last.toString().replace("\\", "").replace("{", "\\{").replace("}", "\\}");
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent, glob)) {
      entries.forEach(found::add);
    } catch (java.util.regex.PatternSyntaxException e) {
      throw new IOException("'" + last + "' is no pattern", e);
    }
    found.removeIf(file -> file.getFileName().toString().startsWith(".") && !glob.startsWith("."));
    if (found.isEmpty()) {
      throw new NoSuchFileException(path.toString());
    }
    found.sort(null);
    return found;
  }

  /** Each octet as the character of its number, so that none is lost. */
  private static Source read(Path file, long octetsMax) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw Files.exists(file)
          ? new IOException("it is no regular file")
          : new NoSuchFileException(file.toString());
    }
    try (InputStream source = Files.newInputStream(file)) {
      byte[] octets = source.readNBytes((int) Math.min(octetsMax + 1, Integer.MAX_VALUE - 16));
      if (octets.length > octetsMax) {
        throw new IOException("the files have more octets than are allowed");
      }
      return new Source(file.toString(), new String(octets, StandardCharsets.ISO_8859_1));
    }
  }
}
