package org.frontsigner.http;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.frontsigner.api.Problem;

/** The file of a control socket: made so that nobody else can ever open it. */
final class ControlSocket {
  /** The sun_path of Linux has 108 octets, the last of them 0 (unix(7)). */
  private static final int PATH_OCTETS_MAX = 107;

  private static final String UNFINISHED = ".new";
  private static final int BACKLOG = 16;

  private ControlSocket() {}

  /** As {@link ControlServer#start} says. */
  static ServerSocketChannel listen(Path socket) {
    int octets = (socket + UNFINISHED).getBytes(StandardCharsets.UTF_8).length;
    if (octets > PATH_OCTETS_MAX) {
      throw Problem.failed(
          "Control socket '%s' has a path of %d octets, which is %d too many"
              .formatted(socket, octets, octets - PATH_OCTETS_MAX),
          "Set data-dir to a shorter path");
    }
    refuseWhatIsInTheWay(socket);
    try {
      return listenAt(socket);
    } catch (IOException e) {
      throw Problem.failed(
          "Control socket '%s' can't be made: %s".formatted(socket, e.getMessage()),
          "See that data-dir can be written by the user that the daemon runs as",
          e);
    }
  }

  private static void refuseWhatIsInTheWay(Path socket) {
    if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    if (!isSocket(socket)) {
      throw Problem.failed(
          "'" + socket + "' is no socket, and is in the way of the control socket",
          "Move that file away");
    }
    if (answers(socket)) {
      throw Problem.failed(
          "Another daemon answers at control socket '" + socket + "'",
          "Stop it, or give this one a data-dir of its own");
    }
  }

  private static boolean isSocket(Path socket) {
    try {
      return Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean answers(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException nobody) {
      return false;
    }
  }

  /** Bound beside its place, closed to others, and only then moved there. */
  private static ServerSocketChannel listenAt(Path socket) throws IOException {
    Path unfinished = socket.resolveSibling(socket.getFileName() + UNFINISHED);
    Files.deleteIfExists(unfinished);
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      listener.bind(UnixDomainSocketAddress.of(unfinished), BACKLOG);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
      Files.move(unfinished, socket, StandardCopyOption.ATOMIC_MOVE);
      return listener;
    } catch (IOException | RuntimeException e) {
      listener.close();
      throw e;
    }
  }
}
