package org.frontsigner.http.alarm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One post after the other to a receiver. For one thread. */
final class WebhookPost {
  private static final int OK_MIN = 200;
  private static final int OK_MAX = 299;
  private static final int REDIRECT_MIN = 300;
  private static final int REDIRECT_MAX = 399;

  /** A host that is asked to end a connection may not; then it is left. */
  private static final int GRACE_SECONDS = 1;

  private final WebhookSettings settings;
  private final HttpClient client;

  WebhookPost(WebhookSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .build();
  }

  /**
   * Posts a message.
   *
   * @return why it was not taken; empty when it was
   * @throws InterruptedException when the thread is to end
   */
  Optional<String> send(byte[] message) throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "frontsigner")
            .POST(HttpRequest.BodyPublishers.ofByteArray(message));
    try {
      if (settings.secretFile().isPresent()) {
        String secret = new SecretFile(settings.secretFile().get()).read();
        request.header("Authorization", "Bearer " + secret);
      }
    } catch (IOException e) {
      return Optional.of(told(e));
    }
    return send(request.build());
  }

  private Optional<String> send(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, new HeadAlone());
    try {
      long seconds = (long) settings.timeoutSeconds() + GRACE_SECONDS;
      return refusal(answer.get(seconds, TimeUnit.SECONDS));
    } catch (ExecutionException e) {
      return Optional.of(
          e.getCause() instanceof HttpTimeoutException ? late() : told(e.getCause()));
    } catch (TimeoutException e) {
      return Optional.of(late());
    } finally {
      answer.cancel(true);
    }
  }

  private String late() {
    return "it did not answer within %d seconds".formatted(settings.timeoutSeconds());
  }

  private static String told(Throwable failure) {
    String message = failure.getMessage();
    String kind = failure.getClass().getSimpleName();
    String told = message == null || message.isBlank() ? kind : kind + ": " + message;
    return failure instanceof ConnectException ? "no connection (" + told + ")" : told;
  }

  private static Optional<String> refusal(HttpResponse<Void> answer) {
    int status = answer.statusCode();
    if (status >= OK_MIN && status <= OK_MAX) {
      return Optional.empty();
    }
    if (status >= REDIRECT_MIN && status <= REDIRECT_MAX) {
      // Following it would take message and secret to whomever the answer names.
      return Optional.of(
          "it answered %d, a redirect, which is not followed: set alarms.webhook to where it leads"
              .formatted(status));
    }
    return Optional.of("it answered " + status);
  }

  /** Reads nothing of an answer but its head: the status says all, and a body may never end. */
  private static final class HeadAlone implements BodyHandler<Void> {
    @Override
    public BodySubscriber<Void> apply(HttpResponse.ResponseInfo head) {
      return new BodySubscriber<>() {
        @Override
        public CompletionStage<Void> getBody() {
          return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
          subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> items) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
      };
    }
  }
}
