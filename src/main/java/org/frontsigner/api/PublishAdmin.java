package org.frontsigner.api;

import java.util.List;

/**
 * The verbs for what a zone tells its parent's operator of its keys (RFC 7344, RFC 8078). See
 * {@link Admin} for common rules.
 */
public interface PublishAdmin {
  /**
   * The zone has a CDS set of its entry points with these digests.
   *
   * @param digests numbers of digests: 1, 2 or 4; 0 alone: the delete record; empty: 2. Digest 1 is
   *     a warning (RFC 8624)
   * @throws Problem USAGE when a digest is none of these, is given twice, or 0 is not alone
   */
  Done setPublishCds(String zone, List<Integer> digests);

  /** The zone has no CDS set. */
  Done unsetPublishCds(String zone);

  /**
   * The zone has a CDNSKEY set of its entry points.
   *
   * @param delete whether the set is the delete record
   */
  Done setPublishCdnskey(String zone, boolean delete);

  /** The zone has no CDNSKEY set. */
  Done unsetPublishCdnskey(String zone);
}
