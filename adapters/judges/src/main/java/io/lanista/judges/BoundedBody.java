package io.lanista.judges;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** An answer's bytes, up to a bound; beyond it the connection is given up. */
final class BoundedBody implements BodySubscriber<byte[]> {
  private final int bound;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Flow.Subscription connection;

  BoundedBody(int bound) {
    this.bound = bound;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    connection = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      if (received.size() + buffer.remaining() > bound) {
        connection.cancel();
        result.completeExceptionally(
            new IOException("its answer has more than " + (bound >> 20) + " MiB"));
        return;
      }
      byte[] some = new byte[buffer.remaining()];
      buffer.get(some);
      received.writeBytes(some);
    }
    connection.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(received.toByteArray());
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }
}
