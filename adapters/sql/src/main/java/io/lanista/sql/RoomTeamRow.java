package io.lanista.sql;

import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the teams.
 *
 * @param position of the team in its room
 */
record RoomTeamRow(RoomId roomId, int position, TeamId teamId, String name, String withdrawn) {
  static List<RoomTeamRow> of(Room room) {
    List<RoomTeamRow> rows = new ArrayList<>();
    for (Team team : room.plan().teams()) {
      rows.add(
          new RoomTeamRow(
              room.id(), rows.size(), team.id(), team.name(), room.withdrawn().get(team.id())));
    }
    return rows;
  }
}
