package io.lanista.http.v1;

import io.lanista.engine.room.RoomSnapshot;
import io.lanista.http.json.About;
import io.lanista.http.json.LeftOut;
import io.lanista.http.json.Name;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A room as anyone who may see it is shown it: nothing of a problem that is not revealed. */
@About("A room.")
public record RoomDocument(
    String roomId,
    String format,
    String name,
    @About("waiting, active, judging or ended") String status,
    @About("completed, timeout, forfeit, no_show or cancelled, once gameplay is over.")
        Optional<String> reason,
    @About("Why, in words, where the reason alone would leave one guessing.")
        Optional<String> detail,
    @About("When it starts at the latest, if enough are ready.") Instant startsAt,
    @About("When it did start.") Optional<Instant> startTime,
    @About("When gameplay ends at the latest.") Optional<Instant> deadline,
    long limitSeconds,
    long graceSeconds,
    String judge,
    @Name("public") boolean open,
    List<TeamState> teams,
    @About("How many there are, revealed or not.") int problemCount,
    @About("Those that are revealed.") List<ProblemState> problems,
    @About("Who owns which problem.") Map<String, LockState> locks,
    @About("The problem that is open, in a format that opens one at a time.") @LeftOut
        Optional<String> currentProblem,
    Map<String, Integer> scores,
    @About("The winner's id; null before the end and for a draw.") Optional<String> winner,
    @About("Whether late verdicts may still change the result.") boolean provisional,
    Instant serverTime) {

  /** A team. */
  public record TeamState(
      String id,
      String name,
      List<MemberState> members,
      @About("Whether one of its members is ready.") boolean ready,
      @About("no_show or forfeit, if it plays no longer.") Optional<String> withdrawn,
      int score,
      @About("How many wrong submissions it made.") int wrong) {}

  /** A member of a team. */
  public record MemberState(
      String username,
      String judgeAccount,
      boolean ready,
      @About("When it last gave a sign of life.") Optional<Instant> lastSeen) {}

  /** A problem that is revealed. */
  public record ProblemState(
      String problemId,
      String name,
      Optional<Integer> rating,
      int points,
      Instant revealedAt,
      @About("When it closes at the latest, if it has a limit of its own.") @LeftOut
          Optional<Instant> closesAt,
      @About("When it closed, in a format that opens one at a time.") @LeftOut
          Optional<Instant> closedAt) {}

  /** Who owns a problem. */
  public record LockState(
      String claimedBy,
      @About("When it was solved, in milliseconds since the epoch, by the judge.") long timestamp,
      @About("The judge's id of the submission.") @LeftOut Optional<Long> submissionId) {}

  static RoomDocument of(RoomSnapshot snapshot, Instant now) {
    Room room = snapshot.room();
    return new RoomDocument(
        room.id().toString(),
        room.plan().format(),
        room.plan().name(),
        room.status().word(),
        room.reason().map(EndReason::word),
        room.detail(),
        room.plan().startsAt(),
        room.startedAt(),
        room.deadline(),
        room.plan().limit().toSeconds(),
        room.plan().grace().toSeconds(),
        room.plan().judge(),
        room.plan().open(),
        room.plan().teams().stream().map(team -> team(snapshot, team)).toList(),
        room.problems().size(),
        snapshot.revealed().stream().map(problem -> problem(snapshot, problem)).toList(),
        locks(snapshot),
        snapshot.current().map(ProblemId::text),
        scores(snapshot),
        room.winner().map(TeamId::text),
        room.status() == RoomStatus.JUDGING,
        now);
  }

  static Map<String, Integer> scores(RoomSnapshot snapshot) {
    Map<String, Integer> scores = new LinkedHashMap<>();
    for (Team team : snapshot.room().plan().teams()) {
      scores.put(team.id().text(), snapshot.scores().getOrDefault(team.id(), 0));
    }
    return scores;
  }

  private static TeamState team(RoomSnapshot snapshot, Team team) {
    Room room = snapshot.room();
    List<MemberState> members = team.members().stream().map(m -> member(room, m)).toList();
    return new TeamState(
        team.id().text(),
        team.name(),
        members,
        members.stream().anyMatch(MemberState::ready),
        Optional.ofNullable(room.withdrawn().get(team.id())),
        snapshot.scores().getOrDefault(team.id(), 0),
        room.wrong().getOrDefault(team.id(), 0));
  }

  private static MemberState member(Room room, Member member) {
    Optional<Attendance> attendance =
        Optional.ofNullable(room.members().get(member.username().text()));
    return new MemberState(
        member.username().text(),
        member.account().text(),
        attendance.filter(Attendance::ready).isPresent(),
        attendance.flatMap(Attendance::lastSeen));
  }

  private static ProblemState problem(RoomSnapshot snapshot, Problem problem) {
    Opening opening = snapshot.room().openings().get(problem.id());
    boolean isCurrent = snapshot.current().filter(problem.id()::equals).isPresent();
    return new ProblemState(
        problem.id().text(),
        problem.name(),
        problem.rating(),
        problem.points(),
        opening.revealedAt(),
        problem.limit().filter(any -> isCurrent).map(opening.revealedAt()::plus),
        opening.closedAt());
  }

  private static Map<String, LockState> locks(RoomSnapshot snapshot) {
    Map<String, LockState> locks = new LinkedHashMap<>();
    for (Problem problem : snapshot.revealed()) {
      Optional.ofNullable(snapshot.room().locks().get(problem.id()))
          .ifPresent(lock -> locks.put(problem.id().text(), state(lock)));
    }
    return locks;
  }

  private static LockState state(Lock lock) {
    OptionalLong submission = lock.submission();
    return new LockState(
        lock.team().text(),
        lock.timestamp(),
        submission.isPresent() ? Optional.of(submission.getAsLong()) : Optional.empty());
  }
}
