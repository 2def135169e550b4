package io.lanista.engine.hosting;

/**
 * A game's world failed under a plugin that was reloaded meanwhile: its end is the reload's doing.
 */
final class RunnerReplaced extends Exception {
  private static final long serialVersionUID = 1L;

  RunnerReplaced(Throwable failed) {
    super(failed.getMessage(), failed, false, false);
  }
}
