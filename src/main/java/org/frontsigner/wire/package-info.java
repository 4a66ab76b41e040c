/**
 * DNS as octets: names and their canonical order, record sets, queries read and messages written.
 *
 * <p>Everything here is a pure function of its arguments: no sockets, no clock, no randomness, no
 * library but the JDK. What comes from strangers is bounded before it is believed.
 *
 * <p>May import: nothing of ours.
 */
package org.frontsigner.wire;
