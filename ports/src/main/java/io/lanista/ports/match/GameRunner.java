package io.lanista.ports.match;

/** How a game is played. What exactly it does depends on where: see the kinds below. */
public interface GameRunner {
  /**
   * The game's id, in signed results and as the scope of ratings: 1..32 characters of {@code
   * [a-z0-9-]}, such as {@code melee}. Never changes for one runner.
   */
  String game();
}
