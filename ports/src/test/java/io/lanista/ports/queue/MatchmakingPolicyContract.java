package io.lanista.ports.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every matchmaking policy keeps to, however it chooses. */
public abstract class MatchmakingPolicyContract {
  private static final QueueName QUEUE = new QueueName("netplay");
  private static final Instant NOW = Candidates.JOINED.plusSeconds(1);

  /** The policy under test. */
  protected abstract MatchmakingPolicy policy();

  @Test
  void someoneAloneWaitsAndIsToldWhy() {
    MatchPool pool = policy().open(QUEUE);

    assertThat(pool.offer(List.of(Candidates.unrelated(1)), List.of(), NOW)).isEmpty();

    assertThat(pool.whyWaiting(1)).isNotBlank();
  }

  @Test
  void twoOfEqualRatingMeetInTime() {
    MatchPool pool = policy().open(QUEUE);
    List<Pairing> pairings =
        new ArrayList<>(
            pool.offer(List.of(Candidates.unrelated(1), Candidates.unrelated(2)), List.of(), NOW));

    Instant now = NOW;
    for (int i = 0; i < 1000 && pairings.isEmpty(); i++) {
      Optional<Instant> next = pool.nextChange();
      assertThat(next).as("when time alone brings them together").isPresent();
      now = next.get().isAfter(now) ? next.get() : now;
      pairings.addAll(pool.offer(List.of(), List.of(), now));
    }

    assertThat(pairings).hasSize(1);
    assertThat(List.of(pairings.get(0).first(), pairings.get(0).second()))
        .containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void whoLeftIsNotProposed() {
    MatchPool pool = policy().open(QUEUE);
    pool.offer(List.of(Candidates.unrelated(1)), List.of(), NOW);

    assertThat(pool.offer(List.of(Candidates.unrelated(2)), List.of(1L), NOW)).isEmpty();
  }

  @Test
  void numbersThatNeverWaitedMayLeave() {
    MatchPool pool = policy().open(QUEUE);

    assertThat(pool.offer(List.of(Candidates.unrelated(1)), List.of(7L), NOW)).isEmpty();
  }

  @Test
  void whoIsOfferedAgainAfterARefusalIsProposedAgain() {
    MatchPool pool = policy().open(QUEUE);
    Candidate one = Candidates.unrelated(1);
    Candidate two = Candidates.unrelated(2);
    pool.offer(List.of(one, two), List.of(), NOW);
    Instant muchLater = NOW.plus(Duration.ofDays(1));
    pool.offer(List.of(), List.of(), muchLater);

    List<Pairing> again = new ArrayList<>(pool.offer(List.of(one, two), List.of(), muchLater));
    again.addAll(pool.offer(List.of(), List.of(), muchLater.plus(Duration.ofDays(1))));

    assertThat(again).hasSize(1);
  }

  @Test
  void poolsKnowNothingOfEachOther() {
    MatchmakingPolicy policy = policy();
    MatchPool here = policy.open(QUEUE);
    MatchPool there = policy.open(new QueueName("other"));

    here.offer(List.of(Candidates.unrelated(1)), List.of(), NOW);

    assertThat(there.offer(List.of(Candidates.unrelated(2)), List.of(), NOW)).isEmpty();
  }

  @Test
  void proposesOnlyWhoWaitsAndNeverAnAgentWithItself() {
    for (long seed = 0; seed < 20; seed++) {
      playRandomly(new Random(seed));
    }
  }

  private void playRandomly(Random random) {
    MatchPool pool = policy().open(QUEUE);
    Map<Long, Candidate> waiting = new TreeMap<>();
    Instant now = NOW;
    long number = 0;
    for (int round = 0; round < 100; round++) {
      List<Long> removed = new ArrayList<>();
      for (Long each : List.copyOf(waiting.keySet())) {
        if (random.nextInt(10) == 0) {
          removed.add(each);
          waiting.remove(each);
        }
      }
      List<Candidate> added = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        Candidate newcomer = related(++number, random);
        added.add(newcomer);
        waiting.put(number, newcomer);
      }
      now = now.plusMillis(random.nextInt(5_000));
      for (Pairing pairing : pool.offer(added, removed, now)) {
        Candidate first = waiting.remove(pairing.first());
        Candidate second = waiting.remove(pairing.second());
        assertThat(first).as("side p1 of %s waits", pairing).isNotNull();
        assertThat(second).as("side p2 of %s waits", pairing).isNotNull();
        assertThat(first.mayMeet(second)).as("%s are two agents", pairing).isTrue();
      }
      for (Long each : waiting.keySet()) {
        assertThat(pool.whyWaiting(each)).isNotBlank();
      }
    }
  }

  // Few codes, wallets and players, so that most have something in common.
  private static Candidate related(long number, Random random) {
    return Candidates.of(
        number,
        "CODE#" + random.nextInt(6),
        random.nextInt(4),
        random.nextInt(3),
        1000 + random.nextInt(1000));
  }
}
