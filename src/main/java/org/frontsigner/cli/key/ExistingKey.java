package org.frontsigner.cli.key;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.KeyText;
import org.frontsigner.api.Problem;
import org.frontsigner.cli.OperatorFile;

/** A verb that adds a key of a file. */
abstract class ExistingKey extends NewKey {
  private static final KeyRole UNSAID = new KeyRole(true, true, true);
  private static final int FILE_OCTETS_MAX = 64 * 1024;
  private static final String PRIVATE = ".private";

  /** What is in the file. */
  static KeyText text(Path file) {
    Path name = file.getFileName();
    return new KeyText(
        name == null ? "" : name.toString(), OperatorFile.read(file, FILE_OCTETS_MAX), "");
  }

  /** Likewise, with the .key file of the same name where it is there. */
  static KeyText textWithPublic(Path file) {
    KeyText text = text(file);
    if (!text.file().endsWith(PRIVATE)) {
      return text;
    }
    String base = text.file().substring(0, text.file().length() - PRIVATE.length());
    Path beside = file.resolveSibling(base + ".key");
    return Files.exists(beside)
        ? new KeyText(text.file(), text.privateKey(), OperatorFile.read(beside, FILE_OCTETS_MAX))
        : text;
  }

  /** Asks; who has the text does not know the path of its file, so that it is named here. */
  static KeyAdded naming(Path file, Supplier<KeyAdded> asking) {
    try {
      return asking.get();
    } catch (Problem problem) {
      throw new Problem(
          problem.kind(),
          problem.getMessage() + " (key of file '" + file + "')",
          problem.remedy(),
          problem);
    }
  }

  /** What the words after the others say of the key. */
  final KeyRole role(List<String> words) {
    try {
      KeyWords known = KeyWords.parse(words, UNSAID);
      if (!known.rest().isEmpty()) {
        throw wrongUse(
            "'"
                + known.rest().get(0)
                + "' is none of ksk, zsk, active, inactive, published and unpublished");
      }
      return known.role();
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }
}
