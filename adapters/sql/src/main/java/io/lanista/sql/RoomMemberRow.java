package io.lanista.sql;

import io.lanista.ports.player.Username;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Team;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A row of the members.
 *
 * @param team its position in the room
 * @param position of the member in its team
 * @param playing whether the room is active or judging
 */
record RoomMemberRow(
    RoomId roomId,
    String usernameKey,
    int team,
    int position,
    String username,
    String judge,
    JudgeAccount account,
    Integer rating,
    boolean playing,
    boolean ready,
    Instant lastSeen) {
  private static final Attendance ABSENT = new Attendance(false, Optional.empty());

  static List<RoomMemberRow> of(Room room) {
    List<RoomMemberRow> rows = new ArrayList<>();
    for (int team = 0; team < room.plan().teams().size(); team++) {
      Team entered = room.plan().teams().get(team);
      for (int position = 0; position < entered.members().size(); position++) {
        rows.add(of(room, team, position, entered.members().get(position)));
      }
    }
    return rows;
  }

  private static RoomMemberRow of(Room room, int team, int position, Member member) {
    Attendance attendance = room.members().getOrDefault(member.username().text(), ABSENT);
    return new RoomMemberRow(
        room.id(),
        member.username().key(),
        team,
        position,
        member.username().text(),
        room.plan().judge(),
        member.account(),
        member.rating().orElse(null),
        room.status().isPlayed(),
        attendance.ready(),
        attendance.lastSeen().orElse(null));
  }

  Member member() {
    return new Member(new Username(username), account, Optional.ofNullable(rating));
  }

  Attendance attendance() {
    return new Attendance(ready, Optional.ofNullable(lastSeen));
  }
}
