package org.frontsigner.cli;

/** Texts as shells read them. */
final class Quoted {
  private Quoted() {}

  /** In single quotes, for bash and zsh. */
  static String single(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** In single quotes, for fish. */
  static String fish(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
