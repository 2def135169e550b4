package io.lanista.engine.simulation;

import io.lanista.engine.queue.Queue;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Expires, resolves and cleans up, at random. */
final class Operator {
  private final World world;
  private final Client client;

  Operator(World world) {
    this.world = world;
    this.client = new Client(world, "operator");
  }

  void live() {
    while (!world.isStopped()) {
      world.schedule.sleep(Duration.ofMillis(500L + world.random.nextInt(9000)));
      List<Match> matches = world.memory.matches();
      if (matches.isEmpty()) {
        continue;
      }
      act(matches.get(world.random.nextInt(matches.size())));
    }
  }

  private void act(Match match) {
    switch (world.random.nextInt(8)) {
      case 0 -> expire(match);
      case 1, 2, 3 -> resolve(match);
      case 4 ->
          client.call(
              "rematch", core -> core.rematches.again(match.id()), ErrorCode.MATCH_NOT_COMPLETED);
      case 5 -> {
        client.call("cleanup of matches", core -> core.matches.expireSilent());
        for (int i = 0; i < Core.QUEUES.size(); i++) {
          int nth = i;
          client.await(
              "cleanup of a queue",
              core ->
                  core.queues.all().stream().skip(nth).findFirst().map(Queue::sweep).orElseThrow(),
              ErrorCode.BUSY);
        }
      }
      case 6 -> {
        client.call("list", core -> core.matches.recent(Optional.empty(), 5));
        client.call("leaderboard", core -> core.ratings.leaderboard("fake", Optional.empty(), 5));
      }
      default -> client.call("view", core -> core.matches.view(match.id()));
    }
  }

  private void expire(Match match) {
    client
        .insist(3, c -> c.call("expire", core -> core.matches.expire(match.id(), "By hand.")))
        .answer()
        .ifPresent(
            expiry ->
                world.findings.unless(
                    world.ledger.stored(match.id()).orElseThrow().status().isFinal(),
                    "Match %s was expired and is not over.",
                    match.id()));
  }

  private void resolve(Match match) {
    Optional<Side> winner =
        world.random.nextInt(4) == 0
            ? Optional.empty()
            : Optional.of(Side.values()[world.random.nextInt(2)]);
    client
        .insist(
            3,
            c ->
                c.call(
                    "resolve",
                    core -> core.matches.resolve(match.id(), winner, "By hand."),
                    ErrorCode.MATCH_NOT_DISPUTED))
        .answer()
        .ifPresent(
            resolved -> {
              Match stored = world.ledger.stored(match.id()).orElseThrow();
              world.findings.unless(
                  stored.equals(resolved)
                      && stored.status()
                          == (winner.isPresent() ? MatchStatus.COMPLETED : MatchStatus.EXPIRED),
                  "Match %s was resolved otherwise than its operator was told.",
                  match.id());
            });
  }
}
