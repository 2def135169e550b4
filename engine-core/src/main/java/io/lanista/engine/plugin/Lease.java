package io.lanista.engine.plugin;

import java.time.Duration;

/**
 * Hold of one generation of a contribution: until it is closed, that generation is not stopped.
 * Thread-safe. Closing twice does nothing.
 */
public interface Lease<T> extends AutoCloseable {
  /** A call into a plugin; {@code X} is what the port declares. */
  @FunctionalInterface
  interface Call<T, R, X extends Exception> {
    R on(T contribution) throws X;
  }

  /**
   * Runs a call on a thread of the plugin, within the plugin time limit. Exceptions the port
   * declares ({@code X}, and {@code EngineException}) come through unchanged.
   *
   * @param what names the call in messages, such as {@code reconcile}
   * @throws io.lanista.ports.error.EngineException PLUGIN_FAILED if it throws anything else, an
   *     Error included, or takes too long; the message names the plugin and the call
   */
  <R, X extends Exception> R call(String what, Call<? super T, R, X> call) throws X;

  /**
   * As {@link #call(String, Call)}, within a limit of its own: for the calls of a hosted game,
   * which may wait for the game they run. One that knows no limits takes no notice of it.
   */
  default <R, X extends Exception> R call(String what, Duration limit, Call<? super T, R, X> call)
      throws X {
    return call(what, call);
  }

  /**
   * As {@link #call(String, Call)}, for callers that do not hold it against the plugin if it gives
   * no answer.
   *
   * @throws Unanswered if it takes too long, or may not be called now
   * @throws io.lanista.ports.error.EngineException PLUGIN_FAILED if it throws anything else
   */
  default <R, X extends Exception> R ask(String what, Call<? super T, R, X> call) throws X {
    return call(what, call);
  }

  /** Whether the name still stands for this generation; false once it was reloaded or unloaded. */
  boolean isCurrent();

  @Override
  void close();
}
