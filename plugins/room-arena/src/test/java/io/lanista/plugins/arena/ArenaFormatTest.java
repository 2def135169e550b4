package io.lanista.plugins.arena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.PlayedRoom;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomFormatContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArenaFormatTest extends RoomFormatContract {
  @Override
  protected RoomFormat format() {
    return Contributed.format("arena", new ArenaPlugin(new PluginSettings("room-arena", Map.of())));
  }

  private PlayedRoom room(int... points) {
    return PlayedRoom.of(format(), List.of("A", "B"), points);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void everythingIsRevealedAtTheStartAndNothingIsCurrent() {
    PlayedRoom room = room(10, 20, 30);

    assertThat(room.view().openings().values())
        .hasSize(3)
        .containsOnly(new Opening(PlayedRoom.START, Optional.empty()));
    assertThat(format().current(room.view())).isEmpty();
    assertThat(room.again()).isEmpty();
  }

  @Test
  void isOverWhenEveryProblemHasAnOwner() {
    PlayedRoom room = room(10, 20).claim("A", "P2", minutes(1));
    assertThat(room.isOver()).isFalse();

    assertThat(room.claim("A", "P1", minutes(2)).isOver()).isTrue();
  }

  @Test
  void pointsDecideFirst() {
    PlayedRoom room = room(10, 20).claim("A", "P1", minutes(1)).claim("B", "P2", minutes(50));

    assertThat(room.wrong("B").ranking()).isEqualTo("B A");
  }

  @Test
  void aReclaimMovesThePoints() {
    PlayedRoom room = room(10, 20).claim("A", "P1", minutes(9));
    assertThat(room.ranking()).isEqualTo("A B");

    assertThat(room.claim("B", "P1", minutes(8)).ranking()).isEqualTo("B A");
  }

  @Test
  void ofEqualPointsTheLowerPenaltyDecides() {
    // A solved at 10 + 20, B at 5 + 26 minutes.
    PlayedRoom room =
        room(10, 20, 20, 10)
            .claim("A", "P1", minutes(10))
            .claim("A", "P2", minutes(20))
            .claim("B", "P3", minutes(5))
            .claim("B", "P4", minutes(26));

    assertThat(room.ranking()).isEqualTo("A B");
  }

  @Test
  void aWrongSubmissionCostsTwentyMinutesOnWhateverProblem() {
    PlayedRoom room =
        room(10, 10, 10).claim("A", "P1", minutes(10)).claim("B", "P2", minutes(30)).wrong("A");
    // Both have 30 minutes now, and A solved earlier.
    assertThat(room.ranking()).isEqualTo("A B");

    assertThat(room.wrong("A").ranking()).isEqualTo("B A");
  }

  @Test
  void ofEqualPenaltiesTheEarlierLastSolveDecides() {
    // Both have 30 minutes.
    PlayedRoom room =
        room(10, 20, 20, 10, 1)
            .claim("A", "P1", minutes(10))
            .claim("A", "P2", minutes(20))
            .claim("B", "P3", minutes(14))
            .claim("B", "P4", minutes(16));

    assertThat(room.ranking()).isEqualTo("B A");
  }

  @Test
  void whatNothingTellsApartIsTogether() {
    PlayedRoom room =
        PlayedRoom.of(format(), List.of("A", "B", "C"), 10, 10, 10)
            .claim("A", "P1", minutes(10))
            .claim("C", "P2", minutes(10));

    assertThat(room.ranking()).isEqualTo("A=C B");
  }

  @Test
  void hasNoSettings() {
    assertThatThrownBy(
            () -> new ArenaPlugin(new PluginSettings("room-arena", Map.of("penalty", "5"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
