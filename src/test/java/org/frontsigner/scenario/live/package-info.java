/**
 * The same queries put to two servers, fast, and what their answers differ in. May import: stage,
 * zone, dnsjava.
 */
package org.frontsigner.scenario.live;
