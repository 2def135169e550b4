package io.lanista.http.v1;

import com.fasterxml.jackson.databind.JsonNode;
import io.lanista.engine.queue.Explanation;
import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.TicketView;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.series.Preferences;
import io.lanista.http.json.About;
import io.lanista.http.json.Items;
import io.lanista.http.json.Range;
import io.lanista.http.json.Text;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.http.v1.HostedQueues.Hosted;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.Player;
import io.lanista.ports.queue.TicketStatus;
import io.lanista.ports.series.Format;
import io.lanista.ports.series.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Joining, leaving and looking at queues of games that are played here (spec 3, Queue). */
public final class ArenaQueueRoutes {
  private static final String TAG = "arena";
  private static final QueryParam GAME =
      QueryParam.text("game", 32, "Only what is of this game; any unless given.");

  private final HostedQueues queues;
  private final HostedSeries series;
  private final Function<MatchId, Optional<Duration>> placeWait;
  private final Executor blocking;

  /**
   * Routes of the hosted queues.
   *
   * @param placeWait how long a match that waits for a place to be played in will probably wait;
   *     empty if that is not known, or it does not wait
   * @param blocking asks plugins and looks matches up
   */
  public ArenaQueueRoutes(
      HostedQueues queues,
      HostedSeries series,
      Function<MatchId, Optional<Duration>> placeWait,
      Executor blocking) {
    this.queues = queues;
    this.series = series;
    this.placeWait = placeWait;
    this.blocking = blocking;
  }

  /** A wish to play. */
  public record JoinArena(
      @About("Those you would play, the preferred one first.") @Items(min = 1, max = 2)
          List<Format> format,
      @About("How far the opponent's Elo may be away at first; the queue's own unless given.")
          @Range(min = 0, max = 10_000)
          Optional<Integer> eloRange,
      @About("The name of your fighter, or of a shared one.") @Text(min = 1, max = 64)
          String fighter,
      @About("A JSON object for your fighter, such as its character; at most 4096 characters.")
          Optional<JsonNode> fighterConfig,
      @About("The server's usual game unless given.") @Text(min = 1, max = 32)
          Optional<String> game,
      @Text(min = 1, max = 64) Optional<String> policy,
      @About("true for a queue whose matches leave ratings as they are.")
          Optional<Boolean> training) {
    public JoinArena {
      new FighterName(fighter);
      new Preferences(format, OptionalInt.empty(), FighterConfig.text(fighterConfig));
    }

    private Preferences preferences() {
      return new Preferences(
          format,
          eloRange.map(OptionalInt::of).orElse(OptionalInt.empty()),
          FighterConfig.text(fighterConfig));
    }
  }

