package org.frontsigner.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/**
 * A stream into the body of a response. Who writes waits until the client has taken what came
 * before, so that a slow client costs one chunk of memory. Not thread-safe.
 */
final class ChunkStream extends OutputStream {
  private static final int CHUNK_OCTETS = 1 << 16;

  private final Channel channel;
  private final long replySeconds;
  private byte[] chunk = new byte[CHUNK_OCTETS];
  private int filled;
  private ChannelFuture before;

  ChunkStream(Channel channel, int replySeconds) {
    this.channel = channel;
    this.replySeconds = replySeconds;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] source, int from, int count) throws IOException {
    int at = from;
    int left = count;
    while (left > 0) {
      int taken = Math.min(left, chunk.length - filled);
      System.arraycopy(source, at, chunk, filled, taken);
      filled += taken;
      at += taken;
      left -= taken;
      if (filled == chunk.length) {
        send();
      }
    }
  }

  private void send() throws IOException {
    await();
    before =
        channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(chunk, 0, filled)));
    chunk = new byte[CHUNK_OCTETS];
    filled = 0;
  }

  private void await() throws IOException {
    if (before == null) {
      return;
    }
    try {
      if (!before.await(replySeconds, TimeUnit.SECONDS) || !before.isSuccess()) {
        throw new IOException("the client does not take the answer", before.cause());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a client takes an answer", e);
    }
  }

  @Override
  public void close() throws IOException {
    if (filled > 0) {
      send();
    }
    await();
  }
}
