package io.lanista.http.v1;

import io.lanista.engine.room.RoomRequest;
import io.lanista.http.json.About;
import io.lanista.http.json.Items;
import io.lanista.http.json.Name;
import io.lanista.http.json.Range;
import io.lanista.http.json.Text;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A wish for a room, as it is sent. What its parts may be is checked where they are read, so that a
 * fault names its place.
 */
@About("A room as it is asked for.")
public record RoomForm(
    @About("arena, blitz or what else is loaded.") @Text(min = 1, max = 64) String format,
    @About("The format's name unless given.") Optional<String> name,
    @About("Who judges it; the server's usual judge unless given.") @Text(max = 32)
        Optional<String> judge,
    @Items(min = 2, max = 64) List<TeamForm> teams,
    @About("The problems; either these or select.") @Items(max = 100)
        Optional<List<ProblemForm>> problems,
    @About("Has problems drawn that no member has solved.") Optional<SelectForm> select,
    @About("At the latest, if enough are ready; now unless given.") Optional<Instant> startsAt,
    @About("How long it is played at most.") @Range(min = 1, max = 604_800) int limitSeconds,
    @About("How long late verdicts count after it; 120 unless given.") @Range(min = 0, max = 600)
        Optional<Integer> graceSeconds,
    @About("Who is not ready so long after the start does not play; 120 unless given.")
        @Range(min = 5, max = 3_600)
        Optional<Integer> readyWithinSeconds,
    @About("A team that is away for so long loses; 0 for never.") @Range(min = 0, max = 3_600)
        Optional<Integer> forfeitAfterSeconds,
    @About("Whether anyone may watch; true unless given.") @Name("public") Optional<Boolean> open,
    @About("Whether a draw is decided by the team's ids.") Optional<Boolean> mustHaveWinner) {

  /** A team. */
  public record TeamForm(
      @About("Any text; team-1 and so on unless given.") Optional<String> id,
      String name,
      @Items(min = 1, max = 16) List<MemberForm> members) {
    public TeamForm {
      id.ifPresent(TeamId::new);
    }

    private Team read(int number) {
      return new Team(
          new TeamId(id.orElse("team-" + number)),
          name,
          members.stream().map(MemberForm::read).toList());
    }
  }

  /** A member of a team. */
  public record MemberForm(
      @About("A registered player.") String username,
      @About("The member's account at the judge.") String judgeAccount) {
    public MemberForm {
      new Username(username);
      new JudgeAccount(judgeAccount);
    }

    private Member read() {
      return new Member(new Username(username), new JudgeAccount(judgeAccount), Optional.empty());
    }
  }

  /** A problem. */
  public record ProblemForm(
      @About("The judge's name for it, such as 1850A.") String problemId,
      @About("Its id unless given.") Optional<String> name,
      @Range(min = 0, max = 10_000) Optional<Integer> rating,
      @About("A tenth of the rating unless given, 1000 without one.")
          @Range(min = 0, max = 1_000_000)
          Optional<Integer> points,
      @About("How long it is open, in a format that opens one at a time.")
          @Range(min = 1, max = 86_400)
          Optional<Integer> limitSeconds) {
    public ProblemForm {
      ProblemId.of(problemId);
    }

    private Problem read() {
      return new Problem(
          ProblemId.of(problemId),
          name.orElse(problemId),
          rating,
          points.orElseGet(() -> Problem.usualPoints(rating)),
          limitSeconds.map(Duration::ofSeconds));
    }
  }

  /** Problems to be drawn. */
  public record SelectForm(
      @Range(min = 1, max = 100) int count,
      @Range(min = 0, max = 10_000) int minRating,
      @Range(min = 0, max = 10_000) int maxRating) {
    public SelectForm {
      new Selection(count, minRating, maxRating);
    }

    private Selection read() {
      return new Selection(count, minRating, maxRating);
    }
  }

  RoomRequest read() {
    List<Team> entered = new ArrayList<>();
    for (TeamForm team : teams) {
      entered.add(team.read(entered.size() + 1));
    }
    return new RoomRequest(
        format,
        name,
        judge,
        entered,
        problems.orElse(List.of()).stream().map(ProblemForm::read).toList(),
        select.map(SelectForm::read),
        startsAt,
        Duration.ofSeconds(limitSeconds),
        graceSeconds.map(Duration::ofSeconds),
        readyWithinSeconds.map(Duration::ofSeconds),
        forfeitAfterSeconds.map(Duration::ofSeconds),
        open.orElse(true),
        mustHaveWinner.orElse(false));
  }
}
