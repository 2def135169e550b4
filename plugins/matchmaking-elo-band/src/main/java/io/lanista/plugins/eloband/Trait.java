package io.lanista.plugins.eloband;

import io.lanista.ports.match.Entrant;
import io.lanista.ports.queue.Candidate;
import java.util.stream.Stream;

/**
 * Something a waiter has that keeps certain others from meeting it.
 *
 * @param value a connect code, a wallet, or a player
 */
record Trait(Kind kind, Object value) {
  enum Kind {
    CODE,
    WALLET,
    PLAYER,
    /** It blocks the player. */
    BLOCKS
  }

  /** All that keep a waiter from meeting those that have them. */
  static Stream<Trait> shunnedBy(Waiter waiter) {
    Entrant entrant = waiter.candidate.entrant();
    return Stream.of(
            Stream.of(new Trait(Kind.CODE, entrant.agentKey())),
            entrant.wallet().stream().map(wallet -> new Trait(Kind.WALLET, wallet)),
            entrant.player().stream().map(player -> new Trait(Kind.PLAYER, player)),
            entrant.player().stream().map(player -> new Trait(Kind.BLOCKS, player)),
            waiter.candidate.blocks().stream().map(player -> new Trait(Kind.PLAYER, player)))
        .flatMap(each -> each);
  }

  /** Whether either has anything that keeps the other from meeting it. */
  static boolean keepsApart(Candidate one, Candidate other) {
    return one.entrant().sameAgent(other.entrant()) || blocks(one, other) || blocks(other, one);
  }

  private static boolean blocks(Candidate one, Candidate other) {
    return other.entrant().player().filter(one.blocks()::contains).isPresent();
  }

  boolean isOf(Waiter waiter) {
    Entrant entrant = waiter.candidate.entrant();
    return switch (kind) {
      case CODE -> entrant.agentKey().equals(value);
      case WALLET -> entrant.wallet().filter(value::equals).isPresent();
      case PLAYER -> entrant.player().filter(value::equals).isPresent();
      case BLOCKS -> waiter.candidate.blocks().contains(value);
    };
  }

  /** Whether this waiter may meet nobody that has the trait. */
  boolean isShunnedBy(Waiter waiter) {
    return switch (kind) {
      case CODE, WALLET -> isOf(waiter);
      case PLAYER -> isOf(waiter) || waiter.candidate.blocks().contains(value);
      case BLOCKS -> waiter.candidate.entrant().player().filter(value::equals).isPresent();
    };
  }
}
