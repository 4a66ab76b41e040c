/**
 * BIND's named.conf as values: zones, where they come from, who may have them.
 *
 * <pre>
 *   text ─▶ ConfWords ─▶ ConfTree (includes followed) ─▶ {@link org.frontsigner.bridge.named.NamedConf}
 * </pre>
 *
 * <p>Whatever text comes in, either a value comes out or a {@link
 * org.frontsigner.bridge.named.NamedConfError} that says where it is wrong. Files are read by
 * {@link org.frontsigner.bridge.named.ConfFolder} alone. May import: {@code wire}, {@code bridge}.
 */
package org.frontsigner.bridge.named;
