package io.lanista.sql;

import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of one room, in their order. */
record RoomParts(
    RoomRow room,
    List<RoomTeamRow> teams,
    List<RoomMemberRow> members,
    List<RoomProblemRow> problems,
    List<WrongRow> wrong) {
  /** Reads what belongs to rooms, with one statement for each kind of rows. */
  static List<Room> whole(RoomMapper mapper, List<RoomRow> rooms) {
    if (rooms.isEmpty()) {
      return List.of();
    }
    List<RoomId> ids = rooms.stream().map(RoomRow::id).toList();
    Map<RoomId, List<RoomTeamRow>> teams = grouped(mapper.teams(ids), RoomTeamRow::roomId);
    Map<RoomId, List<RoomMemberRow>> members = grouped(mapper.members(ids), RoomMemberRow::roomId);
    Map<RoomId, List<RoomProblemRow>> problems =
        grouped(mapper.problems(ids), RoomProblemRow::roomId);
    Map<RoomId, List<WrongRow>> wrong = grouped(mapper.wrong(ids), WrongRow::roomId);
    return rooms.stream()
        .map(
            room ->
                new RoomParts(
                        room,
                        teams.getOrDefault(room.id(), List.of()),
                        members.getOrDefault(room.id(), List.of()),
                        problems.getOrDefault(room.id(), List.of()),
                        wrong.getOrDefault(room.id(), List.of()))
                    .whole())
        .toList();
  }

  private static <R> Map<RoomId, List<R>> grouped(List<R> rows, Function<R, RoomId> room) {
    return rows.stream().collect(Collectors.groupingBy(room));
  }

  private Room whole() {
    Map<ProblemId, Opening> openings = new HashMap<>();
    Map<ProblemId, Lock> locks = new HashMap<>();
    List<Problem> named = new ArrayList<>();
    for (RoomProblemRow problem : problems) {
      named.add(problem.problem());
      problem.opening().ifPresent(opening -> openings.put(problem.problemId(), opening));
      problem.lock().ifPresent(lock -> locks.put(problem.problemId(), lock));
    }
    Map<String, Attendance> attendance = new HashMap<>();
    members.forEach(member -> attendance.put(member.username(), member.attendance()));
    Map<TeamId, String> withdrawn = new HashMap<>();
    teams.stream()
        .filter(team -> team.withdrawn() != null)
        .forEach(team -> withdrawn.put(team.teamId(), team.withdrawn()));
    return new Room(
        room.plan(entered()),
        room.version(),
        room.status(),
        named,
        openings,
        locks,
        attendance,
        withdrawn,
        wrong.stream().collect(Collectors.toMap(WrongRow::teamId, WrongRow::wrong)),
        Optional.ofNullable(room.startedAt()),
        Optional.ofNullable(room.deadline()),
        Optional.ofNullable(room.stoppedAt()),
        Optional.ofNullable(room.endedAt()),
        Optional.ofNullable(room.reason()),
        Optional.ofNullable(room.detail()),
        Optional.ofNullable(room.winner()),
        room.lastEvent());
  }

  private List<Team> entered() {
    List<List<Member>> ofTeam = new ArrayList<>();
    teams.forEach(team -> ofTeam.add(new ArrayList<>()));
    members.forEach(member -> ofTeam.get(member.team()).add(member.member()));
    return teams.stream()
        .map(team -> new Team(team.teamId(), team.name(), ofTeam.get(team.position())))
        .toList();
  }
}
