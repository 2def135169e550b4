package io.lanista.ports.room;

import static io.lanista.ports.room.Boards.bare;
import static io.lanista.ports.room.Boards.claim;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ClaimArbiter} keeps to (spec 4, Claim). */
public abstract class ClaimArbiterContract {
  private static final long NOON = 1_717_171_717_000L;
  private static final int SEEDS = Integer.getInteger("lanista.claims.seeds", 60);

  private ClaimArbiter arbiter;

  /** One that knows no room; closed after the test. */
  protected abstract ClaimArbiter open() throws Exception;

  @BeforeEach
  void openOne() throws Exception {
    arbiter = open();
  }

  @AfterEach
  void closeIt() {
    arbiter.close();
  }

  /** The one that is tested. */
  protected final ClaimArbiter arbiter() {
    return arbiter;
  }

  /** Shows a new room with so many problems. */
  protected final RoomId room(int problems) {
    RoomBoard board = Boards.fresh(problems);
    arbiter.show(board);
    return board.room();
  }

  private ClaimOutcome outcome(RoomId room, Claim claim) {
    return arbiter.claim(room, claim).orElseThrow().outcome();
  }

  @Test
  void theFirstClaimOwnsTheProblem() {
    RoomId room = room(3);
    Claim first = claim("4A", "A", NOON, 7);

    Arbitration decided = arbiter.claim(room, first).orElseThrow();

    assertThat(decided.outcome()).isEqualTo(ClaimOutcome.CLAIMED);
    assertThat(decided.before()).isEmpty();
    assertThat(decided.allLocked()).isFalse();
    assertThat(arbiter.locks(room)).isEqualTo(Map.of(first.problem(), first.lock()));
  }

  @Test
  void anEarlierSubmissionThatIsFoundLaterTakesTheProblem() {
    RoomId room = room(1);
    Claim first = claim("4A", "A", NOON + 60_000, 7);
    Claim earlier = claim("4A", "B", NOON + 55_000, 6);
    arbiter.claim(room, first);

    Arbitration decided = arbiter.claim(room, earlier).orElseThrow();

    assertThat(decided.outcome()).isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(decided.before()).contains(first.lock());
    assertThat(decided.allLocked()).isTrue();
    assertThat(arbiter.locks(room)).containsEntry(earlier.problem(), earlier.lock());
  }

  @Test
  void aLaterSubmissionLosesAndIsToldToWhom() {
    RoomId room = room(1);
    Claim first = claim("4A", "A", NOON, 7);
    arbiter.claim(room, first);

    Arbitration decided = arbiter.claim(room, claim("4A", "B", NOON + 1, 8)).orElseThrow();

    assertThat(decided.outcome()).isEqualTo(ClaimOutcome.LOST);
    assertThat(decided.before()).contains(first.lock());
    assertThat(arbiter.locks(room)).containsEntry(first.problem(), first.lock());
  }

  @Test
  void aRepeatedClaimSeesThatItWon() {
    RoomId room = room(2);
    Claim first = claim("4A", "A", NOON, 7);
    arbiter.claim(room, first);

    Arbitration again = arbiter.claim(room, first).orElseThrow();

    assertThat(again.outcome()).isEqualTo(ClaimOutcome.HELD);
    assertThat(again.before()).contains(first.lock());
    assertThat(again.allLocked()).isFalse();
  }

  @Test
  void severalClaimsAreDecidedInTheirOrder() {
    RoomId room = room(2);
    List<Claim> claims =
        List.of(
            claim("4A", "A", NOON, 7),
            claim("4A", "B", NOON - 1, 6),
            claim("4A", "B", NOON - 1, 6),
            claim("4B", "A", NOON, 8),
            claim("4A", "C", NOON + 1, 9));

    List<Arbitration> decided =
        arbiter.claimAll(room, claims).stream().map(Optional::orElseThrow).toList();

    assertThat(decided)
        .extracting(Arbitration::outcome)
        .containsExactly(
            ClaimOutcome.CLAIMED,
            ClaimOutcome.RECLAIMED,
            ClaimOutcome.HELD,
            ClaimOutcome.CLAIMED,
            ClaimOutcome.LOST);
    assertThat(decided)
        .extracting(Arbitration::allLocked)
        .containsExactly(false, false, false, true, true);
    assertThat(decided.get(1).before()).contains(claims.get(0).lock());
    assertThat(arbiter.claimAll(room, List.of())).isEmpty();
    assertThat(arbiter.claimAll(new RoomId(UUID.randomUUID()), claims))
        .hasSize(5)
        .containsOnly(Optional.empty());
  }

