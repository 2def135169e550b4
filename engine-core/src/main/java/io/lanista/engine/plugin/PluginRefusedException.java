package io.lanista.engine.plugin;

/**
 * Why a plugin was not loaded. The message is for the operator: what was found, what is needed,
 * what to do.
 */
final class PluginRefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  PluginRefusedException(String message) {
    super(message);
  }
}
