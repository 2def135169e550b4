package io.lanista.ports.plugin;

/** The version of these ports, which a plugin's {@code requires} range is checked against. */
public final class EngineApi {
  /** Three numbers; the first changes when a plugin could stop compiling. */
  public static final String VERSION = "1.0.0";

  private EngineApi() {}
}
