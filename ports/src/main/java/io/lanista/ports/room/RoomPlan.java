package io.lanista.ports.room;

import io.lanista.ports.player.PlayerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A room as it was asked for. Never changes, but for ratings of members that are found out later.
 *
 * @param format of the {@link RoomFormat} it is played by
 * @param judge the name of its judge
 * @param selection problems to be drawn; empty if they were named
 * @param startsAt when it starts at the latest, if enough are ready
 * @param limit how long gameplay lasts at most
 * @param grace how long late verdicts count after gameplay
 * @param readyWithin after startsAt, what is not ready then does not play
 * @param forfeitAfter of being away; zero for never
 * @param open whether anyone may watch
 * @param mustHaveWinner whether teams that nothing tells apart are told apart by their ids
 */
public record RoomPlan(
    RoomId id,
    String format,
    String name,
    PlayerId creator,
    String judge,
    List<Team> teams,
    Optional<Selection> selection,
    Instant createdAt,
    Instant startsAt,
    Duration limit,
    Duration grace,
    Duration readyWithin,
    Duration forfeitAfter,
    boolean open,
    boolean mustHaveWinner) {
  public RoomPlan {
    Objects.requireNonNull(id);
    Objects.requireNonNull(format);
    Names.checked("name", "A room's name", name);
    Objects.requireNonNull(creator);
    Objects.requireNonNull(judge);
    teams = List.copyOf(teams);
    Objects.requireNonNull(selection);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(startsAt);
    Objects.requireNonNull(limit);
    Objects.requireNonNull(grace);
    Objects.requireNonNull(readyWithin);
    Objects.requireNonNull(forfeitAfter);
  }

  /** The members of all teams. */
  public List<Member> members() {
    return teams.stream().flatMap(team -> team.members().stream()).toList();
  }

  /** The accounts of all members. */
  public List<JudgeAccount> accounts() {
    return members().stream().map(Member::account).toList();
  }

  /** The same with other teams. */
  public RoomPlan withTeams(List<Team> others) {
    return new RoomPlan(
        id,
        format,
        name,
        creator,
        judge,
        others,
        selection,
        createdAt,
        startsAt,
        limit,
        grace,
        readyWithin,
        forfeitAfter,
        open,
        mustHaveWinner);
  }
}
