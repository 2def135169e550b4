package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Callable;

/** What may come out of a plugin, and what everything else becomes. */
final class Boundary {
  private static final Logger LOG = System.getLogger(Boundary.class.getName());
  private static final String PORTS = "io.lanista.ports.";

  private Boundary() {}

  /**
   * Runs a call, on the plugin's thread.
   *
   * @throws PluginThrew instead of what is no answer
   */
  static <R> R guard(Callable<R> call) throws Exception {
    try {
      return call.call();
    } catch (Throwable thrown) {
      if (mayPass(thrown)) {
        throw (Exception) thrown;
      }
      throw PluginThrew.of(thrown);
    }
  }

  /**
   * Whether this is an answer rather than a failure: an {@link EngineException} that says what the
   * caller did wrong, or a checked exception of the ports. A plugin cannot smuggle other checked
   * exceptions past a caller that does not expect them, nor answer for the engine.
   */
  static boolean mayPass(Throwable thrown) {
    if (thrown instanceof EngineException answer) {
      return answer.code().category() == ErrorCode.Category.INVALID
          || answer.code() == ErrorCode.PLUGIN_FAILED;
    }
    if (thrown instanceof PluginRefusedException) {
      // Ours: no plugin sees that class.
      return true;
    }
    return thrown instanceof Exception
        && !(thrown instanceof RuntimeException)
        && thrown.getClass().getName().startsWith(PORTS);
  }

  /** What a caller gets instead of a plugin's own throwable, whose stack is logged here. */
  static EngineException failed(
      String plugin, String contribution, String what, PluginThrew thrown) {
    String message = failedIn(plugin, contribution, what) + " with " + thrown.type() + ".";
    String details = thrown.stack().isEmpty() ? thrown.words() : thrown.stack();
    LOG.log(Level.ERROR, message + System.lineSeparator() + details);
    return new EngineException(ErrorCode.PLUGIN_FAILED, message);
  }

  /** An answer, with the plugin's name put to it if it says that the plugin failed. */
  static Exception named(String plugin, String contribution, String what, Exception answer) {
    if (answer instanceof EngineException engine && engine.code() == ErrorCode.PLUGIN_FAILED) {
      return new EngineException(
          ErrorCode.PLUGIN_FAILED,
          failedIn(plugin, contribution, what) + ": " + engine.getMessage());
    }
    return answer;
  }

  private static String failedIn(String plugin, String contribution, String what) {
    return "Plugin " + plugin + " (" + contribution + ") failed in '" + what + "'";
  }
}
