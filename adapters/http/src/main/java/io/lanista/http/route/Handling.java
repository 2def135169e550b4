package io.lanista.http.route;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
   * Answers from memory, if it can. Runs on a server thread and must not wait; empty if the answer
   * has to be looked up.
   */
  @FunctionalInterface
  interface Recall<R> {
    Optional<R> handle(Call call) throws Exception;
  }

  record Later<B, R>(Async<B, R> handler) implements Handling<B, R> {}

  /** Asks the worker's handler only for what cannot be recalled. */
  record OnWorker<B, R>(Recall<R> first, Blocking<B, R> handler) implements Handling<B, R> {}
}
