package org.frontsigner.bridge.named;

/** Where something stands in a file; lines and columns count from 1. Immutable. */
public record Place(String file, int line, int column) {
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
