package io.lanista.http.dispatch;

import io.lanista.http.dialect.FailureException;
import io.lanista.http.json.Faults;
import io.lanista.http.json.JsonText;
import io.lanista.http.route.Call;
import io.lanista.http.route.Handling;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Reads what a route declares, calls its handler, and hands on what comes of it. */
final class Invocation {
  private final Answers answers;
  private final Workers workers;
  private final Bodies bodies;
  private final Duration answerTimeout;

  Invocation(Answers answers, Workers workers, Bodies bodies, Duration answerTimeout) {
    this.answers = answers;
    this.workers = workers;
    this.bodies = bodies;
    this.answerTimeout = answerTimeout;
  }

  void start(Exchange exchange, BoundRoute bound) {
    var body = bodies.read(exchange, bound.route().body());
    if (body.isDone() && !body.isCompletedExceptionally()) {
      received(exchange, bound, body.join());
      return;
    }
    body.whenComplete(
        (bytes, failure) -> {
          if (failure == null) {
            received(exchange, bound, bytes);
          } else {
            exchange.response.getHeaders().put("Connection", "close");
            answers.fail(exchange, failure);
          }
        });
  }

  private void received(Exchange exchange, BoundRoute bound, ByteBuffer bytes) {
    try {
      var faults = new Faults();
      exchange.query = QueryValues.read(exchange.request, bound.route().query(), faults);
      var body = body(exchange, bound, bytes, faults);
      if (faults.count() > 0) {
        throw new FailureException(faults.failure());
      }
      call(exchange, bound, body);
    } catch (Throwable e) {
      // Errors too: some callers of this keep what is thrown to themselves.
      answers.fail(exchange, e);
    }
  }

  private static Object body(Exchange exchange, BoundRoute bound, ByteBuffer bytes, Faults faults) {
    return switch (bound.route().body().kind()) {
      case NONE -> null;
      case RAW -> bytes.array();
      case FILE -> exchange.received.orElseThrow().file();
      case JSON -> JsonText.read(bytes, bound.body(), faults);
    };
  }

  private void call(Exchange exchange, BoundRoute bound, Object body) throws Exception {
    if (bound.route().handling() instanceof Handling.OnWorker<?, ?> worker) {
      workers.run(
          onWorker(exchange, () -> answers.succeed(exchange, bound, tell(worker, exchange, body))),
          body instanceof byte[] raw ? raw.length : 0);
    } else if (bound.route().handling() instanceof Handling.Known<?, ?, ?> known) {
      recall(exchange, bound, known, body);
    } else if (bound.route().handling() instanceof Handling.Later<?, ?> later) {
      await(exchange, bound, ask(later, exchange, body).toCompletableFuture());
    }
  }

  private <B, S> void recall(
      Exchange exchange, BoundRoute bound, Handling.Known<B, S, ?> known, Object body)
      throws Exception {
    Optional<S> source = known.memory().recall(exchange);
    if (source.isPresent()) {
      answers.succeed(exchange, bound, source.get(), known.form());
      return;
    }
    workers.run(
        onWorker(
            exchange,
            () -> answers.succeed(exchange, bound, look(known, exchange, body), known.form())));
  }

  private interface Step {
    void take() throws Exception;
  }

  private Runnable onWorker(Exchange exchange, Step step) {
    return () -> {
      try {
        step.take();
      } catch (Exception e) {
        answers.fail(exchange, e);
      } catch (Error e) {
        answers.fail(exchange, e);
        throw e;
      }
    };
  }

  private void await(Exchange exchange, BoundRoute bound, CompletableFuture<?> stage) {
    if (stage.isDone()) {
      answer(exchange, bound, stage);
      return;
    }
    var deadline =
        bodies
            .scheduler()
            .schedule(
                () -> {
                  var message =
                      "No answer was found within "
                          + answerTimeout.toSeconds()
                          + " s; try again in a moment.";
                  answers.fail(exchange, new EngineException(ErrorCode.BUSY, message));
                },
                answerTimeout.toMillis(),
                TimeUnit.MILLISECONDS);
    // Not on the thread that completes the stage: it may be the one thread all others wait for.
    Executor executor = exchange.request.getComponents().getExecutor();
    stage.whenComplete(
        (any, failure) -> {
          deadline.cancel();
          try {
            executor.execute(() -> answer(exchange, bound, stage));
          } catch (RejectedExecutionException e) {
            answer(exchange, bound, stage);
          }
        });
  }

  private void answer(Exchange exchange, BoundRoute bound, CompletableFuture<?> stage) {
    Object result;
    try {
      result = stage.join();
    } catch (RuntimeException e) {
      answers.fail(exchange, e);
      return;
    }
    answers.succeed(exchange, bound, result);
  }

  /** The body was read as the type of the route this handler belongs to, whatever its name. */
  @SuppressWarnings("unchecked")
  private static <B> CompletionStage<?> ask(Handling.Later<B, ?> later, Call call, Object body)
      throws Exception {
    return later.handler().handle(call, (B) body);
  }

  @SuppressWarnings("unchecked")
  private static <B, S> S look(Handling.Known<B, S, ?> known, Call call, Object body)
      throws Exception {
    return known.look().handle(call, (B) body);
  }

  @SuppressWarnings("unchecked")
  private static <B> Object tell(Handling.OnWorker<B, ?> worker, Call call, Object body)
      throws Exception {
    return worker.handler().handle(call, (B) body);
  }
}