  @Test
  void ofEqualTimesTheLowerSubmissionWinsAsANumber() {
    RoomId room = room(1);
    arbiter.claim(room, claim("4A", "A", NOON, 10));

    assertThat(outcome(room, claim("4A", "B", NOON, 9))).isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(outcome(room, claim("4A", "C", NOON, 11))).isEqualTo(ClaimOutcome.LOST);
    assertThat(outcome(room, claim("4A", "A", NOON, 10))).isEqualTo(ClaimOutcome.LOST);
  }

  @Test
  void ofEqualTimesTheIncumbentKeepsItWhereASubmissionIsNotKnown() {
    RoomId one = room(1);
    arbiter.claim(one, bare("4A", "A", NOON));
    assertThat(outcome(one, claim("4A", "B", NOON, 1))).isEqualTo(ClaimOutcome.LOST);
    assertThat(outcome(one, bare("4A", "A", NOON))).isEqualTo(ClaimOutcome.LOST);

    RoomId other = room(1);
    arbiter.claim(other, claim("4A", "A", NOON, 5));
    assertThat(outcome(other, bare("4A", "B", NOON))).isEqualTo(ClaimOutcome.LOST);
  }

  @Test
  void aReclaimForgetsTheSubmissionOfTheOneBefore() {
    RoomId room = room(1);
    arbiter.claim(room, claim("4A", "A", NOON, 5));
    arbiter.claim(room, bare("4A", "B", NOON - 1));

    assertThat(arbiter.locks(room).get(new ProblemId("4A")).submission()).isEmpty();
    assertThat(outcome(room, claim("4A", "A", NOON, 5))).isEqualTo(ClaimOutcome.LOST);
  }

  @Test
  void comparesTheLargestNumbersExactly() {
    long most = Claim.LARGEST;
    RoomId room = room(1);
    arbiter.claim(room, claim("4A", "A", most, most));

    assertThat(outcome(room, claim("4A", "B", most, most - 1))).isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(outcome(room, claim("4A", "C", most - 1, most - 2)))
        .isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(outcome(room, claim("4A", "D", most - 2, most))).isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(outcome(room, claim("4A", "E", most - 1, 0))).isEqualTo(ClaimOutcome.LOST);
    assertThat(arbiter.locks(room))
        .containsEntry(new ProblemId("4A"), claim("4A", "D", most - 2, most).lock());
  }

