package io.lanista.engine.simulation;

/** The process died: whoever was in it does not come back with an answer. */
final class Crashed extends Error {
  private static final long serialVersionUID = 1L;

  Crashed() {
    super("This process died.", null, false, false);
  }
}
