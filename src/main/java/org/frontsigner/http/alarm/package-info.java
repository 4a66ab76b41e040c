/**
 * Alarms posted to a webhook, in the format in which Alertmanager posts to its receivers.
 *
 * <pre>
 *   Alarms ─raised, cleared─▶ Notices (what is still to be told) ─▶ Webhook, one thread
 *                                                                     │ AlertMessage (JSON)
 *                                                                     └ WebhookPost ─HTTP─▶ receiver
 * </pre>
 *
 * <p>Whoever raises an alarm leaves a notice and goes on: only the thread of the webhook waits for
 * the receiver.
 *
 * <p>May import: keeper, and what is below it, Jackson, simpleclient, java.net.http, slf4j.
 */
package org.frontsigner.http.alarm;
