package io.lanista.engine.room;

import static io.lanista.engine.room.Race.A;
import static io.lanista.engine.room.Race.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who wins where a format cannot tell teams apart (spec 4, Score). */
class StandingsTest {
  private static final List<Set<TeamId>> TIED = List.of(Set.of(A, B));

  private static Team team(TeamId id, Integer... ratings) {
    List<Member> members = new ArrayList<>();
    for (Integer rating : ratings) {
      String name = "m" + id + members.size() + "x";
      members.add(
          new Member(new Username(name), new JudgeAccount(name), Optional.ofNullable(rating)));
    }
    return new Team(id, id.text(), members);
  }

  private static Room room(boolean mustHaveWinner, Map<TeamId, String> withdrawn, Team... teams) {
    RoomPlan plan =
        new RoomPlan(
            new RoomId(new UUID(1, 1)),
            "arena",
            "room",
            new PlayerId(new UUID(1, 2)),
            "hook",
            List.of(teams),
            Optional.empty(),
            Instant.EPOCH,
            Instant.EPOCH,
            Duration.ofHours(1),
            Duration.ZERO,
            Duration.ofMinutes(2),
            Duration.ZERO,
            true,
            mustHaveWinner);
    return new Room(
        plan,
        1,
        RoomStatus.ACTIVE,
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        withdrawn,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0);
  }

  @Test
  void theFirstOfTheRankingWins() {
    Room room = room(false, Map.of(), team(A, 10), team(B, 5));
    assertThat(Standings.winner(room, List.of(Set.of(A), Set.of(B)))).contains(A);
  }

  @Test
  void ofTiedTeamsTheLowerAverageRatingWins() {
    Room room = room(false, Map.of(), team(A, 1000, 2000), team(B, 1499, 1499, null));
    assertThat(Standings.winner(room, TIED)).contains(B);
  }

  @Test
  void teamsOfTheSameAverageDraw() {
    Room room = room(false, Map.of(), team(A, 1000, 2000), team(B, 1500));
    assertThat(Standings.winner(room, TIED)).isEmpty();
  }

  @Test
  void aTeamOfWhichNoRatingIsKnownIsNotComparedByIt() {
    Room room = room(false, Map.of(), team(A, 1000), team(B, (Integer) null));
    assertThat(Standings.winner(room, TIED)).isEmpty();
  }

  @Test
  void aRoomThatMustHaveAWinnerHasTheLowestId() {
    Room room = room(true, Map.of(), team(B, 7), team(A, 7));
    assertThat(Standings.winner(room, TIED)).contains(A);
  }

  @Test
  void theLowestIdIsTakenOfTheLowestRatedOnly() {
    TeamId c = new TeamId("C");
    Room room = room(true, Map.of(), team(A, 9), team(c, 7), team(B, 7));
    assertThat(Standings.winner(room, List.of(Set.of(A, B, c)))).contains(B);
  }

  @Test
  void teamsThatWithdrewCannotWin() {
    Room room = room(false, Map.of(A, "forfeit"), team(A, 10), team(B, 5));
    assertThat(Standings.winner(room, List.of(Set.of(A), Set.of(B)))).contains(B);
    Room left = room(false, Map.of(A, "forfeit", B, "forfeit"), team(A, 10), team(B, 5));
    assertThat(Standings.winner(left, TIED)).isEmpty();
  }
}
