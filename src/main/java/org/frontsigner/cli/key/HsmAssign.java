package org.frontsigner.cli.key;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.frontsigner.api.Admin;
import org.frontsigner.api.KeyAdded;
import org.frontsigner.api.KeyRole;
import org.frontsigner.api.TokenKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hsm assign ZONE ALGORITHM ksk|zsk MODULE SLOT PIN LABEL [PUBLABEL]}. */
@Command(
    name = "hsm assign",
    header = "Gives a zone a key that stays in a PKCS #11 token, and prints its id.",
    description = "The key signs something first; it is taken when that verifies.",
    footerHeading = "%nExample:%n",
    footer = {
      "  frontsigner hsm assign example.org rsasha256 ksk softhsm2 zone-ksk file:/etc/pin zone-ksk",
      "  frontsigner hsm assign example.org ecdsa256 zsk softhsm2 hsm credential:pin zsk"
          + " --create-later --inactive"
    })
public final class HsmAssign extends NewKey {
  private static final String SHOWN =
      "The PIN was on the command line, where 'ps' and the shell's history show it: give it as"
          + " file:PATH, credential:NAME or -";

  @Parameters(index = "0", paramLabel = "ZONE", description = ZONE)
  private String zone;

  @Parameters(
      index = "1",
      paramLabel = "ALGORITHM",
      description = "of the key, by name or number, such as rsasha256, ecdsa256")
  private String algorithm;

  @Parameters(index = "2", paramLabel = "ksk|zsk", description = "flags 257 or 256")
  private String role;

  @Parameters(
      index = "3",
      paramLabel = "MODULE",
      description = "path of the token's library, or its name in p11-kit's modules")
  private String module;

  @Parameters(
      index = "4",
      paramLabel = "SLOT",
      description = "label of the token, or id of its slot, or index of its slot")
  private String slot;

  @Parameters(
      index = "5",
      paramLabel = "PIN",
      description = {
        "file:PATH (its first line; read by the daemon), credential:NAME (systemd's), or - (asked"
            + " for, or read from standard input; kept in the data directory)",
        "anything else is the PIN itself, which 'ps' shows"
      })
  private String pin;

  @Parameters(
      index = "6",
      paramLabel = "LABEL",
      description = "label of the private key, or id: and its id in hex")
  private String label;

  @Parameters(
      index = "7",
      arity = "0..1",
      paramLabel = "PUBLABEL",
      description = "label of the public key (default: LABEL)")
  private String publicLabel = "";

  @Option(
      names = "--create-later",
      description = "the key is not there yet: 'hsm create-key' will make it")
  private boolean createLater;

  @Option(
      names = "--inactive",
      description = "it does not sign yet: activate-zone-key lets it, once resolvers know it")
  private boolean inactive;

  @Option(names = "--unpublished", description = "it is not in the DNSKEY set")
  private boolean unpublished;

  @Override
  protected Function<Admin, KeyAdded> question() {
    String lower = role.toLowerCase(Locale.ROOT);
    if (!lower.equals("ksk") && !lower.equals("zsk")) {
      throw wrongUse("'" + role + "' is neither ksk nor zsk");
    }
    PinWord word = PinWord.of(pin);
    TokenKey key = new TokenKey(module, slot, word.pin(), word.isTyped(), label, publicLabel);
    KeyRole use = new KeyRole(lower.equals("ksk"), !inactive, !unpublished);
    return admin ->
        warned(admin.hsmAssign(zone, algorithm, use, key, createLater, isForced()), word);
  }

  private static KeyAdded warned(KeyAdded added, PinWord word) {
    return word.isShown() ? added.withWarnings(List.of(SHOWN)) : added;
  }
}
