package org.frontsigner.api;

/**
 * The verbs for keys that stay in PKCS #11 tokens. See {@link Admin} for common rules. A token that
 * is not there, refuses the PIN or has no such key is a {@link Problem} of kind FAILED; a PIN that
 * was refused is not tried again by itself. What would leave resolvers without a chain of trust is
 * refused unless it is forced, as {@link KeyAdmin} says.
 */
public interface HsmAdmin {
  /**
   * Gives a zone a key that is in a token, active and published. It signs something first, which is
   * verified by other means than the token's.
   *
   * @param secureEntryPoint whether its flags are 257 (ksk), else 256 (zsk)
   * @param createLater the key is not in the token yet: {@link #hsmCreateKey} will make it
   * @throws Problem USAGE when there is no such algorithm; FAILED also when the key is none of the
   *     algorithm, may not sign, or signs what does not verify, and when the zone has that key
   *     already, or another one of its tag and algorithm
   */
  KeyAdded hsmAssign(
      String zone,
      String algorithm,
      boolean secureEntryPoint,
      TokenKey key,
      boolean createLater,
      boolean force);

  /**
   * Makes a key in its token that was assigned to be made later, and puts it into use.
   *
   * @param bits the size; 0: the algorithm's default
   * @throws Problem USAGE when the algorithm has no keys of that size; FAILED when the key is none
   *     that is to be made, or its token makes none
   */
  KeyAdded hsmCreateKey(String zone, long id, int bits, boolean force);
}
