package org.frontsigner.answer;

import java.nio.charset.StandardCharsets;
import org.frontsigner.wire.Edns;
import org.frontsigner.wire.MessageWriter;

/**
 * What operators choose about answers. Immutable.
 *
 * @param resolveAcrossZones whether a chain of aliases is followed into other zones of this server
 * @param anyToTcp whether ANY over UDP is answered with TC alone (RFC 8482, 4.4)
 * @param cnameChainMax how many aliases are followed for one question, 1 to 64
 * @param udpOctetsMax the largest answer over UDP, 512 to 65535; also the size that EDNS announces
 * @param serverId what id.server and NSID tell, up to 255 octets; empty: they tell nothing
 * @param version what version.bind tells, up to 255 octets; empty: it tells nothing
 */
public record AnswerSettings(
    boolean resolveAcrossZones,
    boolean anyToTcp,
    int cnameChainMax,
    int udpOctetsMax,
    String serverId,
    String version) {
  /** The size that does not fragment on the way (DNS flag day 2020). */
  public static final int UDP_OCTETS_DEFAULT = 1232;

  public static final AnswerSettings DEFAULT =
      new AnswerSettings(true, true, 8, UDP_OCTETS_DEFAULT, "", "");

  private static final int CNAME_CHAIN_LIMIT = 64;
  private static final int TEXT_OCTETS_MAX = 255;

  public AnswerSettings {
    if (cnameChainMax < 1 || cnameChainMax > CNAME_CHAIN_LIMIT) {
      throw new IllegalArgumentException(
          "1 to %d aliases can be followed, not %d".formatted(CNAME_CHAIN_LIMIT, cnameChainMax));
    }
    if (udpOctetsMax < Edns.UDP_PAYLOAD_OCTETS_MIN || udpOctetsMax > MessageWriter.OCTETS_MAX) {
      throw new IllegalArgumentException(
          "an answer over UDP has 512 to 65535 octets at most, not " + udpOctetsMax);
    }
    requireShort("server id", serverId);
    requireShort("version", version);
  }

  private static void requireShort(String what, String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > TEXT_OCTETS_MAX) {
      throw new IllegalArgumentException(
          "the %s has more than %d octets".formatted(what, TEXT_OCTETS_MAX));
    }
  }
}
