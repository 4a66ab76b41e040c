package org.frontsigner.cli.key;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.frontsigner.api.Problem;

/**
 * What the word PIN says. Immutable.
 *
 * @param pin the PIN, or where it is
 * @param isTyped whether it is the PIN itself
 * @param isShown whether it was a word of the command line, which others may have seen
 */
record PinWord(String pin, boolean isTyped, boolean isShown) {
  private static final String FILE = "file:";
  private static final String CREDENTIAL = "credential:";
  private static final String ASK = "-";

  static PinWord of(String word) {
    if (word.equals(ASK)) {
      return new PinWord(ask(), true, false);
    }
    if (word.startsWith(FILE)) {
      // The daemon is in another folder.
      Path file = Path.of(word.substring(FILE.length())).toAbsolutePath().normalize();
      return new PinWord(FILE + file, false, false);
    }
    return word.startsWith(CREDENTIAL)
        ? new PinWord(word, false, false)
        : new PinWord(word, true, true);
  }

  /** The launcher asks newer Java for the console that is only there at a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static String ask() {
    Console console = System.console();
    if (console != null) {
      char[] typed = console.readPassword("PIN of the token: ");
      return typed == null ? "" : new String(typed);
    }
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw Problem.failed(
          "The PIN can't be read from standard input: " + e.getMessage(),
          "Give it as file:PATH or credential:NAME",
          e);
    }
  }

  /** Without the PIN. */
  @Override
  public String toString() {
    return "PinWord[isTyped=" + isTyped + "]";
  }
}
