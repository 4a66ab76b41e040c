package org.frontsigner.cli;

import org.frontsigner.api.Done;

/** A verb that changes something and has nothing to show but that it is done. */
public abstract class Change extends Verb<Done> {
  @Override
  protected final void show(Done done, Output output) {
    output.line(done.message());
    output.warnings(done.warnings());
    output.next(done.next());
  }
}
