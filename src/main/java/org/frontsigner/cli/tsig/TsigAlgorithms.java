package org.frontsigner.cli.tsig;

import org.frontsigner.cli.Words;

/** The algorithms of TSIG keys, for completion. */
final class TsigAlgorithms extends Words {
  TsigAlgorithms() {
    super("hmac-sha256", "hmac-sha512", "hmac-sha384", "hmac-sha224", "hmac-sha1", "hmac-md5");
  }
}
