package org.frontsigner.api;

/**
 * The verbs for keys that stay in PKCS #11 tokens. See {@link Admin} for common rules. A token that
 * is not there, refuses the PIN or has no such key is a {@link Problem} of kind FAILED; a PIN that
 * was refused is not tried again by itself. What would leave resolvers without a chain of trust is
 * refused unless it is forced, as {@link KeyAdmin} says.
 */
public interface HsmAdmin {
  /**
   * Gives a zone a key that is in a token. It signs something first, which is verified by other
   * means than the token's.
   *
   * @param role what it is for; one that is to be made later takes it up then
   * @param createLater the key is not in the token yet: {@link #hsmCreateKey} will make it
   * @throws Problem USAGE when there is no such algorithm; FAILED also when the key is none of the
   *     algorithm, may not sign, or signs what does not verify, and when the zone has that key
   *     already, or another one of its tag and algorithm
   */
  KeyAdded hsmAssign(
      String zone,
      String algorithm,
      KeyRole role,
      TokenKey key,
      boolean createLater,
      boolean force);

  /**
   * Makes a key in its token that was assigned to be made later, and puts it into use. What would
   * be refused is refused before the token makes anything.
   *
   * @param bits the size; 0: the algorithm's default
   * @throws Problem USAGE when the algorithm has no keys of that size; FAILED when the key is none
   *     that is to be made, or its token makes none
   */
  KeyAdded hsmCreateKey(String zone, long id, int bits, boolean force);
}
