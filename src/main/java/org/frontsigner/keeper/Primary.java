package org.frontsigner.keeper;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.frontsigner.bridge.TsigKey;

/**
 * A server that a zone is pulled from.
 *
 * @param key signs the requests, and then every answer must be signed
 * @param source the address to ask from, where one was set (AXFR-SOURCE)
 */
public record Primary(
    InetSocketAddress address, Optional<TsigKey> key, Optional<InetAddress> source) {}
