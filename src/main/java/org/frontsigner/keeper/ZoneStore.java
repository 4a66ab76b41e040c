package org.frontsigner.keeper;

import java.util.List;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;
import org.frontsigner.signing.FormerKeys;
import org.frontsigner.signing.ParentDs;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.Finding;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Zone;

/**
 * Where zones, keys, metadata and TSIG keys are kept. What a method was asked to change is durable
 * when it returns; it changes whole or not at all. Thread-safe. Every method throws {@link
 * StoreFailed} when the database or a file can't be read or written.
 */
public interface ZoneStore {
  /** Present where another instance writes, and this one only reads: it changes nothing then. */
  Optional<Followed> followed();

  /** All zones that can be used in order of name, without their data. */
  List<StoredZone> zones();

  /** All zones, those too of which others wrote what can't be used. */
  default StoredZones allZones() {
    return new StoredZones(zones(), List.of());
  }

  /** The data of a zone; empty when it never had any. */
  Optional<Zone> data(StoredZone zone);

  /** A new zone; the settings' keys are already given ids by {@link #nextKeyId}. */
  StoredZone create(DomainName name, ZoneSettings settings);

  /** The zone with its data, keys and settings goes; its ledger stays. */
  void delete(StoredZone zone);

  /**
   * Makes a change durable.
   *
   * @throws StoreFailed {@link StoreFailed#isPerhapsDurable} when nobody knows whether it is:
   *     {@link #isDurable} is to be asked before the next commit of the zone
   */
  void commit(ZoneCommit commit);

  /**
   * Whether the last commit of a zone, which failed without word, is durable after all.
   *
   * @throws StoreFailed while that can't be told
   */
  boolean isDurable(ZoneCommit commit);

  /** An id that no key ever had. */
  long nextKeyId();

  List<TsigKey> tsigKeys();

  /** Adds the key, or replaces that of its name. */
  void putTsigKey(TsigKey key);

  void deleteTsigKey(DomainName name);

  /** The newest entries of a zone's ledger, newest first; also of a zone that was deleted. */
  List<LedgerEntry> ledger(DomainName zone, int entriesMax);

  /** The keys that a zone was served with and resolvers may still know, oldest first. */
  List<FormerKeys> formerKeys(DomainName zone);

  /** The DS sets that the zone's parent was seen to have, oldest first. */
  List<ParentDs> parentDs(DomainName zone);

  /** Adds a DS set that differs from the last. */
  void addParentDs(DomainName zone, ParentDs seen);

  /** Where differences between served serials are kept. */
  HistoryKeep history();

  /** Brings the {@code records} table to the zone's data now, rather than in the background. */
  void showInSql(StoredZone zone, Zone data);

  /**
   * Reads what others made of the rows of a native zone in the table {@code records}. Rows that are
   * still being brought to the zone's data are passed over.
   *
   * @param data what the zone is now; empty when it never had any
   */
  RowsRead readRows(StoredZone zone, Optional<Zone> data, IntakePolicy policy);

  /** Others changed the settings of a zone where it is stored; what is beside it follows. */
  void adopt(StoredZone zone);

  /**
   * What the {@code records} table has otherwise than the zone's data and denial give it: rows that
   * are missing or too many, and what {@code auth} and {@code ordername} hold. Nothing is found
   * while the rows are still being brought to the data.
   */
  List<Finding> checkSql(StoredZone zone, Zone data);

  /** Where somebody else writes a zone down; empty for zones that verbs alone make and change. */
  default Optional<ConfiguredZone> written(DomainName zone) {
    return Optional.empty();
  }
}
