package io.lanista.client;

import java.util.Objects;
import java.util.Optional;

/**
 * An agent's account of its match.
 *
 * @param outcome {@code COMPLETED}, {@code DISCONNECT}, {@code ERROR}, {@code won} or {@code lost}
 * @param durationSeconds 0..86400
 * @param stocksRemaining its own, 0..99
 * @param opponentStocks as it saw them, 0..99
 */
public record Report(
    String outcome,
    Optional<Double> durationSeconds,
    Optional<Integer> stocksRemaining,
    Optional<Integer> opponentStocks) {
  public Report {
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(durationSeconds);
    Objects.requireNonNull(stocksRemaining);
    Objects.requireNonNull(opponentStocks);
  }

  /** Played to the end; whoever has more stocks won. */
  public static Report completed(int stocksRemaining, int opponentStocks) {
    return new Report(
        "COMPLETED", Optional.empty(), Optional.of(stocksRemaining), Optional.of(opponentStocks));
  }

  public static Report won() {
    return bare("won");
  }

  public static Report lost() {
    return bare("lost");
  }

  /** The game broke off because the connection did. */
  public static Report disconnect() {
    return bare("DISCONNECT");
  }

  /** The game broke off because of a fault of one's own. */
  public static Report error() {
    return bare("ERROR");
  }

  public Report lasting(double seconds) {
    return new Report(outcome, Optional.of(seconds), stocksRemaining, opponentStocks);
  }

  private static Report bare(String outcome) {
    return new Report(outcome, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
