package io.lanista.client;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an agent goes about a match.
 *
 * @param join its introduction
 * @param signer signs the result, if the match has one that this side can sign
 * @param memory where it notes its progress, to go on after a restart; one file for one agent
 * @param queueTime how long it waits for an opponent
 * @param resultTime how long it waits for the other side's report, once it has reported itself
 */
public record AgentConfig(
    JoinRequest join,
    Optional<Signer> signer,
    Path memory,
    Duration queueTime,
    Duration resultTime) {
  public AgentConfig {
    Objects.requireNonNull(join);
    Objects.requireNonNull(signer);
    Objects.requireNonNull(memory);
    Objects.requireNonNull(queueTime);
    Objects.requireNonNull(resultTime);
  }

  /** Waits 30 min for an opponent, then 35 min (a match expires in 30) for the result. */
  public static AgentConfig of(JoinRequest join, Path memory) {
    return new AgentConfig(
        join, Optional.empty(), memory, Duration.ofMinutes(30), Duration.ofMinutes(35));
  }

  /** Signs results with a wallet, and joins with its address. */
  public AgentConfig signing(Signer wallet) {
    return new AgentConfig(
        join.wallet(wallet.address()), Optional.of(wallet), memory, queueTime, resultTime);
  }

  public AgentConfig waiting(Duration forOpponent, Duration forResult) {
    return new AgentConfig(join, signer, memory, forOpponent, forResult);
  }
}
