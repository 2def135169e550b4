package io.lanista.engine.simulation;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.simulation.Script.command;
import static io.lanista.engine.simulation.Script.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.player.Players;
import io.lanista.engine.simulation.Script.Command;
import io.lanista.engine.stream.LiveItem;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.Uploader;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.match.FakeCoordinatedGame;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Outcome;
import io.lanista.ports.match.Report;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.settlement.FakeSignatureRecovery;
import io.lanista.ports.settlement.Signature;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every command, delivered one to five times and shuffled, ends in the state that it leads to when
 * it is delivered once and in order. By the specification these repeats are errors instead, which
 * change nothing: {@code resolve} of a match that is no longer disputed, a second {@code rematch},
 * {@code register} of a name that is taken, {@code revoke} of a key that is gone, and upload of
 * frames to a match that is over. Two commands are new wishes each time, not repeats: a join
 * without an Idempotency-Key, which replaces the one before as long as that waits, and the issue of
 * another API key.
 */
class RepeatedDeliveryTest {
  private static final int SEEDS = 40;
  private static final String[] CODES = {"A#1", "B#2"};

  /** What the scripts are about. */
  enum Story {
    AGREED(Play::agreed),
    DISPUTED_AND_RECORDED(Play::recorded),
    DISPUTED_AND_RESOLVED(Play::resolved),
    FORFEITED(Play::forfeited),
    LEFT(Play::left),
    EXPIRED_BY_SILENCE(Play::expired),
    EXPIRED_AND_PLAYED_AGAIN(Play::playedAgain),
    WAGER_UNANSWERED(Play::unanswered),
    STREAMED(Play::streamed),
    REGISTERED(Play::registered);

    private final Function<Play, Script> script;

    Story(Function<Play, Script> script) {
      this.script = script;
    }
  }

  @ParameterizedTest
  @EnumSource(Story.class)
  void repeatsAndOrderDoNotMatter(Story story) {
    List<String> once;
    try (Play play = new Play()) {
      story.script.apply(play).play();
      once = play.state();
    }
    for (int seed = 0; seed < SEEDS; seed++) {
      try (Play play = new Play()) {
        List<String> order = story.script.apply(play).play(new Random(seed));
        assertThat(play.state()).as("seed %s: %s", seed, order).isEqualTo(once);
      }
    }
  }

  /** Two agents and an operator in an arena of their own. */
  private static final class Play implements AutoCloseable {
    // Streams linger for longer than a test takes, because their timer is not the arena's clock.
    private final Arena arena =
        new Arena(
            Arena.Rules.usual()
                .streams(
                    new StreamSettings(
                        StreamSettings.UploadRule.POLLED_ADDRESS,
                        3,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(10))));
    private final Players players = new Players(arena.storage, arena.ids, arena.clock);
    private final Map<String, TicketId> tickets = new HashMap<>();
    private Optional<MatchId> match = Optional.empty();
    private Optional<MatchId> again = Optional.empty();
    private Optional<PlayerId> player = Optional.empty();
    private Optional<IssuedKey> key = Optional.empty();

    @Override
    public void close() {
      arena.close();
    }

    private Command join(int side) {
      String code = CODES[side];
      return command(
          "join " + code,
          () -> {
            Ticket ticket =
                by(arena.queue.join(
                        Arena.request(
                            code,
                            Optional.of(Arena.wallet(side + 1)),
                            Optional.of("key of " + code))))
                    .ticket();
            tickets.put(code, ticket.id());
            match = match.or(() -> ticket.booking().map(Ticket.Booking::match));
          });
    }

    private TicketId ticket(int side) {
      return tickets.get(CODES[side]);
    }

    private Script paired() {
      return new Script().phase(List.of(join(0))).phase(List.of(join(1)));
    }

    private Command report(int side, Report report) {
      return command(
          "report " + CODES[side],
          () -> arena.matches.report(again.or(() -> match).orElseThrow(), ticket(side), report),
          ErrorCode.NOT_YOUR_MATCH);
    }

