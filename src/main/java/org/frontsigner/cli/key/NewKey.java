package org.frontsigner.cli.key;

import org.frontsigner.api.KeyAdded;
import org.frontsigner.cli.GuardedChange;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Verb;
import picocli.CommandLine.Option;

/** A verb that adds a key; its result is the key's id alone, for scripts to take. */
abstract class NewKey extends Verb<KeyAdded> {
  @Option(names = "--force", description = GuardedChange.FORCE)
  private boolean force;

  final boolean isForced() {
    return force;
  }

  @Override
  protected final void show(KeyAdded added, Output output) {
    output.line(Long.toString(added.id()));
    output.remark(
        "Added key %d with tag %d to %s".formatted(added.id(), added.keyTag(), added.zone()));
    output.warnings(added.warnings());
    output.next(added.next());
  }
}
