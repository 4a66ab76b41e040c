/**
 * The program: words and configuration in, everything wired together.
 *
 * <pre>
 *   Main ─▶ {@link org.frontsigner.app.Program}
 *            ├ serve ─▶ {@link org.frontsigner.app.Configuration} ─▶ {@link org.frontsigner.app.Daemon}
 *            └ verb  ─▶ {@link org.frontsigner.app.Configuration} ─▶ the daemon's socket, or {@link org.frontsigner.app.OfflineAdmin}
 * </pre>
 *
 * <p>The only room that reads the clock and throws dice: it hands both to the others. May import:
 * everything.
 */
package org.frontsigner.app;
