package io.lanista.ports.plugin;

import org.pf4j.ExtensionPoint;

/**
 * What a plugin is: one class, annotated {@code @org.pf4j.Extension}, that says what it
 * contributes.
 *
 * <p>Its constructor may be annotated {@code jakarta.inject.Inject} and take {@link
 * PluginSettings}, {@link java.time.Clock} and {@link PluginInfo}. All of a plugin's code runs on
 * threads of its own, with a time limit per call. What the constructor or {@link #contribute}
 * throws has the plugin refused, and its message shown to the operator.
 */
public interface EnginePlugin extends ExtensionPoint {
  /** Names what this plugin contributes. Called once. */
  void contribute(Contributions to);

  /** Frees what the plugin holds. Called once, after the last call to anything it contributed. */
  default void close() {}
}
