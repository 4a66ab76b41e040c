package org.frontsigner.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.frontsigner.answer.TransferPlan;
import org.frontsigner.wire.ExtendedError;
import org.frontsigner.wire.Rcode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a client (RFC 7766): messages with their lengths before them, answered in the
 * order in which they come. While the client does not take its answers, or a transfer runs, no
 * further message is looked at and nothing is read. For the thread of the channel, except {@link
 * #close} and {@link #endInOrder}.
 */
// What fails ends the channel, and is seen there.
@SuppressWarnings("FutureReturnValueIgnored")
final class TcpHandler extends ChannelInboundHandlerAdapter implements Connections.Connection {
  private static final Logger LOG = LoggerFactory.getLogger(TcpHandler.class);
  private static final int LENGTH_OCTETS = 2;

  /** More than the socket can hold beside one read; so it is never reached. */
  private static final int INPUT_OCTETS_MAX = 1 << 20;

  private static final ExtendedError TOO_MANY =
      new ExtendedError(ExtendedError.Code.OTHER, "too many transfers at once");

  /** What all connections have in common. */
  record Common(
      ServerSettings.TcpLimits limits,
      Connections connections,
      TransferHandler transfers,
      Incidents incidents) {}

  private final QueryHandler queries;
  private final Common common;
  private final Channel channel;
  private final InetAddress client;
  private final Patience patience;

  private ByteBuf input = Unpooled.EMPTY_BUFFER;
  private int queryCount;
  private boolean inputEnded;
  private boolean ending;
  private boolean outputEnded;
  private boolean transferring;
  private TransferRun transfer;
  private boolean proceeding;
  private boolean proceedAgain;
  private Future<?> look;

  TcpHandler(Channel channel, QueryHandler queries, Common common) {
    this.queries = queries;
    this.common = common;
    this.channel = channel;
    this.client = ((InetSocketAddress) channel.remoteAddress()).getAddress();
    this.patience = new Patience(common.limits(), System.nanoTime());
  }

  @Override
  public InetAddress client() {
    return client;
  }

  @Override
  public void close() {
    channel.close();
  }

  /** Closes the connection once everything that was asked is answered; from any thread. */
  @Override
  public void endInOrder() {
    inLoop(
        () -> {
          ending = true;
          proceed();
        });
  }

  private void inLoop(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException closed) {
      LOG.debug("the server has closed meanwhile");
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!common.connections().admit(this)) {
      channel.close();
      return;
    }
    long millis = patience.lookMillis();
    look =
        channel.eventLoop().scheduleAtFixedRate(this::look, millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    common.connections().remove(this);
    if (look != null) {
      look.cancel(false);
    }
    if (transfer != null) {
      transfer.cancel();
    }
    dropInput();
  }

  private void dropInput() {
    input.release();
    input = Unpooled.EMPTY_BUFFER;
  }

  private void look() {
    long now = System.nanoTime();
    switch (patience.look(channel, transferring, now)) {
      case WAIT -> tellWhetherIdle();
      case CLOSE -> closeIdle();
      case RESET -> reset();
    }
  }

  private void tellWhetherIdle() {
    if (!transferring && Patience.waitingOctets(channel) == 0) {
      common.connections().idle(this);
    }
  }

  private void closeIdle() {
    common.incidents().limitReached("tcp-idle-seconds");
    channel.close();
  }

  private void reset() {
    common.incidents().limitReached("tcp-stalled-seconds");
    channel.config().setOption(ChannelOption.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object read) {
    ByteBuf octets = (ByteBuf) read;
    if (ending || outputEnded) {
      octets.release();
      return;
    }
    input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context.alloc(), input, octets);
    if (input.readableBytes() > INPUT_OCTETS_MAX) {
      channel.close();
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    proceed();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      proceed();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (!channel.isWritable()) {
      return;
    }
    if (transfer != null) {
      transfer.wake();
    } else {
      proceed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The client reset the connection, or its network did.
    LOG.debug("the connection of {} ends: {}", client, cause.toString());
    channel.close();
  }

  /** Answers what is there, as far as the client takes it, and says what happens next. */
  private void proceed() {
    if (proceeding) {
      // A flush within has made room.
      proceedAgain = true;
      return;
    }
    proceeding = true;
    try {
      do {
        proceedAgain = false;
        if (mayAnswer() && hasMessage()) {
          common.connections().atWork(this);
        }
        while (mayAnswer() && hasMessage()) {
          answerNext();
        }
        channel.flush();
      } while (proceedAgain);
      settle();
    } finally {
      proceeding = false;
    }
  }

  private boolean mayAnswer() {
    return !ending && !transferring && channel.isActive() && channel.isWritable();
  }

  private boolean hasMessage() {
    int readable = input.readableBytes();
    return readable >= LENGTH_OCTETS
        && readable - LENGTH_OCTETS >= input.getUnsignedShort(input.readerIndex());
  }

  private void settle() {
    if (!channel.isActive()) {
      return;
    }
    boolean done = !transferring && (ending || (inputEnded && !hasMessage()));
    if (done && !outputEnded) {
      endOutput();
    }
    setReading(outputEnded || (!transferring && channel.isWritable()));
    tellWhetherIdle();
  }

  private void setReading(boolean reading) {
    if (channel.config().isAutoRead() != reading) {
      channel.config().setAutoRead(reading);
    }
  }

  private void endOutput() {
    ending = true;
    outputEnded = true;
    dropInput();
    channel
        .writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(
            (ChannelFutureListener)
                sent -> {
                  if (inputEnded || !sent.isSuccess()) {
                    channel.close();
                  } else {
                    // Closed with octets unread, the client might lose its last answers.
                    ((DuplexChannel) channel).shutdownOutput();
                  }
                });
  }

  private void answerNext() {
    int length = input.readUnsignedShort();
    byte[] message = queries.inbox();
    input.readBytes(message, 0, length);
    patience.asked(System.nanoTime());
    if (++queryCount >= common.limits().queriesMax()) {
      common.incidents().limitReached("tcp-queries-per-connection-max");
      ending = true;
    }
    switch (queries.handle(message, length, client, Transport.TCP)) {
      case ANSWER -> writeAnswer();
      case TRANSFER -> beginTransfer();
      case SILENCE -> LOG.debug("{} sends what is no query", client);
    }
  }

  private void writeAnswer() {
    ByteBuf frame = channel.alloc().ioBuffer(LENGTH_OCTETS + queries.length());
    frame.writeShort(queries.length()).writeBytes(queries.octets(), 0, queries.length());
    channel.write(frame, channel.voidPromise());
  }

  private void beginTransfer() {
    TransferHandler.Request request = queries.transfer(client);
    try {
      TransferPlan plan = common.transfers().plan(request);
      if (plan instanceof TransferPlan.Refused refused) {
        TransferPlan.Reason reason = refused.reason();
        queries.refuse(request, reason.rcode(), Optional.of(reason.extendedError()));
        writeAnswer();
        return;
      }
      begin(request, plan);
    } catch (RuntimeException e) {
      queries.fail(request, e);
      writeAnswer();
    }
  }

  private void begin(TransferHandler.Request request, TransferPlan plan) {
    Optional<TransferRun> begun =
        common
            .transfers()
            .begin(
                request,
                plan,
                channel,
                (run, failure) -> inLoop(() -> transferEnded(request, run, failure)));
    if (begun.isEmpty()) {
      queries.refuse(request, Rcode.REFUSED, Optional.of(TOO_MANY));
      writeAnswer();
      return;
    }
    transferring = true;
    transfer = begun.get();
    queries.begun(request);
  }

  private void transferEnded(TransferHandler.Request request, TransferRun run, Throwable failure) {
    transferring = false;
    transfer = null;
    patience.asked(System.nanoTime());
    if (failure != null && run.octets() > 0) {
      // RFC 5936, 2.2: what was begun can't be taken back but by an end before its time.
      channel.close();
      return;
    }
    if (failure != null) {
      queries.refuse(request, Rcode.SERVFAIL, Optional.empty());
      writeAnswer();
    }
    proceed();
  }
}
