package org.frontsigner.scenario.tool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.frontsigner.scenario.stage.Command;

/**
 * Tokens of SoftHSM in a folder of their own; keys are made in them by pkcs11-tool, as the operator
 * does.
 */
public final class SoftToken {
  public static final String PIN = "some-pin";

  /** How the tools and p11-kit name the module. */
  public static final String MODULE = "softhsm2";

  private static final String LIBRARY = "/usr/lib/softhsm/libsofthsm2.so";
  private static final String VARIABLE = "SOFTHSM2_CONF";

  private final Path folder;
  private final Path configuration;

  private SoftToken(Path folder) {
    this.folder = folder;
    this.configuration = folder.resolve("softhsm2.conf");
  }

  /** A folder without tokens. */
  public static SoftToken in(Path folder) {
    SoftToken tokens = new SoftToken(folder);
    try {
      Files.createDirectories(tokens.tokens());
      Files.writeString(
          tokens.configuration,
          "directories.tokendir = %s\nobjectstore.backend = file\n".formatted(tokens.tokens()));
      Files.createFile(
          tokens.pinFile(),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(tokens.pinFile(), PIN + "\n");
      return tokens;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private Path tokens() {
    return folder.resolve("tokens");
  }

  private Path aside() {
    return folder.resolve("aside");
  }

  /** A file with the PIN of all tokens. */
  public Path pinFile() {
    return folder.resolve("pin");
  }

  /** What a process needs in its environment to see these tokens. */
  public Map<String, String> environment() {
    return Map.of(VARIABLE, configuration.toString());
  }

  private Command tool(String program, Object... words) {
    return Command.of("env", VARIABLE + "=" + configuration, program).with(words);
  }

  /** Makes a token. */
  public SoftToken withToken(String label) {
    tool("softhsm2-util", "--init-token", "--free", "--label", label)
        .with("--pin", PIN, "--so-pin", "another-pin")
        .run()
        .succeeded();
    return this;
  }

  /** Makes a key pair without a certificate. */
  public SoftToken withKey(String token, String type, String label) {
    tool("pkcs11-tool", "--module=" + LIBRARY, "-l", "-p", PIN, "-k", "--key-type", type)
        .with("-a", label, "--token-label", token)
        .run()
        .succeeded();
    return this;
  }

  /** The tokens are unplugged. */
  public void takeAway() {
    move(tokens(), aside());
  }

  /** They are plugged in again. */
  public void bringBack() {
    move(aside(), tokens());
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
