package org.frontsigner.api;

import java.util.List;

/**
 * What an operator can ask for that concerns no zone: it needs no configuration, no database and no
 * daemon, and leaves nothing behind. The rules of {@link Admin} for values hold here too.
 */
public interface Tools {
  /**
   * Makes a key and keeps it nowhere.
   *
   * @param secureEntryPoint whether its flags are 257, else 256
   * @param bits the size; 0: the algorithm's default
   * @param algorithm pdnssec's name, an IANA mnemonic or a number
   * @throws Problem USAGE when there is no such algorithm, or it has no keys of that size; FAILED
   *     when this Java lacks it
   */
  GeneratedKey generateZoneKey(boolean secureEntryPoint, String algorithm, int bits);

  /**
   * Measures how fast this machine signs and verifies on one core, for less than two seconds for
   * each algorithm.
   *
   * @param algorithms pdnssec's names, IANA mnemonics or numbers; empty: all
   * @return in order of the algorithms' numbers; ECDSA twice, as it is measured with {@code
   *     reproducible-signing} too
   * @throws Problem USAGE when there is no such algorithm
   */
  List<SigningSpeed> testSpeed(List<String> algorithms);
}
