package io.lanista.ports.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RoomFormat} keeps to, over rooms played at random. The seed of a room that
 * fails is in the message.
 */
public abstract class RoomFormatContract {
  private static final int SEEDS = Integer.getInteger("lanista.format.seeds", 150);
  private static final int STEPS = 40;

  /** A new one. */
  protected abstract RoomFormat format();

  /** A question that was asked, and the answers to it. */
  private record Asked(
      RoomView room,
      Instant now,
      Moves moves,
      Optional<ProblemId> current,
      List<Set<TeamId>> ranking) {}

  /** Asks the format, and holds every answer to the contract at once. */
  private final class Watched implements RoomFormat {
    private final RoomFormat format;
    private final List<Asked> asked = new ArrayList<>();

    Watched(RoomFormat format) {
      this.format = format;
    }

    @Override
    public Moves next(RoomView room, Instant now) {
      Moves moves = format.next(room, now);
      assertLegal(room, now, moves);
      Optional<ProblemId> current = format.current(room);
      current.ifPresent(
          id ->
              assertThat(room.openings().get(id))
                  .as("the current problem is open")
                  .matches(opening -> opening != null && opening.closedAt().isEmpty()));
      asked.add(new Asked(room, now, moves, current, ranking(room)));
      return moves;
    }

    @Override
    public List<Set<TeamId>> ranking(RoomView room) {
      List<Set<TeamId>> ranking = format.ranking(room);
      assertThat(ranking).as("no place is empty").noneMatch(Set::isEmpty);
      assertThat(ranking.stream().flatMap(Set::stream))
          .as("every team has one place")
          .containsExactlyInAnyOrderElementsOf(room.teams());
      return ranking;
    }
  }

  private static void assertLegal(RoomView room, Instant now, Moves moves) {
    moves
        .closed()
        .forEach(
            (id, at) -> {
              Opening opening = room.openings().get(id);
              assertThat(opening).as("what closes was revealed").isNotNull();
              assertThat(opening.closedAt()).as("what closes was open").isEmpty();
              assertThat(at).as("it was revealed before").isAfterOrEqualTo(opening.revealedAt());
            });
    assertThat(moves.revealed())
        .as("what is revealed is a problem of the room, and was not")
        .doesNotHaveDuplicates()
        .allMatch(id -> room.problems().stream().anyMatch(problem -> problem.id().equals(id)))
        .noneMatch(room.openings()::containsKey);
    if (moves.over()) {
      assertThat(moves.revealed()).as("nothing is revealed at the end").isEmpty();
    } else if (moves.closed().isEmpty() && moves.revealed().isEmpty()) {
      moves.again().ifPresent(at -> assertThat(at).as("asked again later").isAfter(now));
      boolean open = room.openings().values().stream().anyMatch(each -> each.closedAt().isEmpty());
      assertThat(open || moves.again().isPresent())
          .as("something is open, or will happen: otherwise the room is over")
          .isTrue();
    }
  }

  @Test
  void everyMoveIsLegalAndItComesToRest() {
    for (int seed = 0; seed < SEEDS; seed++) {
      try {
        play(new Watched(format()), new Random(seed));
      } catch (AssertionError | RuntimeException broken) {
        throw new AssertionError("seed " + seed + ": " + broken.getMessage(), broken);
      }
    }
  }

