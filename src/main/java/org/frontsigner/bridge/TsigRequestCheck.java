package org.frontsigner.bridge;

import java.time.Instant;
import java.util.Optional;

/** The checks of a server on the TSIG record of one request, in the order of RFC 8945, 5.2. */
final class TsigRequestCheck {
  private final byte[] request;
  private final int questionEnd;
  private final TsigRecord tsig;

  TsigRequestCheck(byte[] request, int questionEnd, TsigRecord tsig) {
    this.request = request;
    this.questionEnd = questionEnd;
    this.tsig = tsig;
  }

  TsigCheck run(TsigKeys keys, Instant now) throws MalformedMessage {
    Optional<TsigKey> key =
        TsigAlgorithm.of(tsig.algorithmName)
            .flatMap(algorithm -> keys.find(tsig.keyName, algorithm));
    if (key.isEmpty()) {
      return rejected(
          TsigError.BADKEY,
          "no key %s with %s".formatted(tsig.keyName.toText(), tsig.algorithmName.toText()),
          null);
    }
    return check(key.get(), now);
  }

  private TsigCheck check(TsigKey key, Instant now) throws MalformedMessage {
    if (!TsigDigest.isPermittedLength(key.algorithm(), tsig.mac.length)) {
      throw new MalformedMessage(
          "a MAC of %d octets is not permitted for %s"
              .formatted(tsig.mac.length, key.algorithm().text()));
    }
    if (!TsigDigest.matches(computed(key), tsig.mac)) {
      return rejected(TsigError.BADSIG, "the MAC does not match", null);
    }
    long distance = Math.abs(TsigDigest.seconds(now) - tsig.timeSigned);
    if (distance > tsig.fudgeSeconds) {
      return rejected(TsigError.BADTIME, "signed %d seconds from now".formatted(distance), key);
    }
    if (tsig.mac.length < key.algorithm().macOctets()) {
      return rejected(TsigError.BADTRUNC, "a MAC cut to %d octets".formatted(tsig.mac.length), key);
    }
    return new TsigCheck.Verified(key, tsig.mac);
  }

  private byte[] computed(TsigKey key) {
    return new TsigDigest(key)
        .messageBefore(request, tsig)
        .finishWithVariables(tsig.timeSigned, tsig.fudgeSeconds, tsig.error, tsig.other);
  }

  private TsigCheck rejected(TsigError error, String reason, TsigKey key) {
    return new TsigCheck.Rejected(error, reason, request, questionEnd, tsig, key);
  }
}
