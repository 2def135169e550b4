package io.lanista.engine.room;

import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Whether a waiting room can start (spec 4, Forfeit and readiness). Pure. */
final class Readiness {
  /** How long before its start a room is entered. */
  static final Duration ENTRANCE = Duration.ofSeconds(5);

  private Readiness() {}

  /** From when on members can be ready. */
  static Instant opens(Room room) {
    return room.plan().startsAt().minus(ENTRANCE);
  }

  /**
   * From when on who is not ready does not play.
   *
   * @param listeningSince nobody could say so before
   */
  static Instant deadline(Room room, Instant listeningSince) {
    Instant start = room.plan().startsAt();
    Instant heard = start.isAfter(listeningSince) ? start : listeningSince;
    return heard.plus(room.plan().readyWithin());
  }

  static boolean isOver(Room room, Instant listeningSince, Instant now) {
    return !now.isBefore(deadline(room, listeningSince));
  }

  /** Whether nobody has to be waited for any more, before that deadline. */
  static boolean isComplete(Room room, Instant now) {
    List<Team> teams = room.plan().teams();
    boolean itsTime = !now.isBefore(room.plan().startsAt());
    return teams.stream()
        .allMatch(
            team ->
                itsTime
                    ? team.members().stream().anyMatch(member -> isReady(room, member))
                    : team.members().stream().allMatch(member -> isReady(room, member)));
  }

  /** The teams of which nobody is ready. */
  static List<TeamId> missing(Room room) {
    return room.plan().teams().stream()
        .filter(team -> team.members().stream().noneMatch(member -> isReady(room, member)))
        .map(Team::id)
        .toList();
  }

  private static boolean isReady(Room room, Member member) {
    Attendance attendance = room.members().get(member.username().text());
    return attendance != null && attendance.ready();
  }
}
