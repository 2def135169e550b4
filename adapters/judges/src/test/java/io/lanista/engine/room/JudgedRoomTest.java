package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.judges.standin.Fault;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.schedule.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole rooms, from their making to their final result, judged over HTTP without anyone asking. */
class JudgedRoomTest {
  private JudgedWorld world;
  private Rooms rooms;
  private RoomTurns turns;
  private JudgeTurns engine;
  private Player ann;
  private Player ben;

  @BeforeEach
  void start() throws Exception {
    world = new JudgedWorld();
    world.site.user("alice", Optional.of(1500));
    world.site.user("bob", Optional.of(1400));
    for (int i = 0; i < 3; i++) {
      world.site.problem(100 + 2 * i, "A", "Problem " + i, Optional.of(1000 + 100 * i));
    }
    InProcessArbiter arbiter = new InProcessArbiter(world.clock);
    OneFormat format = new OneFormat();
    Judges judges =
        new Judges(
            Map.of(
                JudgedWorld.JUDGE,
                new Judges.Entry(
                    world.codeforces.judge(), Optional.of(world.codeforces.problems()))),
            JudgedWorld.JUDGE);
    RoomWrites writes =
        new RoomWrites(
            world.storage,
            format,
            judges,
            arbiter,
            new RoomCommits(RoomSignals.none(), arbiter),
            RoomSettings.DEFAULT,
            world.clock);
    rooms =
        new Rooms(
            writes,
            world.storage,
            format,
            judges,
            RoomSettings.DEFAULT,
            UUID::randomUUID,
            world.clock);
    turns = new RoomTurns(writes, world.storage);
    engine =
        new JudgeTurns(
            JudgedWorld.JUDGE,
            judges.find(JudgedWorld.JUDGE).orElseThrow(),
            world.storage,
            new Verdicts(writes, world.storage)::take,
            new Random(1),
            world.clock,
            world.clock::waitUntil);
    ann = register("ann");
    ben = register("ben");
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Player register(String name) {
    Instant now = world.clock.instant();
    Player player = new Player(new PlayerId(UUID.randomUUID()), new Username(name), now, now);
    world.storage.transact(tx -> tx.players().insert(player));
    return player;
  }

  private RoomId make(Duration untilStart) {
    RoomRequest request =
        new RoomRequest(
            "arena",
            Optional.empty(),
            Optional.empty(),
            List.of(team("A", "ann", "alice"), team("B", "ben", "bob")),
            List.of(),
            Optional.of(new Selection(2, 1000, 1100)),
            Optional.of(world.clock.instant().plus(untilStart)),
            Duration.ofMinutes(10),
            Optional.of(Duration.ofSeconds(60)),
            Optional.empty(),
            Optional.of(Duration.ZERO),
            true,
            false);
    return rooms.create(ann, request).room().id();
  }

  private static Team team(String id, String user, String account) {
    return new Team(
        new TeamId(id),
        id,
        List.of(new Member(new Username(user), new JudgeAccount(account), Optional.empty())));
  }

  private RoomId begin() throws Exception {
    RoomId room = make(Duration.ofSeconds(30));
    run(Duration.ofSeconds(28));
    rooms.ready(room, ann);
    rooms.ready(room, ben);
    assertThat(world.find(room).status()).isEqualTo(RoomStatus.ACTIVE);
    return room;
  }

  /** Lets polls and deadlines happen. */
  private void run(Duration time) throws Exception {
    Instant end = world.clock.instant().plus(time);
    while (world.clock.instant().isBefore(end)) {
      boolean busy = engine.turn();
      for (Deadline deadline : world.storage.deadlines()) {
        if (!deadline.due().isAfter(world.clock.instant())) {
          Optional<Instant> next = turns.due(new RoomId(UUID.fromString(deadline.subject().id())));
          next.ifPresent(
              at ->
                  world.storage.transact(
                      tx -> {
                        tx.deadlines().set(new Deadline(deadline.subject(), deadline.kind(), at));
                        return at;
                      }));
        }
      }
      if (!busy) {
        world.clock.advance(Duration.ofMillis(500));
      }
    }
  }

  private long solve(String account, int contest, Instant at) {
    return world.site.submit(List.of(account), contest, "A", at, Optional.of("OK"));
  }

  @Test
  void drawsPlaysAndEndsByTheVerdictsOfTheJudge() throws Exception {
    RoomId id = begin();
    run(Duration.ofSeconds(30));
    solve("alice", 100, world.clock.instant());
    run(Duration.ofSeconds(20));
    assertThat(world.find(id).locks().values())
        .extracting(lock -> lock.team().text())
        .containsExactly("A");
    solve("alice", 102, world.clock.instant());
    run(Duration.ofSeconds(120));

    Room room = world.find(id);
    assertThat(room.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(room.reason()).contains(EndReason.COMPLETED);
    assertThat(room.winner()).contains(new TeamId("A"));
  }

  @Test
  void holdsTheEndForAJudgeThatIsAwayAndCountsWhatWasMadeInTime() throws Exception {
    RoomId id = begin();
    Duration left =
        Duration.between(world.clock.instant(), world.find(id).deadline().orElseThrow());
    run(left.minusSeconds(20));
    Instant made = world.clock.instant();
    Fault[] away = new Fault[5];
    Arrays.fill(away, Fault.OUT_OF_ORDER);
    world.site.fail(away);
    solve("bob", 102, made);
    run(Duration.ofSeconds(25));
    assertThat(world.find(id).status()).isEqualTo(RoomStatus.JUDGING);
    assertThat(world.find(id).locks()).isEmpty();
    run(Duration.ofSeconds(180));

    Room room = world.find(id);
    assertThat(room.status()).isEqualTo(RoomStatus.ENDED);
    assertThat(room.reason()).contains(EndReason.TIMEOUT);
    assertThat(room.winner()).contains(new TeamId("B"));
    assertThat(
            world.storage.<Boolean>read(
                tx -> tx.polls().find("codeforces", new JudgeAccount("bob")).isEmpty()))
        .isTrue();
  }

  @Test
  void waitsAtTheEndForAVerdictThatIsPending() throws Exception {
    RoomId id = begin();
    Duration left =
        Duration.between(world.clock.instant(), world.find(id).deadline().orElseThrow());
    run(left.minusSeconds(10));
    long pending =
        world.site.submit(List.of("bob"), 102, "A", world.clock.instant(), Optional.empty());
    run(Duration.ofSeconds(80));
    assertThat(world.find(id).status()).isEqualTo(RoomStatus.JUDGING);
    world.site.judge(pending, "OK");
    run(Duration.ofSeconds(20));

    assertThat(world.find(id).status()).isEqualTo(RoomStatus.ENDED);
    assertThat(world.find(id).winner()).contains(new TeamId("B"));
  }

  @Test
  void cancelsARoomThatCannotBeDrawnAndSaysWhy() throws Exception {
    for (int contest = 100; contest <= 102; contest += 2) {
      solve("alice", contest, world.clock.instant().minusSeconds(1_000));
    }
    RoomId id = make(Duration.ofSeconds(10));
    run(Duration.ofSeconds(140));

    Room room = world.find(id);
    assertThat(room.reason()).contains(EndReason.CANCELLED);
    assertThat(room.detail().orElseThrow())
        .contains("before its start: Only 0 of 2 problems rated 1000 to 1100 are solved");
  }
}
