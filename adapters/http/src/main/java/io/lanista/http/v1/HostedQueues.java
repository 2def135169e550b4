package io.lanista.http.v1;

import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.Queues;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.sandbox.Sandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which queue a player means. Thread-safe; may wait for plugins. */
public final class HostedQueues {
  private final Queues queues;
  private final Sandbox sandbox;
  private final String usualGame;

  /**
   * The queues whose games are played here.
   *
   * @param usualGame the game that is meant unless another one is named, if it is played here
   */
  public HostedQueues(Queues queues, Sandbox sandbox, String usualGame) {
    this.queues = queues;
    this.sandbox = sandbox;
    this.usualGame = usualGame;
  }

  /** A queue and the game that is played there. */
  record Hosted(Queue queue, String game) {
    @Override
    public String toString() {
      return game
          + " (queue "
          + queue.name()
          + ", policy "
          + queue.policy()
          + (queue.isTraining() ? ", training" : "")
          + ")";
    }
  }

  /** Those that can be joined now. */
  List<Hosted> all() {
    List<Hosted> all = new ArrayList<>();
    for (Queue queue : queues.all()) {
      try {
        all.add(new Hosted(queue, queue.hostedGame()));
      } catch (EngineException playedElsewhere) {
        // Over netplay, or by a plugin that is not there.
      }
    }
    return all;
  }

  /** Those of a game, or all. */
  List<Hosted> of(Optional<String> game) {
    return all().stream().filter(q -> game.isEmpty() || q.game().equals(game.get())).toList();
  }

  /**
   * Chooses a queue: of the game that is named, else of the usual one, else of the only one that is
   * played here. Among several the first that is configured.
   *
   * @throws EngineException SANDBOX_UNAVAILABLE if no fighter can be run here, QUEUE_NOT_FOUND with
   *     what there is, or INVALID_REQUEST if a game has to be named
   */
  Hosted choose(Optional<String> game, Optional<String> policy, boolean training) {
    sandbox
        .whyUnavailable()
        .ifPresent(
            why -> {
              throw new EngineException(
                  ErrorCode.SANDBOX_UNAVAILABLE, "No games are played here now: " + why);
            });
    List<Hosted> all = all();
    String wanted = game.orElseGet(() -> usual(all));
    return all.stream()
        .filter(q -> q.game().equals(wanted) && q.queue().isTraining() == training)
        .filter(q -> policy.isEmpty() || policy.get().equals(q.queue().policy()))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    ErrorCode.QUEUE_NOT_FOUND,
                    "No queue here is for "
                        + wanted
                        + policy.map(name -> " with policy " + name).orElse("")
                        + (training ? " in training" : "")
                        + ". There are: "
                        + list(all)
                        + "."));
  }

  private String usual(List<Hosted> all) {
    List<String> games = all.stream().map(Hosted::game).distinct().toList();
    if (games.contains(usualGame) || games.isEmpty()) {
      return usualGame;
    }
    if (games.size() > 1) {
      throw EngineException.field(
          ErrorCode.INVALID_REQUEST, "game", "Name the game: " + String.join(", ", games) + ".");
    }
    return games.get(0);
  }

  private static String list(List<Hosted> all) {
    return all.isEmpty()
        ? "none"
        : all.stream().map(Hosted::toString).collect(Collectors.joining("; "));
  }
}
