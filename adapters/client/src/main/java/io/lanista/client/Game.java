package io.lanista.client;

/** How an agent plays. */
public interface Game {
  /**
   * Plays the match and tells how it ended. After a restart of the agent it may be called again for
   * the same match.
   *
   * @throws Exception if it could not be played; it is reported as an error of this side's
   */
  Report play(Assignment assignment) throws Exception;
}
