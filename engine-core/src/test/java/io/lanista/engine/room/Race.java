package io.lanista.engine.room;

import io.lanista.engine.MovableClock;
import io.lanista.engine.plugin.FixedRegistry;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.FakeArena;
import io.lanista.ports.room.FakeBlitz;
import io.lanista.ports.room.Judge;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.NoJudge;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.schedule.SteppedDeadlineRunner;
import io.lanista.ports.storage.InMemoryStorage;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * Rooms over fakes, of two teams A and B with one member each, whose judge account is named as the
 * team. Several engines can share one.
 */
final class Race {
  static final TeamId A = new TeamId("A");
  static final TeamId B = new TeamId("B");
  static final RoomSettings SETTINGS = RoomSettings.DEFAULT;
  static final RoomSettings SHARED =
      new RoomSettings(
          SETTINGS.awayAfter(),
          SETTINGS.usualForfeit(),
          SETTINGS.maxOpen(),
          SETTINGS.maxOpenPerPlayer(),
          true);

  final MovableClock clock;
  final InMemoryStorage memory;
  final FixedRegistry<RoomFormat> formats =
      new FixedRegistry<>(Map.of("arena", new FakeArena(), "blitz", new FakeBlitz()));
  private final Judges configured;
  private final RoomSettings settings;
  final ClaimArbiter arbiter;
  final Rooms rooms;
  final Verdicts verdicts;
  final RoomTurns turns;
  final RoomCommits commits;
  final SteppedDeadlineRunner deadlines;
  final Player ann;
  final Player bob;
  final Player creator;

  Race() {
    this(NoJudge.HOOK);
  }

  Race(Judge judge) {
    this(judge, SETTINGS);
  }

  Race(Judge judge, RoomSettings settings) {
    this(
        only("hook", judge),
        settings,
        new InMemoryStorage(),
        UnaryOperator.identity(),
        null,
        new MovableClock(),
        1);
  }

  private static Judges only(String name, Judge judge) {
    return new Judges(Map.of(name, new Judges.Entry(judge, Optional.empty())), name);
  }

  private Race(
      Judges configured,
      RoomSettings settings,
      InMemoryStorage memory,
      UnaryOperator<Storage> around,
      ClaimArbiter shared,
      MovableClock clock,
      long seed) {
    this.memory = memory;
    this.clock = clock;
    this.configured = configured;
    this.settings = settings;
    arbiter = shared == null ? new InProcessArbiter(clock) : shared;
    Storage storage = around.apply(memory);
    commits = new RoomCommits(RoomSignals.none(), arbiter);
    RoomWrites writes =
        new RoomWrites(storage, formats, configured, arbiter, commits, settings, clock);
    rooms = new Rooms(writes, storage, formats, configured, settings, new SeededIds(seed), clock);
    verdicts = new Verdicts(writes, storage);
    turns = new RoomTurns(writes, storage);
    deadlines = new SteppedDeadlineRunner(memory);
    deadlines.start(handler());
    ann = player("ann", 1);
    bob = player("bob", 2);
    creator = player("cat", 3);
  }

  private DeadlineHandler handler() {
    return deadline ->
        turns.due(new RoomId(UUID.fromString(deadline.subject().id())), deadline.due());
  }

  /** Another engine over the same storage and arbiter. */
  Race another(long seed) {
    return another(UnaryOperator.identity(), arbiter, seed);
  }

  /** Another engine that uses the storage its own way. */
  Race another(UnaryOperator<Storage> around, ClaimArbiter other, long seed) {
    return new Race(configured, settings, memory, around, other, clock, seed);
  }

  /** Another engine that has another judge instead of this one's. */
  Race withoutItsJudge(long seed) {
    Judges others = only("file", NoJudge.HOOK);
    return new Race(others, settings, memory, UnaryOperator.identity(), arbiter, clock, seed);
  }

  private Player player(String name, int number) {
    Player player =
        new Player(
            new PlayerId(new UUID(7, number)),
            new Username(name),
            clock.instant(),
            clock.instant());
    memory.transact(tx -> tx.players().insert(player));
    return player;
  }

  static Problem problem(String id, int points) {
    return new Problem(
        ProblemId.of(id), "Problem " + id, Optional.of(1_000), points, Optional.empty());
  }

  static Problem limited(String id, int points, Duration limit) {
    return new Problem(
        ProblemId.of(id), "Problem " + id, Optional.of(1_000), points, Optional.of(limit));
  }

  static Team team(TeamId id, String username, String account) {
    return new Team(
        id,
        "Team " + id,
        List.of(new Member(new Username(username), new JudgeAccount(account), Optional.empty())));
  }

