package org.frontsigner.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What this program calls itself. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    Optional<String> built =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion());
    return new String[] {"frontsigner " + built.orElse("(not packaged)")};
  }
}
