package org.frontsigner.signing;

import java.util.List;
import java.util.OptionalLong;
import org.frontsigner.zone.ExpireBound;
import org.frontsigner.zone.Soa;
import org.frontsigner.zone.Zone;

/**
 * What the apex says: of the keys beside the DNSKEY set (RFC 7344, RFC 8078), and to secondaries in
 * the SOA. Immutable.
 *
 * @param cdsDigests numbers of the digests of the CDS set; empty: no CDS; 0: the delete record
 * @param cdnskey whether there is a CDNSKEY set
 * @param cdnskeyDelete whether it is the delete record
 * @param dnskeyTtlSeconds the TTL of DNSKEY, CDS and CDNSKEY; the SOA minimum where it is not set
 * @param clampsExpire whether the SOA's expire is lowered to what signatures outlast
 */
public record PublishPolicy(
    List<Integer> cdsDigests,
    boolean cdnskey,
    boolean cdnskeyDelete,
    OptionalLong dnskeyTtlSeconds,
    boolean clampsExpire) {
  public static final PublishPolicy DEFAULT =
      new PublishPolicy(List.of(), false, false, OptionalLong.empty(), false);

  public PublishPolicy {
    cdsDigests = List.copyOf(cdsDigests);
  }

  /** The SOA of a zone that is signed so, with the serial that it is served with. */
  Soa soa(Zone zone, long servedSerial) {
    Soa soa = zone.soa().withSerial(servedSerial);
    return clampsExpire ? ExpireBound.clamped(soa, zone.ttlSecondsMax()) : soa;
  }
}
