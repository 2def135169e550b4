package io.lanista.plugins.blitz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.plugin.Contributed;
import io.lanista.ports.plugin.PluginSettings;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.PlayedRoom;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomFormat;
import io.lanista.ports.room.RoomFormatContract;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BlitzFormatTest extends RoomFormatContract {
  @Override
  protected RoomFormat format() {
    return Contributed.format("blitz", new BlitzPlugin(new PluginSettings("room-blitz", Map.of())));
  }

  private PlayedRoom room(int... points) {
    return PlayedRoom.of(format(), List.of("A", "B"), points);
  }

  private PlayedRoom limited(int problems) {
    return new PlayedRoom(
        format(),
        IntStream.rangeClosed(1, problems)
            .mapToObj(n -> PlayedRoom.problem("P" + n, 10, Optional.of(seconds(60))))
            .toList(),
        List.of(new TeamId("A"), new TeamId("B")));
  }

  private static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static Instant after(int seconds) {
    return PlayedRoom.START.plusSeconds(seconds);
  }

  private Optional<String> current(PlayedRoom room) {
    return format().current(room.view()).map(ProblemId::text);
  }

  private static Opening opening(PlayedRoom room, String problem) {
    return room.view().openings().get(new ProblemId(problem));
  }

  @Test
  void onlyTheFirstProblemIsRevealedAtTheStart() {
    PlayedRoom room = room(10, 20);

    assertThat(room.view().openings()).containsOnlyKeys(new ProblemId("P1"));
    assertThat(current(room)).contains("P1");
    assertThat(room.again()).isEmpty();
  }

  @Test
  void aClaimClosesTheProblemAndRevealsTheNext() {
    PlayedRoom room = room(10, 20).at(seconds(40)).claim("A", "P1", seconds(30));

    assertThat(opening(room, "P1"))
        .isEqualTo(new Opening(PlayedRoom.START, Optional.of(after(30))));
    assertThat(opening(room, "P2")).isEqualTo(new Opening(after(40), Optional.empty()));
    assertThat(current(room)).contains("P2");
    assertThat(room.isOver()).isFalse();
  }

  @Test
  void isOverAfterTheLastProblem() {
    PlayedRoom room =
        room(10, 20).claim("A", "P1", seconds(0)).at(seconds(9)).claim("B", "P2", seconds(9));

    assertThat(room.isOver()).isTrue();
    assertThat(current(room)).isEmpty();
    assertThat(opening(room, "P2").closedAt()).contains(after(9));
  }

  @Test
  void aProblemThatNobodySolvesPassesToTheNextAtItsLimit() {
    PlayedRoom room = limited(2);
    assertThat(room.again()).contains(after(60));

    room.at(seconds(65));

    assertThat(opening(room, "P1").closedAt()).contains(after(60));
    assertThat(opening(room, "P2").revealedAt()).isEqualTo(after(60));
    assertThat(room.again()).contains(after(120));
    assertThat(room.at(seconds(120)).isOver()).isTrue();
  }

  @Test
  void aClaimFoundAfterTheLimitMovesPointsAndNotTheIndex() {
    PlayedRoom room = limited(3).at(seconds(65)).claim("A", "P1", seconds(59));

    assertThat(current(room)).contains("P2");
    assertThat(opening(room, "P1").closedAt()).contains(after(60));
    assertThat(room.view().score(new TeamId("A"))).isEqualTo(10);
  }

  @Test
  void anEarlierClaimFoundLaterMovesPointsAndNotTheIndex() {
    PlayedRoom room = room(10, 20, 30).at(seconds(40)).claim("A", "P1", seconds(35));
    Map<ProblemId, Opening> before = room.view().openings();

    room.claim("B", "P1", seconds(30));

    assertThat(room.view().openings()).isEqualTo(before);
    assertThat(room.ranking()).isEqualTo("B A");
  }

  @Test
  void aClaimOfTheSecondOfTheRevealClosesItNotBeforeThat() {
    PlayedRoom room = room(10, 20).at(Duration.ofMillis(40_500)).claim("A", "P1", seconds(40));

    room.claim("A", "P2", seconds(40));

    assertThat(opening(room, "P2").closedAt()).contains(opening(room, "P2").revealedAt());
  }

  @Test
  void pointsDecideFirstThenTheTimeFromRevealToClaim() {
    PlayedRoom room =
        room(10, 10, 30).at(seconds(20)).claim("A", "P1", seconds(20)).at(seconds(39));
    // A needed 20 seconds, B only 19.
    room.claim("B", "P2", seconds(39));
    assertThat(room.ranking()).isEqualTo("B A");

    assertThat(room.at(seconds(90)).claim("A", "P3", seconds(90)).ranking()).isEqualTo("A B");
  }

  @Test
  void ofEqualTimesFewerWrongDecide() {
    PlayedRoom room =
        room(10, 10, 30).at(seconds(20)).claim("A", "P1", seconds(20)).at(seconds(40));
    room.claim("B", "P2", seconds(40));
    assertThat(room.ranking()).isEqualTo("A=B");

    assertThat(room.wrong("A").ranking()).isEqualTo("B A");
  }

  @Test
  void hasNoSettings() {
    assertThatThrownBy(
            () -> new BlitzPlugin(new PluginSettings("room-blitz", Map.of("limit", "5"))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
