package org.frontsigner.transfer;

import java.util.function.Supplier;
import org.frontsigner.keeper.Upstream.Fetched;

/** What a primary does wrong, and a part of what is to be said of it. */
record Fault(String name, Supplier<Script> script, String reason) {
  static Fault fault(String name, Supplier<Script> script, String reason) {
    return new Fault(name, script, reason);
  }

  Fetched play() {
    return script.get().play();
  }

  @Override
  public String toString() {
    return name;
  }
}
