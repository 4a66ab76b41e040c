package org.frontsigner.server;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.frontsigner.answer.ZoneSource;
import org.frontsigner.bridge.TsigKeys;
import org.frontsigner.keeper.Keepers;

/**
 * What stands behind the sockets. Immutable.
 *
 * @param zones what is served
 * @param keepers hear of NOTIFYs, and know who may transfer a zone
 * @param tsigKeys keys that requests may be signed with
 * @param clock the time of TSIG signatures
 * @param signers sign ahead of transfers; may refuse tasks, which then are done by the transfer
 */
public record Services(
    ZoneSource zones, Keepers keepers, TsigKeys tsigKeys, InstantSource clock, Executor signers) {}