  @Test
  void keepsAllDigitsOfMicroseconds() {
    long micros = 1_717_171_717_000_001L;
    RoomId room = room(1);
    arbiter.claim(room, bare("4A", "A", micros + 1));

    assertThat(outcome(room, bare("4A", "B", micros))).isEqualTo(ClaimOutcome.RECLAIMED);
    assertThat(outcome(room, bare("4A", "C", micros))).isEqualTo(ClaimOutcome.LOST);
    assertThat(arbiter.locks(room).get(new ProblemId("4A")).timestamp()).isEqualTo(micros);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a|b",
        "|",
        "a|",
        "|a",
        "a|1717171717000",
        "a:b",
        "a b",
        "Ünïcødé ☃",
        "😀|😀",
        "12"
      })
  void takesAnyVisibleTextForIds(String text) {
    RoomId room = room(2);
    Claim first = claim(text, text, NOON, 3);
    Claim plain = claim("4A", "A", NOON, 4);
    arbiter.claim(room, first);
    arbiter.claim(room, plain);

    assertThat(arbiter.locks(room))
        .isEqualTo(Map.of(first.problem(), first.lock(), plain.problem(), plain.lock()));
    Claim earlier = claim(text, "other", NOON - 1, 2);
    assertThat(arbiter.claim(room, earlier).orElseThrow().before()).contains(first.lock());
  }

  @Test
  void saysWhenEveryProblemHasAnOwner() {
    RoomId room = room(2);

    assertThat(arbiter.claim(room, claim("1A", "A", NOON, 1)).orElseThrow().allLocked()).isFalse();
    assertThat(arbiter.claim(room, claim("1A", "B", NOON - 1, 0)).orElseThrow().allLocked())
        .isFalse();
    assertThat(arbiter.claim(room, claim("1B", "A", NOON, 2)).orElseThrow().allLocked()).isTrue();
    assertThat(arbiter.claim(room, claim("1B", "B", NOON, 3)).orElseThrow().allLocked()).isTrue();
  }

  @Test
  void roomsDoNotKnowEachOther() {
    RoomId one = room(1);
    RoomId other = room(1);
    arbiter.claim(one, claim("4A", "A", NOON, 1));

    assertThat(outcome(other, claim("4A", "B", NOON + 1, 2))).isEqualTo(ClaimOutcome.CLAIMED);
    assertThat(arbiter.locks(one)).hasSize(1);
  }

  @Test
  void aRoomThatWasNotShownIsUnknown() {
    RoomId unknown = new RoomId(UUID.randomUUID());

    assertThat(arbiter.claim(unknown, claim("4A", "A", NOON, 1))).isEmpty();
    assertThat(arbiter.locks(unknown)).isEmpty();
  }

  @Test
  void aForgottenRoomIsUnknownUntilItIsShownAgain() {
    RoomId room = room(1);
    arbiter.claim(room, claim("4A", "A", NOON, 1));

    arbiter.forget(room);
    arbiter.forget(room);

    assertThat(arbiter.claim(room, claim("4A", "B", NOON, 2))).isEmpty();
    assertThat(arbiter.locks(room)).isEmpty();
    arbiter.show(Boards.of(room, 1, 1, Map.of()));
    assertThat(outcome(room, claim("4A", "B", NOON, 2))).isEqualTo(ClaimOutcome.CLAIMED);
  }

  @Test
  void aRoomThatNobodyForgetsIsForgottenInTime() throws InterruptedException {
    RoomBoard board = Boards.kept(Boards.fresh(1), Duration.ofMillis(200));
    arbiter.show(board);
    arbiter.claim(board.room(), claim("4A", "A", NOON, 1));

    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (arbiter.claim(board.room(), claim("4A", "A", NOON, 1)).isPresent()
        && System.nanoTime() < end) {
      Thread.sleep(5);
    }

    assertThat(arbiter.claim(board.room(), claim("4A", "A", NOON, 1))).isEmpty();
    assertThat(arbiter.locks(board.room())).isEmpty();
  }

  @Test
  void aShownLockCountsLikeAClaim() {
    Claim known = claim("4A", "A", NOON, 5);
    RoomBoard board =
        Boards.of(new RoomId(UUID.randomUUID()), 3, 2, Map.of(known.problem(), known.lock()));
    arbiter.show(board);

    assertThat(arbiter.locks(board.room())).isEqualTo(board.locks());
    assertThat(outcome(board.room(), known)).isEqualTo(ClaimOutcome.HELD);
    assertThat(outcome(board.room(), claim("4A", "B", NOON, 6))).isEqualTo(ClaimOutcome.LOST);
    assertThat(outcome(board.room(), claim("4A", "B", NOON, 4))).isEqualTo(ClaimOutcome.RECLAIMED);
  }

  @Test
  void ofTwoLocksTheEarlierStandsWhateverTheVersions() {
    for (long version : new long[] {0, 5, 9}) {
      RoomId room = new RoomId(UUID.randomUUID());
      arbiter.show(Boards.of(room, 5, 3, Map.of()));
      Claim early = claim("1A", "A", NOON, 1);
      Claim late = claim("1B", "A", NOON + 9, 8);
      Claim tied = claim("1C", "A", NOON, 8);
      List.of(early, late, tied).forEach(each -> arbiter.claim(room, each));
      Claim later = claim("1A", "B", NOON + 1, 2);
      Claim earlier = claim("1B", "B", NOON + 1, 2);
      Claim lower = claim("1C", "B", NOON, 7);

      arbiter.show(
          Boards.of(
              room,
              version,
              3,
              Map.of(
                  later.problem(),
                  later.lock(),
                  earlier.problem(),
                  earlier.lock(),
                  lower.problem(),
                  lower.lock())));

      assertThat(arbiter.locks(room))
          .isEqualTo(
              Map.of(
                  early.problem(),
                  early.lock(),
                  earlier.problem(),
                  earlier.lock(),
                  lower.problem(),
                  lower.lock()));
    }
  }

  @Test
  void aBoardTakesNoLockAwayThatItDoesNotHave() {
    RoomId room = room(2);
    Claim claim = claim("4A", "A", NOON, 5);
    arbiter.claim(room, claim);

    arbiter.show(Boards.of(room, 2, 2, Map.of()));

    assertThat(arbiter.locks(room)).containsEntry(claim.problem(), claim.lock());
  }

  @Test
  void anOlderBoardChangesNothingElse() {
    RoomId room = new RoomId(UUID.randomUUID());
    arbiter.show(Boards.of(room, 4, 2, Map.of()));
    arbiter.show(Boards.kept(Boards.of(room, 3, 1, Map.of()), Duration.ZERO));

    assertThat(arbiter.claim(room, claim("4A", "A", NOON, 5)).orElseThrow().allLocked()).isFalse();
    arbiter.show(Boards.of(room, 5, 1, Map.of()));
    assertThat(arbiter.claim(room, claim("4A", "A", NOON, 5)).orElseThrow().allLocked()).isTrue();
  }

  @Test
  void aVeryLongTimeToKeepIsFine() {
    RoomBoard board = Boards.kept(Boards.fresh(1), Duration.ofSeconds(Long.MAX_VALUE));
    arbiter.show(board);

    assertThat(outcome(board.room(), claim("4A", "A", NOON, 5))).isEqualTo(ClaimOutcome.CLAIMED);
  }

  @Test
  void decidesEveryVectorAsItsAuthorsDid() throws IOException {
    List<ClaimVector> vectors = ClaimVector.all();
    Assumptions.assumeFalse(vectors.isEmpty(), "shared/data is not beside the project");
    for (ClaimVector vector : vectors) {
      RoomId room = room(vector.problems());
      for (int i = 0; i < vector.claims().size(); i++) {
        Arbitration decided = arbiter.claim(room, vector.claims().get(i)).orElseThrow();
        assertThat(word(decided.outcome()))
            .as("%s, claim %d", vector.title(), i)
            .isEqualTo(vector.expected().get(i));
        if (vector.before().containsKey(i)) {
          assertThat(withoutSubmission(decided.before().orElseThrow()))
              .as("%s, claim %d", vector.title(), i)
              .isEqualTo(vector.before().get(i));
        }
        int index = i;
        assertThat(decided.allLocked())
            .as("%s, all locked after claim %d", vector.title(), i)
            .isEqualTo(vector.fullAfter().filter(full -> index >= full).isPresent());
      }
      Map<ProblemId, Lock> locks = new HashMap<>();
      arbiter.locks(room).forEach((problem, lock) -> locks.put(problem, withoutSubmission(lock)));
      assertThat(locks).as(vector.title()).isEqualTo(vector.locks());
    }
  }

  private static String word(ClaimOutcome outcome) {
    return switch (outcome) {
      case CLAIMED -> "claimed";
      case RECLAIMED -> "reclaimed";
      case HELD, LOST -> "lost";
    };
  }

  private static Lock withoutSubmission(Lock lock) {
    return new Lock(lock.team(), lock.timestamp(), OptionalLong.empty());
  }

  @Test
  void theSameLocksStandWhateverTheOrderAndHoweverOften() {
    for (int seed = 0; seed < SEEDS; seed++) {
      List<Claim> claims = generated(new Random(seed), 12);
      Map<ProblemId, Lock> expected = earliest(claims);
      List<Claim> delivered = delivered(claims, new Random(~seed));
      RoomId room = room(expected.size());

      Map<ProblemId, Integer> claimed = new HashMap<>();
      for (Claim claim : delivered) {
        Arbitration decided = arbiter.claim(room, claim).orElseThrow();
        if (decided.outcome() == ClaimOutcome.CLAIMED) {
          claimed.merge(claim.problem(), 1, Integer::sum);
        }
        assertThat(decided.allLocked())
            .as("seed %d", seed)
            .isEqualTo(claimed.size() == expected.size());
      }

      assertThat(arbiter.locks(room)).as("seed %d", seed).isEqualTo(expected);
      assertThat(claimed.values()).as("seed %d", seed).containsOnly(1);
    }
  }

  @Test
  void theSameLocksStandWhenManyClaimAndShowAtOnce() throws Exception {
    for (int seed = 0; seed < 4; seed++) {
      List<Claim> claims = generated(new Random(seed), 40);
      Map<ProblemId, Lock> expected = earliest(claims);
      RoomId room = room(expected.size());
      Map<ProblemId, Lock> some =
          claims.stream()
              .collect(Collectors.toMap(Claim::problem, Claim::lock, (one, other) -> other));
      List<Runnable> actions = new ArrayList<>();
      delivered(claims, new Random(~seed))
          .forEach(each -> actions.add(() -> arbiter.claim(room, each).orElseThrow()));
      for (int i = 0; i < 5; i++) {
        RoomBoard board = Boards.of(room, i, expected.size(), some);
        actions.add(actions.size() * i / 5, () -> arbiter.show(board));
      }

      together(actions, 8);

      assertThat(arbiter.locks(room)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1_000})
  void ofManyAtOnceTheEarliestOwnsItAndExactlyOneClaimed(int many) throws Exception {
    RoomId room = room(1);
    List<Integer> order = new ArrayList<>(IntStream.range(0, many).boxed().toList());
    Collections.shuffle(order, new Random(many));
    ConcurrentLinkedQueue<Arbitration> decided = new ConcurrentLinkedQueue<>();
    List<Runnable> actions = new ArrayList<>();
    for (int number : order) {
      // Two of each time, and of those the submission decides.
      Claim claim = claim("4A", "team-" + number % 7, NOON + number / 2, 1_000 + number);
      actions.add(() -> decided.add(arbiter.claim(room, claim).orElseThrow()));
    }

    together(actions, Math.min(many, 32));

    assertThat(arbiter.locks(room))
        .isEqualTo(Map.of(new ProblemId("4A"), claim("4A", "team-0", NOON, 1_000).lock()));
    assertThat(decided).hasSize(many);
    assertThat(decided.stream().filter(each -> each.outcome() == ClaimOutcome.CLAIMED)).hasSize(1);
    assertThat(decided).allMatch(Arbitration::allLocked);
    // Who was told to have lost, lost to an earlier one; locks were handed on without a gap.
    assertThat(
            decided.stream()
                .filter(each -> each.outcome() == ClaimOutcome.RECLAIMED)
                .map(Arbitration::before))
        .doesNotHaveDuplicates();
  }

  /** Claims of up to four problems by five teams at few different times; every id only once. */
  private static List<Claim> generated(Random random, int most) {
    List<Claim> claims = new ArrayList<>();
    int many = 1 + random.nextInt(most);
    for (int i = 0; i < many; i++) {
      claims.add(
          claim(
              "P" + random.nextInt(4),
              "team|" + random.nextInt(5),
              NOON + random.nextInt(4),
              95 + i));
    }
    return claims;
  }

  private static List<Claim> delivered(List<Claim> claims, Random random) {
    List<Claim> delivered = new ArrayList<>();
    for (Claim claim : claims) {
      delivered.addAll(Collections.nCopies(1 + random.nextInt(3), claim));
    }
    Collections.shuffle(delivered, random);
    return delivered;
  }

  private static Map<ProblemId, Lock> earliest(List<Claim> claims) {
    Map<ProblemId, Lock> earliest = new HashMap<>();
    claims.forEach(
        claim ->
            earliest.merge(
                claim.problem(), claim.lock(), (one, other) -> isBefore(other, one) ? other : one));
    return earliest;
  }

  private static boolean isBefore(Lock one, Lock other) {
    return one.timestamp() != other.timestamp()
        ? one.timestamp() < other.timestamp()
        : one.submission().getAsLong() < other.submission().getAsLong();
  }

  /** Runs all of them on so many threads that begin together. */
  private static void together(List<Runnable> actions, int threads) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      ConcurrentLinkedQueue<Runnable> queue = new ConcurrentLinkedQueue<>(actions);
      List<Future<?>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(
            executor.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  for (Runnable next = queue.poll(); next != null; next = queue.poll()) {
                    next.run();
                  }
                  return null;
                }));
      }
      for (Future<?> each : done) {
        each.get(60, TimeUnit.SECONDS);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
