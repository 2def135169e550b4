package io.lanista.engine.room;

import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which teams left a room that is being played: those none of whose members gave a sign of life.
 *
 * @param awayAfter without a sign, a member is away
 * @param listeningSince nobody can have been heard before; what an engine that was down did not
 *     hear is held against nobody
 */
record Absence(Duration awayAfter, Instant listeningSince) {
  /** When which teams have left if nothing is heard of them; none in a room without forfeits. */
  Map<Instant, TreeSet<TeamId>> leaving(Room room) {
    Map<Instant, TreeSet<TeamId>> leaving = new TreeMap<>();
    if (!room.plan().forfeitAfter().isZero()) {
      for (Team team : room.plan().teams()) {
        if (!room.withdrawn().containsKey(team.id())) {
          leaving.computeIfAbsent(leaves(room, team), at -> new TreeSet<>()).add(team.id());
        }
      }
    }
    return leaving;
  }

  private Instant leaves(Room room, Team team) {
    Instant heard = later(room.startedAt().orElseThrow(), listeningSince);
    for (Member member : team.members()) {
      Optional<Instant> seen =
          Optional.ofNullable(room.members().get(member.username().text()))
              .flatMap(Attendance::lastSeen);
      heard = later(heard, seen.orElse(heard));
    }
    return heard.plus(awayAfter).plus(room.plan().forfeitAfter());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /**
   * Withdraws the teams that left, those first that left first, until one is left.
   *
   * @return whether at most one is left
   */
  boolean withdraw(Draft draft) {
    for (Map.Entry<Instant, TreeSet<TeamId>> each : leaving(draft.room()).entrySet()) {
      if (each.getKey().isAfter(draft.now())) {
        return false;
      }
      for (TeamId team : each.getValue()) {
        draft.withdraw(team, "forfeit");
        RoomEvents.withdrawn(draft, team, "forfeit");
      }
      List<TeamId> left = Standings.playing(draft.room());
      if (left.size() <= 1) {
        return true;
      }
    }
    return false;
  }
}
