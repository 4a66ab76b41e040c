package org.frontsigner.token;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.frontsigner.signing.TokenRefused;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * Which slot an operator means: the label of its token, else the id of the slot (also 0x…), else
 * its index, from 0 on, as {@code #0} or, where no slot has that id, {@code 0}. Labels come first,
 * since ids and indexes change when tokens come and go.
 */
final class Slots {
  private Slots() {}

  /** A slot and what it tells. */
  record Found(long slot, Cryptoki.TokenInfo token, boolean byIndex) {}

  /**
   * The slot that is meant.
   *
   * @throws TokenRefused when there is none, or more than one
   */
  static Found find(Cryptoki cryptoki, String module, String text) {
    List<Found> all = new ArrayList<>();
    for (long slot : cryptoki.slots()) {
      Cryptoki.TokenInfo token = cryptoki.token(slot);
      if (token.has(PKCS11Constants.CKF_TOKEN_INITIALIZED)) {
        all.add(new Found(slot, token, false));
      }
    }
    List<Found> labelled = all.stream().filter(each -> each.token().label().equals(text)).toList();
    if (labelled.size() > 1) {
      throw new TokenRefused(
          "Module %s has %d tokens labelled '%s'".formatted(module, labelled.size(), text),
          "Give the id of the slot instead: " + list(labelled));
    }
    return labelled.isEmpty() ? byNumber(all, module, text) : labelled.get(0);
  }

  private static Found byNumber(List<Found> all, String module, String text) {
    String number = text.startsWith("#") ? text.substring(1) : text;
    if (number.matches("0x[0-9a-fA-F]{1,15}|\\d{1,18}")) {
      long value = Long.decode(number.matches("0\\d+") ? number.replaceFirst("^0+", "") : number);
      for (Found each : all) {
        if (each.slot() == value && !text.startsWith("#")) {
          return each;
        }
      }
      if (value < all.size() && !text.startsWith("0x")) {
        Found found = all.get((int) value);
        return new Found(found.slot(), found.token(), true);
      }
    }
    throw new TokenRefused(
        "Module %s has no token labelled '%s', and no slot of that id or index"
            .formatted(module, text),
        all.isEmpty()
            ? "It has no initialized token at all: plug it in, or make it with softhsm2-util"
                + " --init-token; does the daemon's user see it?"
            : "There is: " + list(all));
  }

  private static String list(List<Found> slots) {
    return slots.stream()
        .map(
            each ->
                "'%s' (slot %d, serial number %s)"
                    .formatted(each.token().label(), each.slot(), each.token().serialNumber()))
        .collect(Collectors.joining(", "));
  }
}