    private Command sign(int side) {
      return command(
          "sign " + CODES[side],
          () ->
              arena.settlement.sign(
                  match.orElseThrow(), Arena.wallet(side + 1), signature(side + 1)));
    }

    private Signature signature(int wallet) {
      Match completed = arena.match(match.orElseThrow());
      Match.Result result = completed.result().orElseThrow();
      Side winner = result.decision().winner();
      return FakeSignatureRecovery.sign(
          Arena.wallet(wallet),
          new FakeSignatureRecovery()
              .digest(
                  arena.domain,
                  Seat.message(
                      completed,
                      completed.entrant(winner).wallet().orElseThrow(),
                      completed.entrant(winner.other()).wallet().orElseThrow())));
    }

    private Command upload(int side, int own, int other) {
      return command(
          "upload " + CODES[side],
          () -> {
            ByteBuffer recording =
                FakeCoordinatedGame.recording(
                    arena.match(match.orElseThrow()).createdAt(),
                    CODES[side],
                    own,
                    CODES[1 - side],
                    other);
            byte[] bytes = new byte[recording.remaining()];
            recording.get(bytes);
            arena.replays.upload(match.orElseThrow(), ticket(side), bytes);
          });
    }

    private Command propose() {
      return command(
          "propose",
          () ->
              arena.wagers.propose(match.orElseThrow(), ticket(0), BigInteger.TEN, BigInteger.ONE));
    }

    private Command sweep() {
      return command("sweep", () -> by(arena.queue.sweep()));
    }

    private Command cleanup() {
      return command("cleanup", arena.matches::expireSilent);
    }

    private Command deadlines() {
      return command("deadlines", () -> arena.deadlines.step(arena.clock.instant()));
    }

    private Script agreed() {
      Command accept = command("accept", () -> arena.wagers.accept(match.orElseThrow(), ticket(1)));
      return paired()
          .phase(List.of(propose()))
          .phase(List.of(accept), List.of(sweep(), cleanup()))
          .phase(List.of(report(0, Arena.score(3, 1))), List.of(report(1, Arena.score(1, 3))))
          .phase(List.of(sign(0)), List.of(sign(1)), List.of(deadlines()));
    }

    private Script recorded() {
      return paired()
          .phase(List.of(report(0, Arena.won())), List.of(report(1, Arena.won())))
          .phase(List.of(upload(1, 3, 2)))
          .phase(List.of(sign(1)), List.of(sign(0)));
    }

    private Script resolved() {
      Command resolve =
          command(
              "resolve",
              () -> arena.matches.resolve(match.orElseThrow(), Optional.of(Side.P2), "Seen it."),
              ErrorCode.MATCH_NOT_DISPUTED);
      Command decline =
          command("decline", () -> arena.wagers.decline(match.orElseThrow(), ticket(1)));
      return paired()
          .phase(List.of(propose()))
          .phase(List.of(decline))
          .phase(List.of(upload(0, 2, 2)))
          .phase(List.of(report(0, Arena.won())), List.of(report(1, Arena.won())))
          .phase(List.of(resolve))
          .phase(List.of(sign(0)), List.of(sign(1)));
    }

    private Script forfeited() {
      Report left =
          new Report(Outcome.DISCONNECT, Optional.empty(), Optional.empty(), Optional.empty());
      return paired()
          .phase(List.of(report(0, left), sweep()), List.of(report(1, Arena.score(2, 2))));
    }

    private Script left() {
      Command leave = command("leave", () -> by(arena.queue.leave(ticket(0))));
      return new Script()
          .phase(List.of(join(0), leave), List.of(sweep()))
          .phase(List.of(join(1)))
          // One step, because a copy of the join in between would be a sign of life.
          .phase(List.of(once(() -> arena.pass(Duration.ofMinutes(6)))))
          .phase(List.of(sweep()), List.of(deadlines()));
    }