  /** A request of a room of an hour, whose members need give no sign of life. */
  static RoomRequest request(String format, List<Problem> problems) {
    return new RoomRequest(
        format,
        Optional.empty(),
        Optional.empty(),
        List.of(team(A, "ann", "A"), team(B, "bob", "B")),
        problems,
        Optional.empty(),
        Optional.empty(),
        Duration.ofMinutes(60),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Duration.ZERO),
        true,
        false);
  }

  /** The same with another grace. */
  static RoomRequest graced(RoomRequest usual, Duration grace) {
    return with(usual, usual.limit(), grace, usual.forfeitAfter().orElseThrow(), usual.open());
  }

  /** The same with another limit. */
  static RoomRequest lasting(RoomRequest usual, Duration limit) {
    return with(usual, limit, RoomBounds.USUAL_GRACE, Duration.ZERO, usual.open());
  }

  /** The same in which who is away forfeits. */
  static RoomRequest forfeiting(RoomRequest usual) {
    return with(
        usual, usual.limit(), RoomBounds.USUAL_GRACE, SETTINGS.usualForfeit(), usual.open());
  }

  /** The same for members only. */
  static RoomRequest secret(RoomRequest usual) {
    return with(usual, usual.limit(), RoomBounds.USUAL_GRACE, Duration.ZERO, false);
  }

  private static RoomRequest with(
      RoomRequest usual, Duration limit, Duration grace, Duration forfeit, boolean open) {
    return new RoomRequest(
        usual.format(),
        usual.name(),
        usual.judge(),
        usual.teams(),
        usual.problems(),
        usual.selection(),
        usual.startsAt(),
        limit,
        Optional.of(grace),
        usual.readyWithin(),
        Optional.of(forfeit),
        open,
        usual.mustHaveWinner());
  }

  static List<Problem> three() {
    return List.of(problem("P1", 100), problem("P2", 200), problem("P3", 400));
  }

  /** A room that has started. */
  RoomId started(RoomRequest request) {
    RoomId id = rooms.create(creator, request).room().id();
    rooms.ready(id, ann);
    rooms.ready(id, bob);
    return id;
  }

  RoomId arena() {
    return started(request("arena", three()));
  }

  /** A submission made some time after a room's start. */
  Submission made(
      RoomId room, long id, String account, String problem, Duration after, Verdict verdict) {
    Instant start = room(room).startedAt().orElseThrow();
    return new Submission(
        id,
        new JudgeAccount(account),
        ProblemId.of(problem),
        start.plus(after).toEpochMilli(),
        verdict);
  }

  Submission accepted(RoomId room, long id, String account, String problem, double seconds) {
    Duration after = Duration.ofMillis(Math.round(seconds * 1_000));
    return made(room, id, account, problem, after, Verdict.ACCEPTED);
  }

  Submission wrong(RoomId room, long id, String account, String problem, double seconds) {
    Duration after = Duration.ofMillis(Math.round(seconds * 1_000));
    return made(room, id, account, problem, after, Verdict.WRONG);
  }

  List<Verdicts.Receipt> take(Submission... submissions) {
    return verdicts.take("hook", List.of(submissions));
  }

  /** Moves the clock and does what fell due on the way. */
  void pass(Duration time) {
    Instant until = clock.instant().plus(time);
    deadlines.step(clock.instant());
    while (clock.instant().isBefore(until)) {
      Instant next =
          memory.deadlines().stream()
              .map(deadline -> deadline.due())
              .filter(due -> due.isAfter(clock.instant()) && due.isBefore(until))
              .findFirst()
              .orElse(until);
      clock.advance(Duration.between(clock.instant(), next));
      deadlines.step(clock.instant());
    }
  }

  void pass(double seconds) {
    pass(Duration.ofMillis(Math.round(seconds * 1_000)));
  }

  Room room(RoomId id) {
    return memory.read(tx -> tx.rooms().find(id)).orElseThrow();
  }

  List<RoomSubmission> log(RoomId id) {
    return memory.read(tx -> tx.rooms().submissions(id));
  }

  /** How many submissions have a verdict and nothing was decided about. */
  int undecided(RoomId id) {
    return memory.read(tx -> tx.rooms().undecided(id).size());
  }

  List<RoomEvent> events(RoomId id) {
    return memory.read(tx -> tx.rooms().events(id, 0, 10_000));
  }

  List<RoomEvent> events(RoomId id, String type) {
    return events(id).stream().filter(event -> event.type().equals(type)).toList();
  }

  List<String> types(RoomId id) {
    return events(id).stream().map(RoomEvent::type).toList();
  }

  /** Who owns what, as text: {@code P1=A@60} with seconds after the start. */
  Map<String, String> owners(RoomId id) {
    Room room = room(id);
    Map<String, String> owners = new HashMap<>();
    room.locks().forEach((problem, lock) -> owners.put(problem.text(), text(room, lock)));
    return owners;
  }

  private static String text(Room room, Lock lock) {
    double after = (lock.timestamp() - room.startedAt().orElseThrow().toEpochMilli()) / 1_000.0;
    return lock.team() + "@" + (after == Math.rint(after) ? "" + (long) after : "" + after);
  }
}
