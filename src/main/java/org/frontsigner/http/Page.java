package org.frontsigner.http;

import java.io.IOException;
import java.io.Writer;

/** What is answered to a request. Immutable. */
sealed interface Page {
  String TEXT = "text/plain; charset=utf-8";
  String HTML = "text/html; charset=utf-8";
  String JSON = "application/json";

  int OK = 200;
  int BAD_REQUEST = 400;
  int NOT_FOUND = 404;
  int METHOD_NOT_ALLOWED = 405;
  int UNAVAILABLE = 503;

  int status();

  /** The content type. */
  String type();

  /** A few words, which are at hand. */
  record Line(int status, String type, String text) implements Page {}

  /** A text that takes time to be made and to be taken. */
  record Document(int status, String type, Body body) implements Page {}

  /** Writes a text. */
  interface Body {
    void writeTo(Writer out) throws IOException;
  }

  static Page line(int status, String text) {
    return new Line(status, TEXT, text + "\n");
  }
}
