package io.lanista.plugins.eloband;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Candidates;
import io.lanista.ports.queue.Pairing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.BeforeTry;

/** That the pool does what looking at every pair would. */
class EloBandRuleTest {
  private static final Bands BANDS = new Bands(200, 100, Duration.ofSeconds(30), 500);

  // One instance of this class plays all tries: each begins anew.
  private EloBandPool pool;
  private EveryPair oracle;
  private Map<Long, Candidate> waiting;
  private Set<Long> paired;

  @BeforeTry
  void begin() {
    pool = new EloBandPool(BANDS);
    oracle = new EveryPair();
    waiting = new HashMap<>();
    paired = new HashSet<>();
  }

  // Small batches into a small pool, and large ones in which trees and common traits come up.
  @Property(tries = 600, shrinking = ShrinkingMode.OFF)
  void pairsWhomLookingAtEveryPairWould(@ForAll long seed) {
    play(new Random(seed), 40, 6);
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void pairsLargeBatchesAsLookingAtEveryPairWould(@ForAll long seed) {
    play(new Random(seed), 6, 250);
  }

  private void play(Random random, int rounds, int most) {
    Crowd crowd = new Crowd(random);
    Instant now = Candidates.JOINED;
    List<Candidate> refused = List.of();
    for (int round = 0; round < rounds; round++) {
      now = now.plus(Crowd.PAUSES[random.nextInt(Crowd.PAUSES.length)]);
      List<Candidate> added = new ArrayList<>(refused);
      added.addAll(crowd.come(most, now));
      Set<Long> removed = crowd.leave(most / 2);
      added.forEach(each -> removed.remove(each.number()));
      refused = offer(added, removed, now, random);
    }
  }

  /** Answers who comes back because the queue refused its pairing. */
  private List<Candidate> offer(
      List<Candidate> added, Set<Long> removed, Instant now, Random random) {
    waiting.keySet().removeAll(removed);
    added.forEach(each -> waiting.put(each.number(), each));
    paired.removeAll(added.stream().map(Candidate::number).toList());

    List<Pairing> pairings = pool.offer(added, removed, now);

    assertThat(pairings).isEqualTo(oracle.offer(added, removed, now));
    List<Candidate> refused = new ArrayList<>();
    for (Pairing pairing : pairings) {
      assertThat(paired.add(pairing.first())).isTrue();
      assertThat(paired.add(pairing.second())).isTrue();
      Candidate first = waiting.remove(pairing.first());
      Candidate second = waiting.remove(pairing.second());
      if (random.nextInt(8) == 0) {
        refused.add(random.nextBoolean() ? first : second);
      }
    }
    return refused;
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void nobodyEligibleIsLeftWaitingWhenTimeIsTakenAsThePoolSays(@ForAll long seed) {
    Random random = new Random(seed);
    Crowd crowd = new Crowd(random);
    Instant now = Candidates.JOINED;
    List<Candidate> all = crowd.come(60, now);
    pool.offer(all, Set.of(), now);

    for (Optional<Instant> next = pool.nextChange(); next.isPresent(); next = pool.nextChange()) {
      assertThat(next.get()).isAfter(now);
      // Up to the moment that the pool names, nobody becomes eligible.
      Instant before = next.get().minusNanos(1);
      List<Candidate> left = all.stream().filter(this::waits).toList();
      for (Candidate one : left) {
        assertThat(left).noneMatch(other -> EveryPair.areEligible(one, other, before));
      }
      now = next.get();
      pool.offer(List.of(), Set.of(), now);
    }
    // Nobody widens any more, so nobody ever becomes eligible.
    List<Candidate> left = all.stream().filter(this::waits).toList();
    Instant muchLater = now.plus(Duration.ofDays(1));
    for (Candidate one : left) {
      assertThat(left).noneMatch(other -> EveryPair.areEligible(one, other, muchLater));
    }
  }

  private boolean waits(Candidate each) {
    return !pool.whyWaiting(each.number()).equals("This agent is not waiting here.");
  }

  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void reasonAndEstimateNameTheFirstInstantThatTimeAloneAllows(@ForAll long seed) {
    Random random = new Random(seed);
    Crowd crowd = new Crowd(random);
    Instant now = Candidates.JOINED;
    for (int round = 0; round < 3; round++) {
      now = now.plusSeconds(random.nextInt(40));
      List<Candidate> added = crowd.come(12, now);
      assertThat(pool.offer(added, Set.of(), now)).isEqualTo(oracle.offer(added, Set.of(), now));
    }
    for (Candidate one : oracle.waiting()) {
      Optional<Instant> first = oracle.firstMeeting(one.number(), now);
      String reason = pool.whyWaiting(one.number());
      if (first.isPresent()) {
        assertThat(reason).contains(" at " + first.get() + ".");
        if (isFirstOfBoth(one, first.get(), now)) {
          assertThat(pool.estimatedWait(one.number(), now))
              .contains(Duration.between(now, first.get()));
        }
      } else {
        assertThat(reason).doesNotContain(" at 2026");
      }
    }
  }

  /** Whether all who first become eligible for it then have nobody sooner. */
  private boolean isFirstOfBoth(Candidate one, Instant first, Instant now) {
    return oracle.waiting().stream()
        .filter(other -> other != one && EveryPair.areEligible(one, other, first))
        .allMatch(other -> oracle.firstMeeting(other.number(), now).equals(Optional.of(first)));
  }
}
