package io.lanista.http.route;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What a route does with a call whose body and parameters are already checked. */
public sealed interface Handling<B, R> {
  /** Answers later. The body of the function runs on a server thread and must not wait. */
  @FunctionalInterface
  interface Async<B, R> {
    CompletionStage<R> handle(Call call, B body) throws Exception;
  }

  /** Answers when it returns. Runs on the bounded worker pool and may wait. */
  @FunctionalInterface
  interface Blocking<B, R> {
    R handle(Call call, B body) throws Exception;
  }

  /**
   * Says from memory what the answer is made of. Runs on a server thread and must not wait; empty
   * if it has to be looked up.
   */
  @FunctionalInterface
  interface Recall<S> {
    Optional<S> recall(Call call) throws Exception;
  }

  record Later<B, R>(Async<B, R> handler) implements Handling<B, R> {}

  record OnWorker<B, R>(Blocking<B, R> handler) implements Handling<B, R> {}

  /**
   * Answers from memory where it can, else on the worker pool. The answer to one and the same
   * object is made and encoded once, and kept as long as that object is.
   *
   * @param look finds what is not in memory
   * @param form makes the answer, of nothing else: it is the same for every caller
   */
  record Known<B, S, R>(Recall<S> memory, Blocking<B, S> look, Function<S, R> form)
      implements Handling<B, R> {}
}