    private Script expired() {
      return paired()
          .phase(List.of(report(1, Arena.score(1, 3))))
          .phase(List.of(once(() -> arena.clock.advance(Arena.MATCH_TIMEOUT.plusSeconds(1)))))
          .phase(List.of(deadlines()), List.of(cleanup()));
    }

    private Script playedAgain() {
      Command expire =
          command("expire", () -> arena.matches.expire(match.orElseThrow(), "By hand."));
      Command rematch =
          command(
              "rematch",
              () -> again = Optional.of(arena.rematches.again(match.orElseThrow()).id()),
              ErrorCode.MATCH_NOT_COMPLETED);
      return paired()
          .phase(List.of(expire))
          .phase(List.of(rematch))
          .phase(List.of(report(0, Arena.won())), List.of(report(1, Arena.lost())));
    }

    private Script unanswered() {
      return paired()
          .phase(List.of(propose()))
          .phase(List.of(once(() -> arena.clock.advance(Duration.ofSeconds(46)))))
          .phase(List.of(deadlines()), List.of(sweep()));
    }

    private Script streamed() {
      return paired()
          .phase(
              List.of(
                  show(LiveItem.Kind.MATCH_START, 0),
                  show(LiveItem.Kind.FRAME, 1),
                  show(LiveItem.Kind.FRAME, 2),
                  show(LiveItem.Kind.GAME_END, 0)))
          .phase(List.of(report(0, Arena.score(3, 1))), List.of(report(1, Arena.score(1, 3))))
          .phase(List.of(show(LiveItem.Kind.MATCH_END, 0)));
    }

    private Command show(LiveItem.Kind kind, int frame) {
      ByteBuffer message = ByteBuffer.wrap(kind.name().getBytes(StandardCharsets.UTF_8));
      return command(
          "show " + kind,
          () ->
              arena.streams.publish(
                  match.orElseThrow(),
                  new Uploader(Optional.of(ticket(0)), Arena.ADDRESS),
                  List.of(new LiveItem(kind, frame, message))),
          ErrorCode.MATCH_FINISHED);
    }

    private Script registered() {
      Command register =
          command(
              "register",
              () -> {
                var registered = players.register(new Username("Ada"));
                player = Optional.of(registered.player().id());
                key = Optional.of(registered.key());
              },
              ErrorCode.USERNAME_TAKEN);
      Command revoke =
          command(
              "revoke",
              () -> players.revokeKey(player.orElseThrow(), key.orElseThrow().id()),
              ErrorCode.KEY_NOT_FOUND);
      Command authenticate =
          command("authenticate", () -> players.authenticate(key.orElseThrow().secret()));
      return new Script().phase(List.of(register, authenticate, revoke));
    }

    /** Everything that is durable and what memory holds, without ids, in a fixed order. */
    private List<String> state() {
      List<String> state = new ArrayList<>();
      arena.memory.tickets().forEach(t -> state.add("ticket " + t));
      arena.memory.matches().forEach(m -> state.add("match " + m));
      arena.memory.ratings().forEach(r -> state.add("rating " + r));
      arena.memory.wagers().forEach(w -> state.add("wager " + w));
      arena.memory.recordings().forEach(r -> state.add("recording " + r));
      arena.memory.deadlines().forEach(d -> state.add("deadline " + d.kind()));
      arena.memory.events().forEach(e -> state.add("event " + e.event()));
      state.add(arena.memory.signatures() + " signatures");
      state.add(arena.memory.players() + " players");
      state.add("works " + key.flatMap(k -> players.authenticate(k.secret())).isPresent());
      state.add("waiting " + arena.queue.size());
      state.add("shown " + arena.streams.live().size());
      state.add("remembered " + arena.presence.size());
      return state.stream()
          .map(line -> line.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "id"))
          .sorted()
          .toList();
    }
  }
}
