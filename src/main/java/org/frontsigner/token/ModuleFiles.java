package org.frontsigner.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.frontsigner.signing.TokenRefused;

/**
 * Where modules are: a module is named by its path, or as p11-kit names it: NAME stands for the
 * line {@code module:} in the file NAME.module, or NAME, of one of p11-kit's directories.
 * Immutable.
 *
 * @param configured p11-kit's directories, the one that wins first
 * @param libraries where modules are whose configuration gives no whole path
 */
record ModuleFiles(List<Path> configured, List<Path> libraries) {
  private static final String ENDING = ".module";
  private static final String FIELD = "module:";
  private static final int FILE_OCTETS_MAX = 64 * 1024;

  /** Those of this machine. */
  static final ModuleFiles SYSTEM =
      new ModuleFiles(
          List.of(Path.of("/etc/pkcs11/modules"), Path.of("/usr/share/p11-kit/modules")),
          List.of(
              Path.of("/usr/lib/x86_64-linux-gnu/pkcs11"),
              Path.of("/usr/lib/aarch64-linux-gnu/pkcs11"),
              Path.of("/usr/lib64/pkcs11"),
              Path.of("/usr/lib/pkcs11")));

  /**
   * The file of a module, without links.
   *
   * @throws TokenRefused when there is none
   */
  Path find(String module) {
    Path file = module.contains("/") ? ofPath(module) : ofName(module);
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new TokenRefused(
          "Module %s: there is no file %s".formatted(module, file),
          "Install the library of the token, such as Debian's softhsm2, or give another path",
          e);
    }
  }

  private static Path ofPath(String module) {
    Path path = Path.of(module);
    if (!path.isAbsolute()) {
      throw new TokenRefused(
          "Module %s is no whole path".formatted(module),
          "Give the path from / on, or a name that 'p11-kit list-modules' shows");
    }
    return path;
  }

  private Path ofName(String module) {
    for (Path directory : configured) {
      for (String name : List.of(module + ENDING, module)) {
        Optional<String> library = library(directory.resolve(name));
        if (library.isPresent()) {
          return inLibraries(library.get());
        }
      }
    }
    throw new TokenRefused(
        "There is no module '%s'".formatted(module),
        "Give the path of its library, or a name that p11-kit knows: "
            + (names().isEmpty() ? "there is none" : String.join(", ", names())));
  }

  private static Optional<String> library(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > FILE_OCTETS_MAX) {
        return Optional.empty();
      }
      return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
          .map(String::strip)
          .filter(line -> line.startsWith(FIELD))
          .map(line -> line.substring(FIELD.length()).strip())
          .findFirst();
    } catch (IOException e) {
      throw new TokenRefused(
          "%s can't be read: %s".formatted(file, e.getMessage()), "See its permissions", e);
    }
  }

  private Path inLibraries(String library) {
    Path path = Path.of(library);
    return libraries.stream()
        .map(directory -> directory.resolve(path))
        .filter(Files::exists)
        .findFirst()
        .orElse(path);
  }

  private List<String> names() {
    TreeSet<String> names = new TreeSet<>();
    configured.stream().filter(Files::isDirectory).forEach(directory -> addNames(directory, names));
    return new ArrayList<>(names);
  }

  private static void addNames(Path directory, TreeSet<String> names) {
    try (Stream<Path> files = Files.list(directory)) {
      files
          .map(file -> file.getFileName().toString())
          .map(name -> name.endsWith(ENDING) ? name.replace(ENDING, "") : name)
          .forEach(names::add);
    } catch (IOException e) {
      throw new TokenRefused(
          "%s can't be read: %s".formatted(directory, e.getMessage()), "See its permissions", e);
    }
  }
}
