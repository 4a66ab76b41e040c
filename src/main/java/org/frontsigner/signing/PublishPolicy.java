package org.frontsigner.signing;

import java.util.List;
import java.util.OptionalLong;

/**
 * What the apex says of the keys beside the DNSKEY set (RFC 7344, RFC 8078). Immutable.
 *
 * @param cdsDigests numbers of the digests of the CDS set; empty: no CDS; 0: the delete record
 * @param cdnskey whether there is a CDNSKEY set
 * @param cdnskeyDelete whether it is the delete record
 * @param dnskeyTtlSeconds the TTL of DNSKEY, CDS and CDNSKEY; the SOA minimum where it is not set
 */
public record PublishPolicy(
    List<Integer> cdsDigests,
    boolean cdnskey,
    boolean cdnskeyDelete,
    OptionalLong dnskeyTtlSeconds) {
  public static final PublishPolicy DEFAULT =
      new PublishPolicy(List.of(), false, false, OptionalLong.empty());

  public PublishPolicy {
    cdsDigests = List.copyOf(cdsDigests);
  }
}
