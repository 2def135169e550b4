package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;

/**
 * A call that a plugin did not answer, which says nothing of how it answers the next one. The
 * message names the plugin.
 */
public final class Unanswered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean late;

  private Unanswered(String message, boolean late) {
    super(message, null, false, false);
    this.late = late;
  }

  /** It was called, and took too long; maybe it still runs. */
  public static Unanswered late(String message) {
    return new Unanswered(message, true);
  }

  /** It was not called. */
  public static Unanswered refused(String message) {
    return new Unanswered(message, false);
  }

  /** Whether it was called, which took a thread of its plugin, and took too long. */
  public boolean isLate() {
    return late;
  }

  /** For callers to whom it is a failure like any other. */
  EngineException failure() {
    return new EngineException(ErrorCode.PLUGIN_FAILED, getMessage());
  }
}
