package org.frontsigner.bridge;

import org.frontsigner.wire.DomainName;

/** Takes the records of a master file in their order. */
@FunctionalInterface
public interface RecordSink {
  /**
   * Takes one record of class IN.
   *
   * @param ttlSeconds 0 to 2^31-1
   * @param rdata uncompressed, letter case kept, a possible rdata of the type
   * @throws IllegalArgumentException to refuse it; the file is then refused at this line with the
   *     message as reason
   */
  void accept(DomainName owner, int type, long ttlSeconds, byte[] rdata);
}
