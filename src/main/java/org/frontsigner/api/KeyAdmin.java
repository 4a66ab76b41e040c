package org.frontsigner.api;

import java.util.List;

/**
 * The verbs for the keys of zones. A key has an id that no other key of the database has or ever
 * had. See {@link Admin} for common rules; every method that takes an id fails (FAILED, naming zone
 * and id) when the zone has no such key, also when another zone has it.
 *
 * <p>A change that would leave resolvers without a chain of trust is refused (FAILED; the message
 * says which resolvers and until when), unless it is forced: resolvers hold DNSKEY sets, signatures
 * and DS sets of before for their TTLs (RFC 6781, 4.1). The DS set is looked up through the
 * configured resolvers; where it can't be, and the change takes away a key that a DS may point to,
 * it is refused too. A zone whose parent has no DS, or that was served unsigned so lately that
 * resolvers may hold answers of that time, has no chain to break.
 */
public interface KeyAdmin {
  /**
   * Gives a zone active, published keys, and denial as the {@code defaults} of the configuration
   * say where it has no settings for that.
   *
   * @throws Problem FAILED when the zone has a key already
   */
  Done secureZone(String zone, Keying keying);

  /**
   * As {@link #secureZone} with the defaults for each zone without keys; one that fails does not
   * keep the others from it.
   *
   * @param increaseSerial whether the data of zones that are not pulled gets the next serial too;
   *     the served serial of a zone that is secured rises by itself where SOA-EDIT is not NONE
   */
  ZonesReport secureAllZones(boolean increaseSerial);

  /**
   * Deactivates all keys of a zone and unsets PRESIGNED. Keys, their DNSKEY set and the denial
   * settings stay; the zone is served unsigned.
   */
  Done disableDnssec(String zone, boolean force);

  /**
   * Makes a key.
   *
   * @param bits the size; 0: the algorithm's default
   * @param algorithm pdnssec's name, an IANA mnemonic or a number; empty: that of the zone's keys,
   *     where they all have one, else {@code defaults.algorithm}
   * @throws Problem USAGE when there is no such algorithm, or it has no keys of that size; FAILED
   *     when this Java lacks it
   */
  KeyAdded addZoneKey(String zone, KeyRole role, int bits, String algorithm, boolean force);

  /**
   * Adds a key that exists, of a private key file (BIND's private-key-format v1.2 or v1.3).
   *
   * @param key what its .key file and its file's name say, where they say anything, must fit
   * @throws Problem FAILED when the text is no private key that can sign here (the message says why
   *     and shows nothing of it), when the files of the key contradict each other, or when the zone
   *     has that key already, or another one of its tag and algorithm (the message has its id). An
   *     RSA key of less than 2048 bits and a deprecated algorithm are warnings
   */
  KeyAdded importZoneKey(String zone, KeyText key, KeyRole role, boolean force);

  /**
   * Likewise of a PEM file: PKCS #1, SEC 1 or PKCS #8, not encrypted.
   *
   * @param algorithm pdnssec's name, an IANA mnemonic or a number
   * @throws Problem USAGE when there is no such algorithm; FAILED also when the key is none of it
   */
  KeyAdded importZoneKeyPem(
      String zone, KeyText key, String algorithm, KeyRole role, boolean force);

  /** The private key as text in private-key-format v1.2. */
  ExportedKey exportZoneKey(String zone, long id);

  /** The private key as PEM: PKCS #1 of a RSA key, PKCS #8 of others. */
  ExportedKey exportZoneKeyPem(String zone, long id);

  /** The DNSKEY of a key, and its DS records of all digests. */
  KeyView exportZoneDnskey(String zone, long id);

  /**
   * The keys that the parent's DS set is to point to, with their DS records of the digests that are
   * advised: all published keys but those that only sign the zone's data.
   *
   * @throws Problem FAILED when the zone has no such key
   */
  List<KeyView> exportZoneDs(String zone);

  /** The key signs. It is published or not, as before; an active key not published is a warning. */
  Done activateZoneKey(String zone, long id, boolean force);

  /** The key no longer signs; it stays published if it was. */
  Done deactivateZoneKey(String zone, long id, boolean force);

  /** The key is in the DNSKEY set. */
  Done publishZoneKey(String zone, long id, boolean force);

  /** The key is not in the DNSKEY set; it signs if it did. */
  Done unpublishZoneKey(String zone, long id, boolean force);

  /** Removes a key for good, active or not. */
  Done removeZoneKey(String zone, long id, boolean force);

  /**
   * The keys of a zone, or of all zones in order of their names: first those that sign the zone's
   * data, then those that sign the DNSKEY set alone, each in order of their ids.
   *
   * @param zone empty: all zones
   */
  List<KeyView> listKeys(String zone);

  /** The algorithms that this installation signs with, in order of their numbers. */
  List<AlgorithmView> listAlgorithms();
}
