/**
 * Programs of others that ask, sign and judge: dig, delv, the verifiers, the offline signers. May
 * import: stage, zone, dnsjava.
 */
package org.frontsigner.scenario.tool;
