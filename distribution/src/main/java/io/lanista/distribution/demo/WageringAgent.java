package io.lanista.distribution.demo;

import io.lanista.client.Assignment;
import io.lanista.client.Game;
import io.lanista.client.Report;
import io.lanista.client.WagerView;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A side that stakes on its match before it plays: one proposes on chain and then over the API, the
 * other accepts likewise. The server only follows; the contract holds the money.
 */
final class WageringAgent implements Game {
  static final BigInteger STAKE = BigInteger.TEN.pow(18);
  static final String GAME = "melee";

  private final Game game;
  private final DemoChain chain;
  private final ChainPlayer self;
  private final Optional<ChainPlayer> invited;
  private final Story story;

  private WageringAgent(
      Game game, DemoChain chain, ChainPlayer self, Optional<ChainPlayer> invited, Story story) {
    this.game = game;
    this.chain = chain;
    this.self = self;
    this.invited = invited;
    this.story = story;
  }

  /** One that proposes a wager to another. */
  static WageringAgent proposing(
      Game game, DemoChain chain, ChainPlayer self, ChainPlayer to, Story story) {
    return new WageringAgent(game, chain, self, Optional.of(to), story);
  }

  /** One that accepts what is proposed to it. */
  static WageringAgent accepting(Game game, DemoChain chain, ChainPlayer self, Story story) {
    return new WageringAgent(game, chain, self, Optional.empty(), story);
  }

  @Override
  public Report play(Assignment assignment) throws Exception {
    if (invited.isPresent()) {
      propose(assignment, invited.get());
    } else {
      accept(assignment);
    }
    return game.play(assignment);
  }

  private void propose(Assignment assignment, ChainPlayer other) throws IOException {
    BigInteger id =
        chain
            .contracts()
            .proposeWager(self.account(), Optional.of(other.account().address()), GAME, STAKE);
    assignment.arena().wagers().propose(assignment.matchId(), assignment.queueId(), STAKE, id);
    story.tell("wager", self.address() + " stakes 1 ether: wager " + id);
    await(assignment, "accepted");
  }

  private void accept(Assignment assignment) throws IOException {
    WagerView wager = await(assignment, "proposed");
    BigInteger id = wager.wagerId().orElseThrow();
    chain.contracts().acceptWager(self.account(), id, wager.wagerAmount().orElseThrow());
    assignment.arena().wagers().accept(assignment.matchId(), assignment.queueId());
    story.tell("wager", self.address() + " stakes as much on wager " + id);
  }

  private static WagerView await(Assignment assignment, String status) throws IOException {
    return Patience.until(
        "the wager to be " + status,
        () ->
            Optional.of(assignment.arena().wagers().of(assignment.matchId()))
                .filter(wager -> wager.wagerStatus().filter(status::equals).isPresent()));
  }
}
