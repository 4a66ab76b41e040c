/**
 * Keys that stay in PKCS #11 tokens: smart cards, HSMs, SoftHSM.
 *
 * <pre>
 *   signing.Tokens ─▶ TokenDoor ─▶ Token       one for each module and slot: up or down, its pace
 *                        │            └ threads, each with a session ─▶ Cryptoki ─▶ the module
 *                        ├ ModuleFiles          p11-kit's names of modules
 *                        └ PinFiles             where PINs are read, and those kept that were typed
 * </pre>
 *
 * <p>A call into a module may take any time, or never return: each is made on a thread of the token
 * that makes it, nobody waits for it without an end, and a call that takes too long brings the
 * token down. A token that is down fails at once; whether it is back is tried with growing pauses.
 * A PIN that was refused is not tried again: tokens count.
 *
 * <p>May import: wire, zone, signing, java.nio.file, simpleclient, slf4j and the PKCS #11 wrapper.
 */
package org.frontsigner.token;
