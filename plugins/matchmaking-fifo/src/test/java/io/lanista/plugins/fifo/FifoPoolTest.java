package io.lanista.plugins.fifo;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.queue.Candidate;
import io.lanista.ports.queue.Candidates;
import io.lanista.ports.queue.FakePolicy;
import io.lanista.ports.queue.MatchPool;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class FifoPoolTest {
  private static final Instant NOW = Candidates.JOINED;

  private final MatchPool pool = new FifoPool();

  /** A step: who comes, some with an older time, and which of those who came before leave. */
  record Batch(List<int[]> comers, List<Integer> leavers) {}

  @Provide
  Arbitrary<List<Batch>> batches() {
    // Code, wallet and player; few of each, so that most have something in common. If the last is
    // below 3, it waited before, and comes back.
    Arbitrary<int[]> comer =
        Combinators.combine(
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 3),
                Arbitraries.integers().between(0, 9))
            .as((code, wallet, player, back) -> new int[] {code, wallet, player, back});
    return Combinators.combine(
            comer.list().ofMaxSize(5), Arbitraries.integers().between(1, 60).list().ofMaxSize(3))
        .as(Batch::new)
        .list()
        .ofMaxSize(25);
  }

  @Property(tries = 1000)
  void proposesWhatLookingThroughEveryoneWould(@ForAll("batches") List<Batch> batches) {
    MatchPool oracle = new FakePolicy().open(new QueueName("q"));
    MatchPool fifo = new FifoPool();
    long number = 0;
    List<Candidate> refused = new ArrayList<>();
    for (Batch batch : batches) {
      List<Candidate> added = new ArrayList<>(refused);
      refused.clear();
      for (int[] comer : batch.comers()) {
        long waited = comer[3] < 3 ? 20 + comer[3] : 0;
        added.add(
            joined(
                Candidates.of(++number, "CODE#" + comer[0], comer[1], comer[2], 1500),
                NOW.plusSeconds(number - waited)));
      }
      Set<Long> leaving = new HashSet<>();
      batch.leavers().forEach(each -> leaving.add((long) each));
      // Who comes in this batch cannot leave before it.
      added.forEach(each -> leaving.remove(each.number()));

      List<Pairing> proposed = fifo.offer(added, leaving, NOW);

      assertThat(proposed).isEqualTo(oracle.offer(added, leaving, NOW));
      // The queue may refuse a pairing; then one of the two comes back with its old number.
      for (Pairing pairing : proposed) {
        added.stream()
            .filter(each -> each.number() == pairing.second() && each.number() % 3 == 0)
            .forEach(refused::add);
      }
    }
  }

  private static Candidate joined(Candidate candidate, Instant at) {
    return new Candidate(
        candidate.number(),
        candidate.entrant(),
        candidate.rating(),
        at,
        candidate.preferences(),
        candidate.blocks());
  }

  @Test
  void theOldestIsFirstAndTheNewcomerSecond() {
    pool.offer(List.of(Candidates.unrelated(4)), List.of(), NOW);

    assertThat(pool.offer(List.of(Candidates.unrelated(9)), List.of(), NOW))
        .containsExactly(new Pairing(4, 9));
  }

  // Its opponent declined: the ticket is new, the time it waits since is not.
  @Test
  void whoWaitsAgainUnderANewNumberIsServedFirst() {
    Candidate first = Candidates.of(4, "A#1", 7, 0, 1500);
    Candidate second = Candidates.of(5, "B#1", 7, 0, 1500);
    Candidate back = joined(Candidates.of(6, "C#1", 7, 0, 1500), NOW.minusSeconds(30));
    pool.offer(List.of(first, second), List.of(), NOW);
    pool.offer(List.of(back), List.of(), NOW);

    assertThat(pool.offer(List.of(Candidates.unrelated(7)), List.of(), NOW))
        .containsExactly(new Pairing(6, 7));
    assertThat(pool.offer(List.of(Candidates.unrelated(8)), List.of(), NOW))
        .containsExactly(new Pairing(4, 8));
  }

  @Test
  void whoWaitsAgainMeetsTheOldestAndIsTheFirstOfTheTwo() {
    pool.offer(List.of(Candidates.unrelated(4)), List.of(), NOW);

    assertThat(
            pool.offer(
                List.of(joined(Candidates.unrelated(9), NOW.minusSeconds(30))), List.of(), NOW))
        .containsExactly(new Pairing(9, 4));
  }

  @Test
  void whoWaitsAgainComesBeforeThoseOfTheSameBatch() {
    Candidate back = joined(Candidates.unrelated(9), NOW.minusSeconds(30));

    assertThat(
            pool.offer(
                List.of(Candidates.unrelated(7), Candidates.unrelated(8), back), List.of(), NOW))
        .containsExactly(new Pairing(9, 7));
    assertThat(pool.whyWaiting(8)).startsWith("No other agent is waiting");
  }

  @Test
  void tellsWhetherAnyoneElseWaits() {
    pool.offer(List.of(Candidates.of(1, "A#1", 7, 0, 1500)), List.of(), NOW);
    assertThat(pool.whyWaiting(1)).startsWith("No other agent is waiting");

    pool.offer(List.of(Candidates.of(2, "B#1", 7, 0, 1500)), List.of(), NOW);
    assertThat(pool.whyWaiting(1)).startsWith("Everyone else who waits (1) shares");
    assertThat(pool.whyWaiting(3)).contains("not waiting");
  }

  @Test
  void onlyArrivalsChangeAnything() {
    pool.offer(List.of(Candidates.unrelated(1)), List.of(), NOW);

    assertThat(pool.nextChange()).isEmpty();
    assertThat(pool.offer(List.of(), List.of(), NOW.plus(Duration.ofDays(1)))).isEmpty();
  }

  // Looking through everyone would take ten thousand million steps here.
  @Test
  @Timeout(60)
  void manyOfOneOwnerCostTheOthersNothing() {
    int many = 100_000;
    List<Candidate> farm = new ArrayList<>();
    for (int i = 1; i <= many; i++) {
      farm.add(Candidates.of(i, "FARM#" + i, 7, i % 2, 1500));
    }
    assertThat(pool.offer(farm, List.of(), NOW)).isEmpty();

    for (long i = 1; i <= 1_000; i++) {
      long number = many + i;
      assertThat(pool.offer(List.of(Candidates.of(number, "X#" + i, 8, 1, 1500)), List.of(), NOW))
          .containsExactly(new Pairing(2 * i, number));
    }
  }
}
