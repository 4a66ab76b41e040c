/**
 * Whole stories, played with the real program and real neighbours over the loopback: what an
 * operator relies on. The program is a child process started by {@code appliance/frontsigner};
 * nothing of it is called in this JVM.
 *
 * <p>{@code PeersIT} plays among the neighbours alone: when it fails the environment is broken, not
 * the product. May import: its own sub-packages, JUnit, AssertJ, Awaitility, dnsjava; never another
 * package of the product.
 */
package org.frontsigner.scenario;
