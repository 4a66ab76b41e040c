package org.frontsigner.scenario.tool;

import java.nio.file.Path;
import java.time.Duration;
import org.frontsigner.scenario.stage.Command;
import org.frontsigner.scenario.stage.Output;
import org.xbill.DNS.Name;

/** Four programs that judge a signed zone as a whole. */
public enum Verifier {
  LDNS_VERIFY_ZONE {
    @Override
    Command command(Name zone, Path file) {
      return Command.of("ldns-verify-zone", file);
    }
  },
  /** With {@code -z}: one key may be KSK and ZSK at once. */
  DNSSEC_VERIFY {
    @Override
    Command command(Name zone, Path file) {
      return Command.of("dnssec-verify", "-z", "-o", zone, file);
    }
  },
  KZONECHECK {
    @Override
    Command command(Name zone, Path file) {
      return Command.of("kzonecheck", "-d", "on", "-o", zone, file);
    }
  },
  /** Looks for addresses inside the zone only, and asks nobody. */
  NAMED_CHECKZONE {
    @Override
    Command command(Name zone, Path file) {
      return Command.of("named-checkzone", "-i", "local", zone, file);
    }
  };

  private static final Duration LIMIT = Duration.ofMinutes(10);

  abstract Command command(Name zone, Path file);

  /** Whether it looks at signatures at all. */
  public boolean judgesSignatures() {
    return this != NAMED_CHECKZONE;
  }

  /** Judges the master file; exit 0 means that all is well. */
  public Output judge(Name zone, Path file) {
    return command(zone, file).within(LIMIT).run();
  }
}
