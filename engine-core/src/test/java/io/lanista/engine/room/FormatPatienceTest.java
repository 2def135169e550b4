package io.lanista.engine.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.room.RoomId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How long a format that takes too long is left alone. */
class FormatPatienceTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final FormatPatience patience = new FormatPatience();
  private final RoomId room = new RoomId(new UUID(1, 1));

  @Test
  void pausesGrowUntilItIsOver() {
    Instant now = START;
    for (int pause : new int[] {2, 4, 8, 16}) {
      patience.late(room, now);
      assertThat(patience.allows(room, now.plusSeconds(pause).minusNanos(1))).isFalse();
      now = now.plusSeconds(pause);
      assertThat(patience.allows(room, now)).isTrue();
      assertThat(patience.isOver(room)).isFalse();
    }
    patience.late(room, now);
    assertThat(patience.isOver(room)).isTrue();
  }

  @Test
  void aRoomThatAnotherEngineServesNowAndThenIsNotGivenUp() {
    for (int i = 0; i < 20; i++) {
      patience.late(room, START.plusSeconds(30L * i));
    }
    assertThat(patience.isOver(room)).isFalse();
    assertThat(patience.allows(room, START.plusSeconds(572))).isTrue();
  }

  @Test
  void anAnswerOrAnotherRoomBeginsAnew() {
    patience.late(room, START);
    assertThat(patience.allows(new RoomId(new UUID(1, 2)), START)).isTrue();
    patience.answered(room);
    assertThat(patience.allows(room, START)).isTrue();
  }
}
