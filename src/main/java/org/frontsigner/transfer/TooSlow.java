package org.frontsigner.transfer;

import java.io.IOException;

/** A peer took more time than it is given; the message says which limit it reached. */
public final class TooSlow extends IOException {
  private static final long serialVersionUID = 1L;

  TooSlow(String reason) {
    super(reason);
  }
}
