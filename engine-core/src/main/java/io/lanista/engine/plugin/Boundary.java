package io.lanista.engine.plugin;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** What may come out of a plugin, and what everything else becomes. */
final class Boundary {
  private static final Logger LOG = System.getLogger(Boundary.class.getName());
  private static final String PORTS = "io.lanista.ports.";

  private Boundary() {}

  /**
   * Whether this is an answer rather than a failure: {@link EngineException}, or a checked
   * exception of the ports. A plugin cannot smuggle other checked exceptions past a caller that
   * does not expect them.
   */
  static boolean mayPass(Throwable thrown) {
    return thrown instanceof EngineException
        || (thrown instanceof Exception
            && !(thrown instanceof RuntimeException)
            && thrown.getClass().getName().startsWith(PORTS));
  }

  /**
   * What a caller gets instead of a plugin's own throwable, which is logged here with its stack. It
   * is not the cause: kept somewhere, it would keep the plugin's class loader.
   */
  static EngineException failed(String plugin, String contribution, String what, Throwable thrown) {
    String message =
        "Plugin "
            + plugin
            + " ("
            + contribution
            + ") failed in '"
            + what
            + "' with "
            + thrown.getClass().getName()
            + ".";
    LOG.log(Level.ERROR, message, thrown);
    return new EngineException(ErrorCode.PLUGIN_FAILED, message);
  }
}
