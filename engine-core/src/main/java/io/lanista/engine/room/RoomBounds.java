package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.room.Member;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Team;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What a room may be asked to be. Pure. */
final class RoomBounds {
  static final Duration USUAL_GRACE = Duration.ofSeconds(120);
  static final Duration USUAL_READY = Duration.ofSeconds(120);
  private static final int MOST_TEAMS = 64;
  private static final int MOST_MEMBERS = 16;
  private static final int MOST_PROBLEMS = 100;
  private static final Duration LONGEST = Duration.ofDays(7);
  private static final Duration LONGEST_GRACE = Duration.ofSeconds(600);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(3_600);
  private static final Duration LONGEST_PROBLEM = Duration.ofDays(1);
  private static final Duration LATEST_PAST = Duration.ofSeconds(60);
  private static final Duration FURTHEST = Duration.ofDays(30);

  private RoomBounds() {}

  /**
   * Refuses a request that is out of bounds.
   *
   * @throws EngineException INVALID_REQUEST naming the field
   */
  static void check(RoomRequest request, Instant now) {
    checkTeams(request.teams());
    checkProblems(request);
    between("limit_seconds", request.limit(), Duration.ofSeconds(1), LONGEST);
    request.grace().ifPresent(d -> between("grace_seconds", d, Duration.ZERO, LONGEST_GRACE));
    request
        .readyWithin()
        .ifPresent(d -> between("ready_within_seconds", d, Duration.ofSeconds(5), LONGEST_WAIT));
    request
        .forfeitAfter()
        .ifPresent(d -> between("forfeit_after_seconds", d, Duration.ZERO, LONGEST_WAIT));
    Optional<Instant> start = request.startsAt();
    must(
        start.filter(at -> at.isBefore(now.minus(LATEST_PAST))).isEmpty()
            && start.filter(at -> at.isAfter(now.plus(FURTHEST))).isEmpty(),
        "starts_at",
        "A room starts now or within 30 days.");
  }

  private static void checkTeams(List<Team> teams) {
    must(
        teams.size() >= 2 && teams.size() <= MOST_TEAMS,
        "teams",
        "A room has 2 to " + MOST_TEAMS + " teams.");
    must(isDistinct(teams, Team::id), "id", "Two teams have the same id.");
    for (Team team : teams) {
      must(
          !team.members().isEmpty() && team.members().size() <= MOST_MEMBERS,
          "members",
          "A team has 1 to " + MOST_MEMBERS + " members; '" + team.name() + "' has others.");
    }
    List<Member> members = teams.stream().flatMap(team -> team.members().stream()).toList();
    must(
        isDistinct(members, member -> member.username().key()),
        "username",
        "Somebody is in this room twice; a player has one place in one team.");
    must(
        isDistinct(members, Member::account),
        "judge_account",
        "A judge account is in this room twice; each member has one of its own.");
  }

  private static void checkProblems(RoomRequest request) {
    List<Problem> problems = request.problems();
    must(
        problems.isEmpty() == request.selection().isPresent(),
        "problems",
        "A room has problems, or select to have them drawn: one of the two.");
    must(
        problems.size() <= MOST_PROBLEMS,
        "problems",
        "A room has 1 to " + MOST_PROBLEMS + " problems.");
    must(
        isDistinct(problems, problem -> ProblemId.of(problem.id().text())),
        "problem_id",
        "A problem is in this room twice.");
    for (Problem problem : problems) {
      problem
          .limit()
          .ifPresent(d -> between("limit_seconds", d, Duration.ofSeconds(1), LONGEST_PROBLEM));
    }
  }

  private static <T> boolean isDistinct(List<T> all, Function<T, Object> key) {
    Set<Object> keys = new HashSet<>();
    return all.stream().map(key).allMatch(keys::add);
  }

  private static void between(String field, Duration value, Duration least, Duration most) {
    must(
        value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
        field,
        field + " is " + least.toSeconds() + " to " + most.toSeconds() + ".");
  }

  static void must(boolean holds, String field, String otherwise) {
    if (!holds) {
      throw EngineException.field(ErrorCode.INVALID_REQUEST, field, otherwise);
    }
  }
}
