/**
 * What to say: from a question to an answer, and from a request for a transfer to a stream of
 * messages.
 *
 * <pre>
 *   Query ─▶ Responder: Lookup ─▶ Outcome ─▶ Answer (decided) ─▶ AnswerEncoder (octets)
 *   AXFR  ─▶ TransferPlanner ─▶ TransferStream ─▶ messages
 * </pre>
 *
 * <p>First it is decided which sets go where, then octets are written: a set that does not fit is
 * taken back whole. A live answer and a transfer take sets, denial and signatures from the same
 * {@link org.frontsigner.signing.SignedZone}, so they can't disagree.
 *
 * <p>No I/O, no clock. May import: wire, zone, signing.
 */
package org.frontsigner.answer;
