package io.lanista.engine.match;

import static io.lanista.engine.Answered.refusal;
import static io.lanista.engine.Arena.score;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.engine.Arena;
import io.lanista.engine.Arena.Paired;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchStatus;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RematchesTest {
  private final Arena arena = new Arena();
  private final Paired paired = arena.pair();

  @AfterEach
  void stop() {
    arena.close();
  }

  @Test
  void ticketsLeadToTheRematch() {
    Match before = arena.completed(paired);

    Match next = arena.rematches.again(paired.match());

    assertThat(next.id()).isNotEqualTo(paired.match());
    for (Side side : Side.values()) {
      Ticket.Booking booking = arena.poll(paired.ticket(side)).ticket().booking().orElseThrow();
      assertThat(booking.match()).isEqualTo(next.id());
      assertThat(booking.side()).isEqualTo(side);
      assertThat(booking.briefing().opponentCode())
          .isEqualTo(next.entrant(side.other()).connectCode());
    }
    arena.matches.report(next.id(), paired.p1(), score(0, 2));
    arena.matches.report(next.id(), paired.p2(), score(2, 0));
    assertThat(arena.match(next.id()).result().orElseThrow().decision().winner())
        .isEqualTo(Side.P2);
    assertThat(arena.match(paired)).isEqualTo(before);
    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(2);
  }

  @Test
  void rematchExpiresLikeAnyMatch() {
    arena.completed(paired);
    Match next = arena.rematches.again(paired.match());

    arena.pass(Arena.MATCH_TIMEOUT.plus(Duration.ofSeconds(1)));

    assertThat(arena.match(next.id()).status()).isEqualTo(MatchStatus.EXPIRED);
    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void matchThatIsNotOverHasNoRematch() {
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> arena.rematches.again(paired.match()));
    arena.disputed(paired);
    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> arena.rematches.again(paired.match()));

    assertThat(arena.presence.size()).isZero();
  }

  @Test
  void secondRematchOfOneMatchIsRefusedBecauseNobodyCouldPlayIt() {
    arena.completed(paired);
    arena.rematches.again(paired.match());

    refusal(ErrorCode.MATCH_NOT_COMPLETED, () -> arena.rematches.again(paired.match()));

    assertThat(arena.events(DomainEvent.MatchMade.class)).hasSize(2);
  }
}