  @Test
  void theSameQuestionHasTheSameAnswerInAnyOrderAndOnAnyThread() throws Exception {
    RoomFormat format = format();
    List<Asked> asked = new ArrayList<>();
    for (int seed = 0; seed < 40; seed++) {
      Watched watched = new Watched(format);
      play(watched, new Random(seed));
      asked.addAll(watched.asked);
    }
    Collections.shuffle(asked, new Random(1));
    ConcurrentLinkedQueue<Asked> queue = new ConcurrentLinkedQueue<>(asked);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RoomFormat one = i % 2 == 0 ? format : format();
        done.add(
            threads.submit(
                () -> {
                  for (Asked each = queue.poll(); each != null; each = queue.poll()) {
                    assertThat(again(one, each)).isEqualTo(each);
                  }
                }));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /** Asks once more, of a room that is equal and not the same. */
  private static Asked again(RoomFormat format, Asked asked) {
    RoomView room = asked.room();
    RoomView copy =
        new RoomView(
            room.startTime(),
            room.deadline(),
            List.copyOf(new ArrayList<>(room.problems())),
            new ArrayList<>(room.teams()),
            new HashMap<>(room.openings()),
            new HashMap<>(room.locks()),
            new HashMap<>(room.wrong()));
    return new Asked(
        room,
        asked.now(),
        format.next(copy, asked.now()),
        format.current(copy),
        format.ranking(copy));
  }

  // Late verdicts may take back what ended a room; the engine does not ask about that any more.
  @Test
  void whatIsOverStaysOverUnlessSomethingHappens() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RoomFormat format = format();
      PlayedRoom room = play(format, new Random(seed), true);
      if (room.isOver()) {
        Moves later = format.next(room.view(), room.now().plus(Duration.ofHours(1)));
        assertThat(later.over()).as("seed %d", seed).isTrue();
      }
    }
  }

  @Test
  void ranksAllTeamsOfARoomInWhichNothingHappened() {
    PlayedRoom room = PlayedRoom.of(format(), List.of("A", "B", "C"), 10, 20);

    assertThat(room.ranking()).isEqualTo("A=B=C");
  }

  private static PlayedRoom play(RoomFormat format, Random random) {
    return play(format, random, false);
  }

  private static PlayedRoom play(RoomFormat format, Random random, boolean toTheEndOnly) {
    List<Problem> problems =
        IntStream.rangeClosed(1, 1 + random.nextInt(6))
            .mapToObj(
                number ->
                    PlayedRoom.problem(
                        "P" + number,
                        random.nextInt(3) * 50,
                        Optional.of(Duration.ofSeconds(1 + random.nextInt(600)))
                            .filter(limit -> random.nextBoolean())))
            .toList();
    List<TeamId> teams =
        IntStream.rangeClosed(1, 2 + random.nextInt(4))
            .mapToObj(number -> new TeamId("team|" + number))
            .toList();
    PlayedRoom room = new PlayedRoom(format, problems, teams);
    Set<ProblemId> revealed = new HashSet<>();
    for (int step = 0; step < STEPS && !(toTheEndOnly && room.isOver()); step++) {
      step(room, teams, random);
      Map<ProblemId, Opening> openings = room.view().openings();
      assertThat(openings.keySet()).as("nothing is hidden again").containsAll(revealed);
      revealed.addAll(openings.keySet());
      format.ranking(room.view());
    }
    return room;
  }

  /** Time passes, or somebody is wrong, or right about what was revealed; perhaps found late. */
  private static void step(PlayedRoom room, List<TeamId> teams, Random random) {
    String team = teams.get(random.nextInt(teams.size())).text();
    Duration now = Duration.between(PlayedRoom.START, room.now());
    switch (random.nextInt(4)) {
      case 0 -> room.wrong(team);
      case 1 -> room.at(now.plusMillis(random.nextInt(120_000)));
      default -> {
        List<ProblemId> revealed = new ArrayList<>(room.view().openings().keySet());
        if (!revealed.isEmpty()) {
          revealed.sort((one, other) -> one.text().compareTo(other.text()));
          ProblemId problem = revealed.get(random.nextInt(revealed.size()));
          Opening opening = room.view().openings().get(problem);
          Duration from = Duration.between(PlayedRoom.START, opening.revealedAt());
          long open =
              Duration.between(opening.revealedAt(), opening.closedAt().orElse(room.now()))
                  .toMillis();
          // To whole seconds, as judges give it: that may be just before the reveal.
          Duration made = from.plusMillis(random.nextLong(open + 1));
          room.claim(team, problem.text(), Duration.ofSeconds(made.toSeconds()));
        }
      }
    }
  }
}
