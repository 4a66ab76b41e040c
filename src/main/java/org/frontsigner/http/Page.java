package org.frontsigner.http;

import java.io.IOException;
import java.io.Writer;

/** What is answered to a request: a status, the type of the text, and the text. */
record Page(int status, String type, Body body) {
  static final String TEXT = "text/plain; charset=utf-8";
  static final String HTML = "text/html; charset=utf-8";
  static final String JSON = "application/json";

  /** Writes the text. */
  interface Body {
    void writeTo(Writer out) throws IOException;
  }

  static Page text(int status, String text) {
    return new Page(status, TEXT, out -> out.write(text + "\n"));
  }
}
