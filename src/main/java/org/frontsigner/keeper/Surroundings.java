package org.frontsigner.keeper;

import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.frontsigner.signing.CryptoChoice;
import org.frontsigner.signing.KeyMaker;
import org.frontsigner.signing.SignatureCounts;

/**
 * All that a keeper reaches beyond itself. Immutable.
 *
 * @param parent where DS sets are looked up
 * @param clock the time of day
 * @param random for jitter
 * @param signAhead where signatures are made before they are asked for
 * @param alarms where is raised what an operator has to act on
 */
public record Surroundings(
    KeeperSettings settings,
    ZoneStore store,
    Upstream upstream,
    Downstream downstream,
    Parent parent,
    Agenda agenda,
    Published published,
    TsigRing tsigKeys,
    InstantSource clock,
    RandomGenerator random,
    KeyMaker keyMaker,
    CryptoChoice crypto,
    SignatureCounts signatureCounts,
    Executor signAhead,
    KeeperListener listener,
    Alarms alarms) {}
