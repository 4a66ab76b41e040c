package org.frontsigner.cli;

import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.Tools;

/**
 * A verb that concerns no zone: it reads no configuration, and asks no daemon and no database.
 *
 * @param <T> what comes of it
 */
public abstract class Tool<T> extends Verb<T> {
  /** What is to be done. Reads the words of the verb first, as {@link #question} does. */
  protected abstract Function<Tools, T> work();

  @Override
  protected final Function<Admin, T> question() {
    throw new IllegalStateException("a tool asks nobody");
  }

  @Override
  final int ask(Frontsigner program) {
    return told(work().apply(program.tools()), program);
  }
}
