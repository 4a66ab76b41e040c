package org.frontsigner.scenario.peer;

import java.util.List;
import org.frontsigner.scenario.stage.Endpoint;
import org.frontsigner.scenario.tool.TsigSecret;

/**
 * What a secondary is told.
 *
 * @param at where it listens: known before it starts, so that its primary can be told too
 * @param primary where it pulls from
 * @param key the key for pulling and for the NOTIFY it accepts
 * @param zones their names, without the last dot
 */
public record SecondarySetup(Endpoint at, Endpoint primary, TsigSecret key, List<String> zones) {}
