package org.frontsigner.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection: one request, one answer, and its end. */
final class HttpExchange extends SimpleChannelInboundHandler<HttpObject> {
  private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);

  /** Pages load nothing and run nothing. */
  private static final String CONTENT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

  private final Pages pages;
  private final HttpLimits limits;
  private final Executor workers;
  private ScheduledFuture<?> late;
  private boolean asked;

  HttpExchange(Pages pages, HttpLimits limits, Executor workers) {
    this.pages = pages;
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    late = closeAfter(context, limits.requestSeconds());
  }

  private static ScheduledFuture<?> closeAfter(ChannelHandlerContext context, int seconds) {
    return context.executor().schedule(() -> end(context.channel()), seconds, TimeUnit.SECONDS);
  }

  /** Closes; how that goes is of no interest any more. */
  static void end(Channel channel) {
    ChannelFuture unused = channel.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    late.cancel(false);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    // What follows the headers, a body or further requests, is not looked at.
    if (asked || !(message instanceof HttpRequest request)) {
      return;
    }
    asked = true;
    late.cancel(false);
    late = closeAfter(context, limits.replySeconds());
    Page page = page(request);
    if (page instanceof Page.Line line) {
      // Not through the workers: who asks for our health must not wait for slow readers.
      answer(context.channel(), request, line);
    } else if (page instanceof Page.Document document) {
      answerSoon(context, request, document);
    }
  }

  private Page page(HttpRequest request) {
    if (request.decoderResult().isFailure()) {
      return Page.line(Page.BAD_REQUEST, "this is no HTTP request");
    }
    return pages.find(
        request.method().name(), request.uri(), request.headers().get(HttpHeaderNames.ACCEPT));
  }

  private static void answer(Channel channel, HttpRequest request, Page.Line line) {
    byte[] text = line.text().getBytes(UTF_8);
    boolean wanted = !request.method().equals(HttpMethod.HEAD);
    FullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(line.status()),
            wanted ? Unpooled.wrappedBuffer(text) : Unpooled.EMPTY_BUFFER);
    setHeaders(response.headers(), line);
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, text.length);
    channel.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void answerSoon(
      ChannelHandlerContext context, HttpRequest request, Page.Document document) {
    try {
      workers.execute(() -> answer(context.channel(), request, document));
    } catch (RejectedExecutionException closing) {
      end(context.channel());
    }
  }

  private void answer(Channel channel, HttpRequest request, Page.Document document) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(document.status()));
    setHeaders(head.headers(), document);
    // A client of HTTP/1.0 takes what comes until the end of the connection.
    HttpUtil.setTransferEncodingChunked(head, request.protocolVersion().isKeepAliveDefault());
    channel.write(head).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    if (!request.method().equals(HttpMethod.HEAD) && !wrote(channel, document)) {
      end(channel);
      return;
    }
    channel
        .writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT)
        .addListener(ChannelFutureListener.CLOSE);
  }

  /** An answer that broke off is closed without its last chunk: the client can tell. */
  private boolean wrote(Channel channel, Page.Document document) {
    try (Writer out =
        new OutputStreamWriter(new ChunkStream(channel, limits.replySeconds()), UTF_8)) {
      document.body().writeTo(out);
      return true;
    } catch (IOException e) {
      LOG.debug("an HTTP answer was cut off: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("a page could not be written: {}", e.getMessage(), e);
    }
    return false;
  }

  private static void setHeaders(HttpHeaders headers, Page page) {
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, page.type())
        .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .set(HttpHeaderNames.CACHE_CONTROL, HttpHeaderValues.NO_STORE)
        .set(HttpHeaderNames.CONTENT_SECURITY_POLICY, CONTENT_POLICY)
        .set("X-Content-Type-Options", "nosniff");
    if (page.status() == Page.METHOD_NOT_ALLOWED) {
      headers.set(HttpHeaderNames.ALLOW, "GET, HEAD");
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    LOG.debug("an HTTP connection ends: {}", cause.getMessage());
    end(context.channel());
  }
}
