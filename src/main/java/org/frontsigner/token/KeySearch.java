package org.frontsigner.token;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.TokenRefused;

/**
 * Finds the two halves of a key: by CKA_LABEL, or by CKA_ID where the label is {@code id:} and hex
 * digits. Certificates are not looked at, for none is needed. Immutable.
 */
record KeySearch(Cryptoki cryptoki, long session, TokenReference reference) {
  private static final String ID = "id:";

  /** Private keys of that label or id. */
  List<Cryptoki.PrivateKeyInfo> privateKeys() {
    return matching(
        cryptoki.privateKeys(session),
        reference.label(),
        Cryptoki.PrivateKeyInfo::label,
        Cryptoki.PrivateKeyInfo::id);
  }

  private static <T> List<T> matching(
      List<T> keys, String text, Function<T, String> label, Function<T, byte[]> id) {
    if (text.toLowerCase(Locale.ROOT).matches("id:([0-9a-f]{2}){1,64}")) {
      byte[] wanted = HexFormat.of().parseHex(text.substring(ID.length()));
      return keys.stream().filter(key -> Arrays.equals(id.apply(key), wanted)).toList();
    }
    return keys.stream().filter(key -> label.apply(key).equals(text)).toList();
  }

  /**
   * The one private key.
   *
   * @throws TokenRefused when it is not there, not unique, or can't sign with the algorithm
   */
  Cryptoki.PrivateKeyInfo privateKey(Algorithm algorithm) {
    List<Cryptoki.PrivateKeyInfo> found = privateKeys();
    if (found.isEmpty()) {
      throw new TokenRefused(
          "There is no private key '%s' in token '%s'"
              .formatted(reference.label(), reference.slot()),
          labels(cryptoki.privateKeys(session), Cryptoki.PrivateKeyInfo::label)
              + "; make it with pkcs11-tool --keypairgen, or with hsm assign --create-later and hsm"
              + " create-key");
    }
    if (found.size() > 1) {
      throw new TokenRefused(
          "There are %d private keys '%s' in token '%s'"
              .formatted(found.size(), reference.label(), reference.slot()),
          "Give one by its id as the label: "
              + found.stream().map(key -> idText(key.id())).collect(Collectors.joining(", ")));
    }
    requireUse(found.get(0), algorithm);
    return found.get(0);
  }

  private static String idText(byte[] id) {
    return id.length == 0 ? "one has none" : ID + HexFormat.of().formatHex(id);
  }

  private static <T> String labels(List<T> keys, Function<T, String> label) {
    TreeSet<String> labels =
        keys.stream().map(label).collect(Collectors.toCollection(TreeSet::new));
    return labels.isEmpty() ? "It has none at all" : "It has '" + String.join("', '", labels) + "'";
  }

  private void requireUse(Cryptoki.PrivateKeyInfo key, Algorithm algorithm) {
    KeyKind kind = KeyKind.of(algorithm);
    if (key.type() != kind.type()) {
      throw new TokenRefused(
          "%s is a key of %s, and %s needs one of %s"
              .formatted(
                  name(),
                  KeyKind.name(key.type()),
                  algorithm.mnemonic(),
                  KeyKind.name(kind.type())),
          "Give the algorithm of the key, or another key");
    }
    if (!key.maySign()) {
      throw new TokenRefused(
          name() + " may not sign: its CKA_SIGN is false",
          "Make a key for signing: pkcs11-tool --keypairgen --usage-sign");
    }
    if (key.asksEachTime()) {
      throw new TokenRefused(
          name() + " asks for the PIN for each signature (CKA_ALWAYS_AUTHENTICATE)",
          "Make a key without that: a zone needs thousands of signatures");
    }
  }

  private String name() {
    return "Key '%s' of token '%s'".formatted(reference.label(), reference.slot());
  }

  /**
   * The public half of a private key.
   *
   * @throws TokenRefused when it is not there or not unique
   */
  Cryptoki.PublicKeyInfo publicKey(Cryptoki.PrivateKeyInfo key) {
    List<Cryptoki.PublicKeyInfo> all = cryptoki.publicKeys(session);
    List<Cryptoki.PublicKeyInfo> found =
        matching(
                all,
                reference.publicLabel(),
                Cryptoki.PublicKeyInfo::label,
                Cryptoki.PublicKeyInfo::id)
            .stream()
            .filter(each -> each.type() == key.type())
            .toList();
    if (found.size() > 1 && key.id().length > 0) {
      found = found.stream().filter(each -> Arrays.equals(each.id(), key.id())).toList();
    }
    if (found.size() == 1) {
      return found.get(0);
    }
    throw new TokenRefused(
        "There %s '%s' in token '%s' for that private key"
            .formatted(
                found.isEmpty() ? "is no public key" : "are %d public keys".formatted(found.size()),
                reference.publicLabel(),
                reference.slot()),
        "Give the label of the public key as the last word; "
            + labels(all, Cryptoki.PublicKeyInfo::label).replaceFirst("^It", "the token"));
  }
}
