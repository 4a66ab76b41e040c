package org.frontsigner.api;

import java.util.List;

/** The verbs for TSIG keys (RFC 8945). See {@link Admin} for common rules. */
public interface TsigAdmin {
  /**
   * Stores a TSIG key.
   *
   * @param algorithm {@code hmac-sha1}, {@code -sha224}, {@code -sha256}, {@code -sha384} or {@code
   *     -sha512}; {@code hmac-md5} where {@code tsig-md5} is on
   * @param secret in base64
   * @throws Problem USAGE when there is no such algorithm, or the secret is no base64 or empty
   *     (without showing it); FAILED when a key of that name has another algorithm or secret
   */
  Done importTsigKey(String name, String algorithm, String secret);

  /**
   * Makes and stores a TSIG key with a random secret of the algorithm's full length.
   *
   * @throws Problem USAGE when there is no such algorithm; FAILED when a key of that name exists
   */
  TsigKeyView generateTsigKey(String name, String algorithm);

  /** Deletes a TSIG key. Zones that name it go on naming it: each is a warning. */
  Done deleteTsigKey(String name);

  /** All TSIG keys with their secrets, in order of their names. */
  List<TsigKeyView> listTsigKeys();

  /**
   * A zone's transfers use a TSIG key.
   *
   * @param side PRIMARY: we hand the zone on, and this key allows to pull it and signs NOTIFY to
   *     the peer (TSIG-ALLOW-AXFR); SECONDARY: we pull the zone, and sign with this key
   *     (AXFR-MASTER-TSIG)
   * @param peer the address that it is for, in the form of {@link ZoneAdmin#createSlaveZone}; a
   *     peer without port is meant whatever its port. Empty: all peers of that side that have no
   *     key of their own
   * @throws Problem USAGE when the peer is no address; FAILED when there is no such key or zone
   */
  Done activateTsigKey(String zone, String name, TsigSide side, String peer);

  /**
   * Undoes {@link #activateTsigKey} of the same arguments; with no peer also for each one peer.
   *
   * @throws Problem FAILED when the key is not in use there; a key that does not exist any more may
   *     be deactivated
   */
  Done deactivateTsigKey(String zone, String name, TsigSide side, String peer);
}
