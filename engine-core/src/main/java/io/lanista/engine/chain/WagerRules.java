package io.lanista.engine.chain;

import io.lanista.ports.chain.ChainCall;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.chain.ChainWager;
import io.lanista.ports.wager.WagerStatus;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What to do about an accepted wager, by what its contract says. Pure. */
final class WagerRules {
  /** After acceptance, a wager without result may be voided by anyone (spec 5). */
  static final Duration TIMEOUT = Duration.ofHours(1);

  private static final Duration LOOKED_AT_FOR = Duration.ofDays(7);
  private static final Duration SHORTEST = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private WagerRules() {}

  /**
   * Decides.
   *
   * @param expired whether the match ended without a result
   */
  static Decision decide(
      BigInteger id, ChainWager wager, boolean expired, ChainStep step, Instant now) {
    return switch (wager.status()) {
      case SETTLED -> over(WagerStatus.SETTLED);
      case CANCELLED -> over(WagerStatus.CANCELLED);
      case VOIDED -> over(WagerStatus.VOIDED);
      case OPEN -> lookAgain("Nobody accepted it on chain.", step, now);
      case ACCEPTED -> expired ? claim(id, wager, now) : lookAgain("Not settled yet.", step, now);
    };
  }

  private static Decision over(WagerStatus status) {
    return new Decision.End(
        ChainStep.Status.CONFIRMED, "The wager is " + status.word() + ".", Optional.of(status));
  }

  private static Decision claim(BigInteger id, ChainWager wager, Instant now) {
    Instant from = wager.acceptedAt().orElse(now).plus(TIMEOUT);
    return from.isAfter(now)
        ? new Decision.Later(from, "It can be voided from " + from + ".")
        : new Decision.Send(new ChainCall.ClaimTimeout(id));
  }

  /** The longer it takes, the longer the pauses. */
  private static Decision lookAgain(String reason, ChainStep step, Instant now) {
    Duration age = Duration.between(step.createdAt(), now);
    if (age.compareTo(LOOKED_AT_FOR) > 0) {
      return Decision.End.skipped("Nothing happened to the wager for a week.");
    }
    Duration pause = age.dividedBy(4);
    if (pause.compareTo(SHORTEST) < 0) {
      pause = SHORTEST;
    } else if (pause.compareTo(LONGEST) > 0) {
      pause = LONGEST;
    }
    return new Decision.Later(now.plus(pause), reason);
  }
}