  /** Whether a player waited. */
  public record Left(boolean left) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post("joinArena", "/api/v1/queue/join", JoinArena.class, QueuePlace.class)
            .tag(TAG)
            .summary(
                "Joins a queue of a game that is played here. You wait in one queue of each game:"
                    + " joining again takes you out of the one before.")
            .access(Access.KEY)
            .errors(
                ErrorCode.INVALID_FIGHTER,
                ErrorCode.FIGHTER_NOT_FOUND,
                ErrorCode.QUEUE_NOT_FOUND,
                ErrorCode.ALREADY_PLAYING,
                ErrorCode.COOLING_DOWN,
                ErrorCode.PLUGIN_FAILED,
                ErrorCode.SANDBOX_UNAVAILABLE,
                ErrorCode.WORLD_UNAVAILABLE,
                ErrorCode.STORAGE_UNAVAILABLE)
            .handle(this::join),
        Route.delete("leaveArena", "/api/v1/queue/leave", Left.class)
            .tag(TAG)
            .summary("Leaves the queues you wait in; left is true only if you were waiting.")
            .access(Access.KEY)
            .query(GAME)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handle((call, none) -> leave(call)),
        Route.get("arenaStatus", "/api/v1/queue/status", QueuePlace.class)
            .tag(TAG)
            .summary(
                "Where you wait and why, or the match you got. Ask every few minutes, or keep"
                    + " /api/v1/ws open; else your place is given up.")
            .access(Access.KEY)
            .query(GAME)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handle((call, none) -> status(call)));
  }

  private CompletionStage<QueuePlace> join(Call call, JoinArena body) {
    Player player = call.caller(Player.class);
    JoinRequest request =
        JoinRequest.hosted(
            player,
            new FighterName(body.fighter()),
            body.preferences(),
            Optional.empty(),
            call.client().getHostAddress());
    return CompletableFuture.supplyAsync(
            () -> queues.choose(body.game(), body.policy(), body.training().orElse(false)),
            blocking)
        .thenCompose(
            chosen ->
                chosen
                    .queue()
                    .join(request)
                    .thenCompose(
                        view ->
                            leaveOthers(player, chosen)
                                .thenCompose(done -> place(player, chosen, view))));
  }

  /** One entry of a player and game: what it waited with elsewhere is over. */
  private CompletableFuture<Boolean> leaveOthers(Player player, Hosted chosen) {
    return CompletableFuture.supplyAsync(
            () ->
                queues.of(Optional.of(chosen.game())).stream()
                    .filter(other -> other.queue() != chosen.queue())
                    .toList(),
            blocking)
        .thenCompose(others -> leave(player, others));
  }

  private CompletionStage<Left> leave(Call call) {
    Player player = call.caller(Player.class);
    Optional<String> game = call.text("game");
    return CompletableFuture.supplyAsync(() -> queues.of(game), blocking)
        .thenCompose(all -> leave(player, all))
        .thenApply(Left::new);
  }

  private static CompletableFuture<Boolean> leave(Player player, List<Hosted> all) {
    List<CompletableFuture<Boolean>> leaving = new ArrayList<>();
    for (Hosted one : all) {
      one.queue()
          .ofPlayer(player.id())
          .ifPresent(view -> leaving.add(one.queue().leave(view.ticket().id())));
    }
    return leaving.stream()
        .reduce(
            CompletableFuture.completedFuture(false),
            (one, other) -> one.thenCombine(other, Boolean::logicalOr));
  }

  private CompletionStage<QueuePlace> status(Call call) {
    Player player = call.caller(Player.class);
    Optional<String> game = call.text("game");
    String address = call.client().getHostAddress();
    return CompletableFuture.supplyAsync(() -> queues.of(game), blocking)
        .thenCompose(
            all -> {
              for (Hosted one : all) {
                Optional<TicketView> waiting = waiting(one.queue(), player, address);
                if (waiting.isPresent()) {
                  return place(player, one, waiting.get());
                }
              }
              return live(player, game);
            });
  }

  /** A look counts as a sign of life. */
  private static Optional<TicketView> waiting(Queue queue, Player player, String address) {
    return queue
        .ofPlayer(player.id())
        .flatMap(view -> queue.poll(view.ticket().id(), address))
        .filter(view -> view.ticket().status() == TicketStatus.WAITING);
  }

  private CompletableFuture<QueuePlace> place(Player player, Hosted in, TicketView view) {
    if (view.ticket().status() != TicketStatus.WAITING) {
      return live(player, Optional.of(in.game()));
    }
    return in.queue()
        .explain(view.ticket().id())
        .exceptionally(failed -> Optional.<Explanation>empty())
        .thenApply(why -> QueuePlace.waiting(in.game(), view, why));
  }

  private CompletableFuture<QueuePlace> live(Player player, Optional<String> game) {
    return CompletableFuture.supplyAsync(
        () -> {
          Optional<Series> found =
              series.live(player.id()).stream()
                  .filter(one -> game.isEmpty() || one.game().equals(game.get()))
                  .findFirst();
          return found
              .map(one -> QueuePlace.matched(one, placeWait.apply(one.id())))
              .orElseGet(QueuePlace::idle);
        },
        blocking);
  }
}
