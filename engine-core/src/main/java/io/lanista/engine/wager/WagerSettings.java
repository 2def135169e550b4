package io.lanista.engine.wager;

import java.time.Duration;

/**
 * How long the sides have to agree.
 *
 * @param proposalWindow from the match being made, for a proposal
 * @param answerWindow after that, for the answer
 */
public record WagerSettings(Duration proposalWindow, Duration answerWindow) {
  public static final Duration DEFAULT_PROPOSAL_WINDOW = Duration.ofSeconds(15);
  public static final Duration DEFAULT_ANSWER_WINDOW = Duration.ofSeconds(30);

  public WagerSettings {
    if (proposalWindow.isNegative() || answerWindow.isNegative()) {
      throw new IllegalArgumentException("A wager's windows are not negative.");
    }
  }
}
