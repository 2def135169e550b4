package io.lanista.plugins.sprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.room.PlayedRoom;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomFormatContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SprintFormatTest extends RoomFormatContract {
  @Override
  protected RoomFormat format() {
    return format(Map.of());
  }

  private static RoomFormat format(Map<String, String> settings) {
    return Contributed.format(
        "sprint", new SprintPlugin(new PluginSettings("room-sprint", settings)));
  }

  private PlayedRoom room(int problems) {
    return PlayedRoom.of(format(), List.of("A", "B", "C"), new int[problems]);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  @Test
  void everythingIsRevealedAtTheStart() {
    assertThat(room(3).view().openings()).hasSize(3);
  }

  @Test
  void halfOfTheProblemsRoundedUpWin() {
    PlayedRoom room = room(5).claim("A", "P1", minutes(1)).claim("A", "P2", minutes(2));
    assertThat(room.isOver()).isFalse();

    assertThat(room.claim("A", "P3", minutes(3)).isOver()).isTrue();
    assertThat(room.ranking()).isEqualTo("A B=C");
  }

  @Test
  void theOperatorMaySayHowManyWin() {
    PlayedRoom room =
        PlayedRoom.of(format(Map.of("problems-to-win", "1")), List.of("A", "B"), new int[4]);

    assertThat(room.claim("B", "P4", minutes(1)).isOver()).isTrue();
  }

  @Test
  void isOverWhenAllAreOwnedAndNobodyHasEnough() {
    PlayedRoom room =
        room(3)
            .claim("A", "P1", minutes(3))
            .claim("B", "P2", minutes(2))
            .claim("C", "P3", minutes(4));

    assertThat(room.isOver()).isTrue();
    assertThat(room.ranking()).isEqualTo("B A C");
  }

  @Test
  void whoHadEnoughFirstIsAheadOfWhoHasMore() {
    PlayedRoom room =
        PlayedRoom.of(format(Map.of("problems-to-win", "2")), List.of("A", "B"), new int[6]);
    room.claim("A", "P1", minutes(1)).claim("A", "P2", minutes(9));

    // Found after the end: B had two at minute 8.
    room.claim("B", "P3", minutes(8)).claim("B", "P4", minutes(7)).claim("A", "P5", minutes(2));
    assertThat(room.ranking()).isEqualTo("A B");

    assertThat(room.claim("B", "P5", minutes(1)).ranking()).isEqualTo("B A");
  }

  @Test
  void whoHasNotEnoughIsRankedByProblemsAndThenByTheLastSolve() {
    PlayedRoom room = room(9).claim("C", "P1", minutes(1));
    room.claim("A", "P2", minutes(8)).claim("A", "P3", minutes(2));
    room.claim("B", "P4", minutes(7)).claim("B", "P5", minutes(6));

    assertThat(room.ranking()).isEqualTo("B A C");
  }

  @Test
  void refusesARoomThatNobodyCanWin() {
    RoomFormat four = format(Map.of("problems-to-win", "4"));

    assertThat(four.refusal(room(4).view().problems(), 2)).isEmpty();
    assertThat(four.refusal(room(3).view().problems(), 2).orElseThrow())
        .contains("4 problems", "problems-to-win", "has 3");
    assertThat(format().refusal(room(1).view().problems(), 2)).isEmpty();
  }

  @Test
  void refusesSettingsItDoesNotKnow() {
    assertThatThrownBy(() -> format(Map.of("problems-to-win", "101")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> format(Map.of("problem-to-win", "3")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
