package io.lanista.engine.room;

import io.lanista.ports.event.Subject;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Team;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What becomes of a room by what was drawn for it. */
final class RoomDrawing {
  private RoomDrawing() {}

  /** Whether problems have to be drawn for a room. */
  static boolean isNeeded(Room room) {
    return room.status() == RoomStatus.WAITING
        && room.problems().isEmpty()
        && room.plan().selection().isPresent();
  }

  /**
   * Whether ratings of members have to be found out, which may tell teams apart at the end (spec 4,
   * Score).
   */
  static boolean lacksRatings(Room room) {
    return room.status() != RoomStatus.ENDED
        && room.plan().members().stream().anyMatch(member -> member.rating().isEmpty());
  }

  /** The room with its problems, if it still needs them, and the ratings that are known now. */
  static Room with(Room room, List<Problem> drawn, Map<JudgeAccount, Integer> ratings) {
    boolean needed = isNeeded(room);
    return room.planned(
        rated(room.plan(), ratings),
        needed ? drawn : room.problems(),
        needed ? Optional.empty() : room.detail());
  }

  /** The room with the reason why it has no problems yet. */
  static Room without(Room room, String why) {
    return room.planned(room.plan(), room.problems(), Optional.of(why));
  }

  /**
   * Writes a change, unless somebody wrote meanwhile, and has the room looked at: it may have
   * waited for this.
   */
  static boolean write(Transaction tx, Room from, Room to, Instant now) {
    RoomId id = from.id();
    if (!tx.rooms().update(from, to)) {
      return false;
    }
    tx.deadlines().set(new Deadline(Subject.room(id), Deadline.Kind.ROOM, now));
    return true;
  }

  private static RoomPlan rated(RoomPlan plan, Map<JudgeAccount, Integer> ratings) {
    List<Team> teams =
        plan.teams().stream()
            .map(
                team ->
                    new Team(
                        team.id(),
                        team.name(),
                        team.members().stream().map(member -> rated(member, ratings)).toList()))
            .toList();
    return plan.withTeams(teams);
  }

  private static Member rated(Member member, Map<JudgeAccount, Integer> ratings) {
    Optional<Integer> known = Optional.ofNullable(ratings.get(member.account()));
    return new Member(member.username(), member.account(), member.rating().or(() -> known));
  }
}
