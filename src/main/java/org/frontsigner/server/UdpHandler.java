package org.frontsigner.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers datagrams: those that were read together are sent together. For one channel. */
// What can't be sent is lost, as on the way.
@SuppressWarnings("FutureReturnValueIgnored")
final class UdpHandler extends SimpleChannelInboundHandler<DatagramPacket> {
  private static final Logger LOG = LoggerFactory.getLogger(UdpHandler.class);

  private final QueryHandler queries;
  private final Incidents incidents;

  UdpHandler(QueryHandler queries, Incidents incidents) {
    this.queries = queries;
    this.incidents = incidents;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
    InetSocketAddress client = packet.sender();
    byte[] message = queries.inbox();
    int count = packet.content().readableBytes();
    // Nobody can be answered at port 0.
    if (count > message.length || client.getPort() == 0) {
      return;
    }
    packet.content().readBytes(message, 0, count);
    QueryHandler.Verdict verdict =
        queries.handle(message, count, client.getAddress(), Transport.UDP);
    if (verdict != QueryHandler.Verdict.ANSWER) {
      return;
    }
    if (!context.channel().isWritable()) {
      // The network takes less than is asked: as on the way, an answer is lost.
      incidents.limitReached("udp-answers-waiting");
      return;
    }
    ByteBuf answer = context.alloc().ioBuffer(queries.length());
    answer.writeBytes(queries.octets(), 0, queries.length());
    context.write(new DatagramPacket(answer, client), context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // One datagram that can't be sent, such as to an address without a route, harms no other.
    LOG.debug("a datagram is lost: {}", cause.toString());
  }
}
