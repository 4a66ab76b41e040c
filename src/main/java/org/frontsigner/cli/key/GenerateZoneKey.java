package org.frontsigner.cli.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.GeneratedKey;
import org.frontsigner.api.Tools;
import org.frontsigner.cli.Output;
import org.frontsigner.cli.Tool;
import org.frontsigner.cli.Words;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code generate-zone-key [ksk|zsk] [ALGORITHM] [BITS]}. */
@Command(
    name = "generate-zone-key",
    header = "Makes a key, prints it with its private part, and keeps it nowhere.",
    description = {
      "Needs no configuration and no database. import-zone-key takes what it prints.",
      "Whoever has the output can sign with the key."
    },
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner generate-zone-key ksk",
      "  frontsigner generate-zone-key zsk rsasha256 2048"
    })
public final class GenerateZoneKey extends Tool<GeneratedKey> {
  private static final String KSK = "ksk";
  private static final String ZSK = "zsk";
  private static final String DEFAULT = "ecdsa256";

  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "WORD",
      completionCandidates = Known.class,
      description = {
        "in any order:",
        "ksk or zsk: flags 257 or 256 (default: zsk)",
        "an algorithm by name or number (default: " + DEFAULT + "); list-algorithms has them",
        "a number above 255: bits (default: the algorithm's)"
      })
  private List<String> words = List.of();

  /** What completion offers. */
  static final class Known extends Words {
    Known() {
      super(KSK, ZSK, "rsasha256", "rsasha512", "ecdsa256", "ecdsa384", "ed25519", "ed448");
    }
  }

  @Override
  protected Function<Tools, GeneratedKey> work() {
    String role = "";
    List<String> rest = new ArrayList<>();
    for (String word : words) {
      String lower = word.toLowerCase(Locale.ROOT);
      if (!lower.equals(KSK) && !lower.equals(ZSK)) {
        rest.add(word);
      } else if (role.isEmpty()) {
        role = lower;
      } else {
        throw wrongUse("'%s' and '%s' together; give one, once".formatted(role, word));
      }
    }
    return making(role.equals(KSK), sizes(rest));
  }

  private SizeWords sizes(List<String> rest) {
    try {
      return SizeWords.parse(rest);
    } catch (IllegalArgumentException e) {
      throw wrongUse(e.getMessage());
    }
  }

  private static Function<Tools, GeneratedKey> making(boolean secureEntryPoint, SizeWords size) {
    String algorithm = size.algorithm().isEmpty() ? DEFAULT : size.algorithm();
    return tools -> tools.generateZoneKey(secureEntryPoint, algorithm, size.bits());
  }

  @Override
  protected void show(GeneratedKey key, Output output) {
    output.line("Flags: " + key.flags());
    output.lines(key.privateKey().lines().toList());
    output.remark(
        "Made a %s key of %d bits, tag %d; its DNSKEY: %s"
            .formatted(key.mnemonic(), key.bits(), key.keyTag(), key.dnskey()));
    output.warnings(key.warnings());
  }
}
