package io.lanista.ports.room;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A room with everything that is true of it now.
 *
 * <p>Its store writes it whole, but for {@code wrong}, which is counted from the submissions, and
 * {@code lastSeen} of its members.
 *
 * @param version 1 when it is made, one more with every update
 * @param problems in their order; empty as long as they have to be drawn
 * @param openings of the problems that were revealed
 * @param members who is ready and was here when, by {@link Member#username} as entered
 * @param withdrawn teams that play no longer, and why: {@code no_show} or {@code forfeit}
 * @param startedAt when gameplay began
 * @param deadline when gameplay ends at the latest; set with startedAt
 * @param stoppedAt when gameplay ended
 * @param endedAt when the result became final
 * @param detail why, in words, where the reason alone would leave one guessing
 * @param winner after gameplay: empty for a draw, or if nobody could win
 * @param lastEvent the id of its last event; 0 before the first
 */
public record Room(
    RoomPlan plan,
    long version,
    RoomStatus status,
    List<Problem> problems,
    Map<ProblemId, Opening> openings,
    Map<ProblemId, Lock> locks,
    Map<String, Attendance> members,
    Map<TeamId, String> withdrawn,
    Map<TeamId, Integer> wrong,
    Optional<Instant> startedAt,
    Optional<Instant> deadline,
    Optional<Instant> stoppedAt,
    Optional<Instant> endedAt,
    Optional<EndReason> reason,
    Optional<String> detail,
    Optional<TeamId> winner,
    long lastEvent) {
  public Room {
    Objects.requireNonNull(plan);
    Objects.requireNonNull(status);
    problems = List.copyOf(problems);
    openings = Map.copyOf(openings);
    locks = Map.copyOf(locks);
    members = Map.copyOf(members);
    withdrawn = Map.copyOf(withdrawn);
    wrong = Map.copyOf(wrong);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(deadline);
    Objects.requireNonNull(stoppedAt);
    Objects.requireNonNull(endedAt);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(detail);
    Objects.requireNonNull(winner);
  }

  public RoomId id() {
    return plan.id();
  }

  /** The same as another version. */
  public Room withVersion(long other) {
    return new Room(
        plan, other, status, problems, openings, locks, members, withdrawn, wrong, startedAt,
        deadline, stoppedAt, endedAt, reason, detail, winner, lastEvent);
  }

  /** The next version, with what is found out before a room starts. */
  public Room planned(RoomPlan found, List<Problem> drawn, Optional<String> why) {
    return new Room(
        found,
        version + 1,
        status,
        drawn,
        openings,
        locks,
        members,
        withdrawn,
        wrong,
        startedAt,
        deadline,
        stoppedAt,
        endedAt,
        reason,
        why,
        winner,
        lastEvent);
  }
}
