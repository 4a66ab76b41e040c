package org.frontsigner.api;

import java.util.List;

/** The verbs that make, fill, show, check and remove zones. See {@link Admin} for common rules. */
public interface ZoneAdmin {
  /**
   * Makes a zone that is pulled from primaries, and begins to pull it at once where a daemon runs;
   * does not wait for the data. Makes no key and sets no metadata.
   *
   * @param primaries at least one, in order of preference: {@code 192.0.2.1}, {@code
   *     192.0.2.1:5300} or {@code [2001:db8::1]:5300}; no names of hosts
   * @throws Problem USAGE when an address is none, is given twice, or none is given; FAILED when
   *     the zone exists
   */
  Done createSlaveZone(String zone, List<String> primaries);

  /**
   * Replaces the primaries of a zone; keys, metadata and data stay, and the new primaries are asked
   * at once where a daemon runs. A native zone becomes one that is pulled.
   *
   * @param primaries as for {@link #createSlaveZone}
   * @throws Problem as {@link #createSlaveZone}, but FAILED when the zone does not exist
   */
  Done changeSlaveZoneMaster(String zone, List<String> primaries);

  /**
   * Makes a native zone without data and without keys. It answers SERVFAIL until it is loaded.
   *
   * @throws Problem FAILED when the zone exists
   */
  Done createZone(String zone);

  /**
   * Replaces the data of a zone by that of a master file (RFC 1035, 5): read, rectified, stored,
   * signed, served, and its secondaries told. A zone that does not exist is made as a native one.
   * {@code $ORIGIN} begins as the zone, and {@code $INCLUDE} is refused.
   *
   * @param fileName stands in messages about the text, as FILE:LINE; nothing is opened
   * @param masterFile the text of the file
   * @throws Problem FAILED when the text is no zone (the message begins with FILE:LINE where there
   *     is one), or when the zone is pulled from primaries: what is loaded would be gone at the
   *     next refresh
   */
  Done loadZone(String zone, String fileName, String masterFile);

  /**
   * Removes a zone with its data, keys and metadata; it is no longer served. TSIG keys stay.
   *
   * @throws Problem FAILED when the zone does not exist
   */
  Done deleteZone(String zone);

  /** All zones in the order of their names. */
  List<ZoneLine> listAllZones();

  /**
   * The records of a zone as they were pulled or loaded, without what signing adds, in canonical
   * order (RFC 4034, 6.1), the SOA first.
   *
   * <p>The list of the result may be made while it is read: it is read once, in order.
   *
   * @throws Problem FAILED when the zone does not exist or has no data yet
   */
  ZoneRecords listZone(String zone);

  /**
   * All that concerns DNSSEC and transfers of a zone. A zone without data has its settings shown.
   */
  ZoneStatus showZone(String zone);

  /**
   * Makes {@code auth}, {@code ordername} and the rows for empty non-terminals of the database
   * agree with the zone's data and denial settings. Of a native zone the rows are read first, and
   * what is served follows them; of other zones the rows follow what is served.
   *
   * @throws Problem FAILED when the zone does not exist, has no data, or its rows are no zone (no
   *     SOA, records outside the zone)
   */
  Done rectifyZone(String zone);

  /**
   * As {@link #rectifyZone} for every zone that has data; one that fails does not keep the others
   * from it.
   */
  ZonesReport rectifyAllZones();

  /**
   * Looks for what breaks a zone or its signatures; changes nothing. A zone without data has that
   * as its finding. That there are findings is no failure.
   */
  CheckReport checkZone(String zone);

  /**
   * As {@link #checkZone} for every zone, in order of their names.
   *
   * @param exitOnError whether the first zone that has an error is the last that is looked at
   */
  List<CheckReport> checkAllZones(boolean exitOnError);

  /**
   * Asks the primaries for a zone now, whatever its refresh time, and waits up to 60 seconds until
   * it is served. Unchanged data leaves the served serial.
   *
   * @throws Problem FAILED when the zone is native, when no primary gave a good answer (the message
   *     has each one's reason), when the data was refused, when it took too long, or when no daemon
   *     runs
   */
  Retrieved retrieve(String zone);

  /**
   * Tells all secondaries of a zone of its served serial (RFC 1996); does not wait for their
   * answers.
   *
   * @throws Problem FAILED when the zone has no data, when it has no secondaries to tell, or when
   *     no daemon runs
   */
  Notified notifySecondaries(String zone);
}
