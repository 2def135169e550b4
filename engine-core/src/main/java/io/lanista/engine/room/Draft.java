package io.lanista.engine.room;

import io.lanista.ports.player.Username;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.Claim;
import io.lanista.ports.room.ClaimOutcome;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Lock;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.TeamId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room in the course of one change: what is true of it so far, what its viewers will be told, and
 * what was decided. Nothing outside changes. Used by one thread.
 */
final class Draft {
  private final Room from;
  private final Instant now;
  private final Map<ProblemId, Opening> openings;
  private final Map<ProblemId, Lock> locks;
  private final Map<String, Attendance> members;
  private final Map<TeamId, String> withdrawn;
  private final Map<TeamId, Integer> wrong;
  private final List<RoomEvent> events = new ArrayList<>();
  private final Map<Long, RoomSubmission.State> decided = new LinkedHashMap<>();
  private final Map<Claim, ClaimOutcome> claims = new LinkedHashMap<>();
  private final List<Username> seen = new ArrayList<>();
  private RoomStatus status;
  private Optional<Instant> startedAt;
  private Optional<Instant> deadline;
  private Optional<Instant> stoppedAt;
  private Optional<Instant> endedAt;
  private Optional<EndReason> reason;
  private Optional<String> detail;
  private Optional<TeamId> winner;

  Draft(Room from, Instant now) {
    this.from = from;
    this.now = now;
    openings = new HashMap<>(from.openings());
    locks = new HashMap<>(from.locks());
    members = new HashMap<>(from.members());
    withdrawn = new HashMap<>(from.withdrawn());
    wrong = new HashMap<>(from.wrong());
    status = from.status();
    startedAt = from.startedAt();
    deadline = from.deadline();
    stoppedAt = from.stoppedAt();
    endedAt = from.endedAt();
    reason = from.reason();
    detail = from.detail();
    winner = from.winner();
  }

  /** The room as it was read. */
  Room from() {
    return from;
  }

  /** The instant of this change. */
  Instant now() {
    return now;
  }

  RoomStatus status() {
    return status;
  }

  /** The room as it is so far, still of the version it was read in. */
  Room room() {
    return room(from.version());
  }

  private Room room(long version) {
    return new Room(
        from.plan(),
        version,
        status,
        from.problems(),
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
        detail,
        winner,
        from.lastEvent() + events.size());
  }

  void start() {
    status = RoomStatus.ACTIVE;
    startedAt = Optional.of(now);
    deadline = Optional.of(now.plus(from.plan().limit()));
  }

  void open(ProblemId problem, Opening opening) {
    openings.put(problem, opening);
  }

  void attend(Username member, Attendance attendance) {
    members.put(member.text(), attendance);
    seen.add(member);
  }

  void withdraw(TeamId team, String why) {
    withdrawn.put(team, why);
  }

  /** Gameplay is over. */
  void stop(EndReason why, Optional<String> inWords) {
    status = RoomStatus.JUDGING;
    stoppedAt = Optional.of(now);
    reason = Optional.of(why);
    detail = inWords;
  }

  /** What an ending says is replaced, because the room could not be judged. */
  void blame(EndReason why, String inWords) {
    reason = Optional.of(why);
    detail = Optional.of(inWords);
  }

  void award(Optional<TeamId> team) {
    winner = team;
  }

  void end() {
    status = RoomStatus.ENDED;
    endedAt = Optional.of(now);
  }

  Optional<Lock> lock(ProblemId problem) {
    return Optional.ofNullable(locks.get(problem));
  }

  void lock(ProblemId problem, Lock lock) {
    locks.put(problem, lock);
  }

  void unlock(ProblemId problem) {
    locks.remove(problem);
  }

  void countWrong(TeamId team) {
    wrong.merge(team, 1, Integer::sum);
  }

  /** One of those was none. */
  void discountWrong(TeamId team) {
    wrong.computeIfPresent(team, (same, count) -> count > 1 ? count - 1 : null);
  }

  void decide(long submission, RoomSubmission.State state) {
    decided.put(submission, state);
  }

  /** What became of a submission of the log, by now. */
  RoomSubmission.State state(RoomSubmission logged) {
    return decided.getOrDefault(logged.submission().id(), logged.state());
  }

  /** Remembers what became of a claim, for the arbiter to be compared with. */
  void claimed(Claim claim, ClaimOutcome outcome) {
    claims.put(claim, outcome);
  }

  void tell(String type, Map<String, Object> data) {
    events.add(new RoomEvent(from.lastEvent() + events.size() + 1, type, data, now));
  }

  Change change() {
    boolean same = room().equals(from) && decided.isEmpty();
    Room to = same ? from : room(from.version() + 1);
    return new Change(from, to, events, decided, claims, seen);
  }
}
