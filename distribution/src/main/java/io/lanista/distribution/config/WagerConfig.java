package io.lanista.distribution.config;

import java.time.Duration;

/**
 * Wagers between the two sides of a match.
 *
 * @param proposalWindow from the match being made
 * @param answerWindow what the other side gets on top of it
 */
public record WagerConfig(Duration proposalWindow, Duration answerWindow) {
  static WagerConfig read(Section in) {
    return new WagerConfig(
        in.duration(
            "proposal-window", Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofHours(1)),
        in.duration(
            "answer-window", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1)));
  }
}
