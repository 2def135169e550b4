package io.lanista.ports.hosting;

/**
 * The lines between the engine and a fighter (spec 3, fighter protocol v1): one JSON object each.
 * Pure and thread-safe.
 */
public interface FighterProtocol {
  /** The first line a fighter gets; it answers with a line of its own, {@code hello} too. */
  String hello();

  /**
   * Reads a fighter's hello.
   *
   * @throws BadLineException if it is none, or of another version
   */
  void checkHello(String line) throws BadLineException;

  /**
   * A game begins; not answered.
   *
   * @param port 1 or 2
   * @param opponent the other side's username
   * @param config the JSON object its owner gave for it
   */
  String gameStart(int game, int port, String opponent, String stage, String config);

  /** Asks for the next controls. Made once for both sides. */
  String act(WorldState state);

  /**
   * Reads a fighter's answer: strict UTF-8 JSON, no key twice, no unknown key, numbers within their
   * ranges; what is left out is at rest.
   *
   * @throws BadLineException if it is anything else, with what is wrong with it
   */
  Controls controls(String line) throws BadLineException;

  /** A game is over; not answered. */
  String gameEnd(int game, WorldResult result, boolean won);

  /** A line that says nothing we understand. The message tells the fighter's author why. */
  final class BadLineException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadLineException(String message) {
      super(message);
    }
  }
}
