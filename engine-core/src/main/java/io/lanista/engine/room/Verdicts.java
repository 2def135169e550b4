package io.lanista.engine.room;

import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.event.Subject;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Storage;
import io.lanista.ports.storage.Transaction;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes what judges say about submissions: it is written down first, and then decided about.
 * Thread-safe; everything may be said again.
 */
public final class Verdicts {
  private static final Logger LOG = System.getLogger(Verdicts.class.getName());

  /** After that long somebody else decides about what this engine did not. */
  private static final Duration REPAIR = Duration.ofSeconds(2);

  private final RoomWrites writes;
  private final Storage storage;

  @Inject
  public Verdicts(RoomWrites writes, Storage storage) {
    this.writes = writes;
    this.storage = storage;
  }

  /**
   * What became of a submission.
   *
   * @param submission its id
   * @param rooms in how many open rooms it is written down
   * @param changed whether any of them did not know this yet
   */
  public record Receipt(long submission, int rooms, boolean changed) {}

  /** Receipts, and the rooms in which something is to be decided. */
  private record Taken(List<Receipt> receipts, Set<RoomId> rooms) {}

  /**
   * Writes submissions down in every room they belong to, and decides about them.
   *
   * @param judge its configured name
   * @return a receipt for each, in their order; what has one is durable
   */
  public List<Receipt> take(String judge, List<Submission> submissions) {
    Instant now = writes.now();
    Taken taken = storage.transact(tx -> record(tx, judge, submissions, now));
    taken.rooms().forEach(this::decide);
    return taken.receipts();
  }

  private Taken record(Transaction tx, String judge, List<Submission> submissions, Instant now) {
    Map<RoomId, Optional<Room>> read = new HashMap<>();
    List<Receipt> receipts = new ArrayList<>(submissions.size());
    Set<RoomId> rooms = new LinkedHashSet<>();
    for (Submission each : submissions) {
      int known = 0;
      boolean changed = false;
      for (RoomId id : tx.rooms().playing(judge, each.account())) {
        Optional<Room> room = read.computeIfAbsent(id, unread -> tx.rooms().find(unread));
        Optional<TeamId> team = room.flatMap(found -> entrant(found, each));
        if (team.isPresent()) {
          known++;
          RoomSubmission received =
              new RoomSubmission(each, team.orElseThrow(), RoomSubmission.State.RECEIVED);
          if (tx.rooms().record(id, received)) {
            changed = true;
            if (each.verdict() == Verdict.ACCEPTED || each.verdict() == Verdict.WRONG) {
              rooms.add(id);
            }
          }
        }
      }
      receipts.add(new Receipt(each.id(), known, changed));
    }
    for (RoomId id : rooms) {
      tx.deadlines().set(new Deadline(Subject.room(id), Deadline.Kind.ROOM, now.plus(REPAIR)));
    }
    return new Taken(receipts, rooms);
  }

  /**
   * The team for which a submission may count. One of a problem that is not revealed is treated as
   * one of a problem that the room does not have.
   */
  private static Optional<TeamId> entrant(Room room, Submission submission) {
    return room.status().isPlayed() && room.openings().containsKey(submission.problem())
        ? Places.teamOf(room, submission.account())
            .filter(team -> !"no_show".equals(room.withdrawn().get(team)))
        : Optional.empty();
  }

  private void decide(RoomId room) {
    try {
      writes.change(room, RoomWrites.NOTHING);
    } catch (EngineException later) {
      // It is written down, and the room's deadline is set.
      if (later.code() != ErrorCode.STORAGE_UNAVAILABLE) {
        LOG.log(Level.WARNING, "Room {0} is decided about later: {1}", room, later.getMessage());
      }
    }
  }
}
