/**
 * The sockets for DNS: queries and NOTIFYs in, answers and transfers out.
 *
 * <pre>
 *   UdpHandler ─┐                 ┌▶ Responder (answer)
 *               ├▶ QueryHandler ──┼▶ NotifyHandler ──▶ Keepers (keeper)
 *   TcpHandler ─┘                 └▶ TransferHandler ─▶ TransferRun, on threads of its own
 * </pre>
 *
 * <p>Each event loop has its own sockets, reader, responder and writer, so that a query is read,
 * answered and written without a lock. Everything that a stranger can make grow has a limit of
 * {@link org.frontsigner.server.ServerSettings}.
 *
 * <p>May import: keeper and what is below it, bridge (TSIG), Netty, simpleclient, slf4j.
 */
package org.frontsigner.server;
