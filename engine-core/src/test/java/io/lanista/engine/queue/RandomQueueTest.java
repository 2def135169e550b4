package io.lanista.engine.queue;

import static io.lanista.engine.Answered.by;
import static io.lanista.engine.Arena.QUEUE;
import static io.lanista.engine.Arena.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.match.Match;
import io.lanista.ports.queue.Pairing;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.queue.TicketStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random histories, faults included: after each step memory and storage tell the same story. */
class RandomQueueTest {
  private static final int STEPS = 250;

  private final List<TicketId> tickets = new ArrayList<>();
  private final Set<Long> numbers = new HashSet<>();
  private long newest;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nobodyIsEverInTwoPlaces(long seed) {
    Random random = new Random(seed);
    Arena arena = new Arena();
    try {
      for (int step = 0; step < STEPS; step++) {
        arena = step(arena, random);
        check(arena);
      }
    } finally {
      arena.close();
    }
  }

  private Arena step(Arena arena, Random random) {
    switch (random.nextInt(12)) {
      case 0 -> by(arena.queue.leave(any(random)));
      case 1 -> arena.pass(Duration.ofSeconds(random.nextInt(200)));
      case 2 -> arena.queue.poll(any(random), Arena.ADDRESS);
      case 3 -> refused(arena, () -> joins(arena, random, 3));
      case 4 -> distorted(arena, random);
      case 5 -> {
        if (random.nextInt(10) == 0) {
          return arena.restarted();
        }
        arena.policies.replace("arrival", new ArrivalPolicy());
      }
      default -> joins(arena, random, 1 + random.nextInt(6));
    }
    return arena;
  }

  private static void refused(Arena arena, Runnable joins) {
    arena.storage.refuseCommits(true);
    joins.run();
    arena.storage.refuseCommits(false);
  }

  private void distorted(Arena arena, Random random) {
    ArrivalPolicy policy = new ArrivalPolicy();
    policy.distort(
        pairings -> {
          if (random.nextInt(3) == 0) {
            throw new IllegalStateException("a bad day");
          }
          List<Pairing> more = new ArrayList<>(pairings);
          more.add(new Pairing(newest + 1, 1 + random.nextInt((int) newest + 1)));
          more.addAll(pairings);
          return more;
        });
    arena.policies.replace("arrival", policy);
    joins(arena, random, 4);
    arena.policies.replace("arrival", new ArrivalPolicy());
  }

  private TicketId any(Random random) {
    return tickets.isEmpty()
        ? new TicketId(new java.util.UUID(1, 1))
        : tickets.get(random.nextInt(tickets.size()));
  }

  private void joins(Arena arena, Random random, int count) {
    List<CompletableFuture<TicketView>> joins = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int agent = random.nextInt(12);
      Optional<String> key =
          random.nextInt(3) == 0
              ? Optional.of("key " + agent + " " + random.nextInt(40))
              : Optional.empty();
      joins.add(
          arena.queue.join(request("R#" + agent, Optional.of(Arena.wallet(1 + agent / 2)), key)));
    }
    for (CompletableFuture<TicketView> join : joins) {
      try {
        Ticket ticket = by(join).ticket();
        if (numbers.add(ticket.number())) {
          tickets.add(ticket.id());
          newest = Math.max(newest, ticket.number());
        }
        Optional<Ticket> stored = arena.stored(tx -> tx.tickets().find(ticket.id()));
        assertThat(stored).isPresent();
      } catch (EngineException refused) {
        assertThat(refused.getMessage()).isNotBlank();
      }
    }
  }

  private void check(Arena arena) {
    // A round of the loop may just have been caused by time: a command settles it.
    by(arena.queue.sweep());
    List<Ticket> waiting = arena.stored(tx -> tx.tickets().waiting(QUEUE));
    assertThat(arena.queue.size()).isEqualTo(waiting.size());
    Set<String> agents = new HashSet<>();
    for (Ticket ticket : waiting) {
      assertThat(agents.add(ticket.entrant().agentKey())).isTrue();
      TicketView view = arena.queue.poll(ticket.id(), Arena.ADDRESS).orElseThrow();
      assertThat(view.position()).contains(1 + waiting.indexOf(ticket));
    }
    Set<String> seats = new HashSet<>();
    for (TicketId id : tickets) {
      Ticket ticket = arena.stored(tx -> tx.tickets().find(id)).orElseThrow();
      if (ticket.status() == TicketStatus.MATCHED) {
        Ticket.Booking booking = ticket.booking().orElseThrow();
        assertThat(seats.add(booking.match() + " " + booking.side())).isTrue();
        Match match = arena.match(booking.match());
        assertThat(match.entrant(booking.side())).isEqualTo(ticket.entrant());
        assertThat(match.p1().sameAgent(match.p2())).isFalse();
      }
    }
  }
}
