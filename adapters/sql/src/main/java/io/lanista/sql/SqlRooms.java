package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import io.lanista.ports.storage.RoomStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Rooms and their logs in tables. */
final class SqlRooms implements RoomStore {
  /** Databases allow a statement some 30,000 values. */
  private static final int MOST_AT_ONCE = 10_000;

  private final Session session;
  private final Set<RoomId> locked = new HashSet<>();

  SqlRooms(Session session) {
    this.session = session;
  }

  @Override
  public void insert(Room room) {
    if (room.version() != 1) {
      throw new IllegalStateException("A new room has version 1, not " + room.version() + ".");
    }
    session.write(RowBatches::newRooms, List.of(RoomRow.of(room)));
    session.write(RowBatches::newRoomTeams, RoomTeamRow.of(room));
    session.write(RowBatches::newRoomMembers, RoomMemberRow.of(room));
    session.write(RowBatches::newRoomProblems, RoomProblemRow.of(room));
  }

  @Override
  public Optional<Room> find(RoomId id) {
    RoomMapper mapper = session.reading(RoomMapper.class);
    lock(id);
    return mapper.find(id).map(found -> RoomParts.whole(mapper, List.of(found)).get(0));
  }

  /** In a transaction that writes, nobody else writes this room or its log until it ends. */
  private void lock(RoomId id) {
    if (session.isWritable() && locked.add(id)) {
      session.reading(RoomMapper.class).lock(id);
    }
  }

  @Override
  public boolean update(Room from, Room to) {
    if (!to.id().equals(from.id()) || to.version() != from.version() + 1) {
      throw new IllegalStateException(
          "After version "
              + from.version()
              + " of room "
              + from.id()
              + " comes the next, not version "
              + to.version()
              + " of room "
              + to.id()
              + ".");
    }
    if (session.write(RowBatches::rooms, List.of(RoomRow.of(to))) == 0) {
      return false;
    }
    // From here on nobody else writes this room, and what is stored is "from".
    session.write(RowBatches::roomTeams, Changes.of(RoomTeamRow.of(from), RoomTeamRow.of(to)));
    session.write(
        RowBatches::roomMembers, Changes.of(RoomMemberRow.of(from), RoomMemberRow.of(to)));
    List<RoomProblemRow> problems = RoomProblemRow.of(to);
    if (from.problems().equals(to.problems())) {
      session.write(RowBatches::roomProblems, Changes.of(RoomProblemRow.of(from), problems));
    } else {
      session.writing(RoomMapper.class).removeProblems(to.id());
      session.write(RowBatches::newRoomProblems, problems);
    }
    return true;
  }

  @Override
  public void seen(RoomId id, Username member, Instant at) {
    session.writing(RoomMapper.class).seen(id, member.key(), at);
  }

  @Override
  public Page<Room> recent(Optional<Cursor> after, int limit) {
    RoomMapper mapper = session.reading(RoomMapper.class);
    List<RoomRow> rows =
        after.isEmpty()
            ? mapper.newest(limit + 1)
            : mapper.newestAfter(after.get().value(), Pages.id(after.get()), limit + 1);
    Page<RoomRow> page =
        Pages.of(
            rows, limit, last -> new Cursor(Micros.of(last.createdAt()), last.id().toString()));
    return new Page<>(RoomParts.whole(mapper, page.items()), page.next());
  }

  @Override
  public List<RoomId> open(int limit) {
    return session.reading(RoomMapper.class).open(limit);
  }

  @Override
  public int openBy(PlayerId creator) {
    return session.reading(RoomMapper.class).openBy(creator);
  }

  @Override
  public List<RoomId> playing(String judge, JudgeAccount account) {
    return session.reading(RoomMapper.class).playing(judge, account);
  }

  @Override
  public void append(RoomId id, List<RoomEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    long last = session.writing(RoomMapper.class).lastEvent(id);
    List<RoomEventRow> rows = new ArrayList<>(events.size());
    for (RoomEvent event : events) {
      if (event.id() != last + 1) {
        throw new IllegalStateException(
            "Event " + event.id() + " of room " + id + " cannot follow event " + last + ".");
      }
      last++;
      rows.add(RoomEventRow.of(id, event));
    }
    session.write(RowBatches::roomEvents, rows);
  }

  @Override
  public Map<RoomId, Long> lastEvents(Collection<RoomId> rooms) {
    RoomMapper mapper = session.reading(RoomMapper.class);
    List<RoomId> all = List.copyOf(rooms);
    Map<RoomId, Long> last = new HashMap<>();
    for (int from = 0; from < all.size(); from += MOST_AT_ONCE) {
      mapper
          .lastEvents(all.subList(from, Math.min(all.size(), from + MOST_AT_ONCE)))
          .forEach(row -> last.put(row.id(), row.lastEvent()));
    }
    return last;
  }

  @Override
  public List<RoomEvent> events(RoomId id, long after, int limit) {
    return session.reading(RoomMapper.class).events(id, after, limit).stream()
        .map(RoomEventRow::event)
        .toList();
  }

  @Override
  public boolean record(RoomId id, RoomSubmission submission) {
    lock(id);
    RoomSubmissionRow row = RoomSubmissionRow.of(id, submission);
    RoomMapper mapper = session.writing(RoomMapper.class);
    Optional<Verdict> known = mapper.verdict(id, row.submission());
    if (known.isEmpty()) {
      return session.write(RowBatches::newRoomSubmissions, List.of(row)) > 0;
    }
    if (known.get() != Verdict.PENDING || row.verdict() == Verdict.PENDING) {
      return false;
    }
    mapper.judge(id, row.submission(), row.verdict());
    return session.send() > 0;
  }

  @Override
  public List<RoomSubmission> undecided(RoomId id) {
    lock(id);
    return logged(session.reading(RoomMapper.class).undecided(id));
  }

  @Override
  public boolean isWaitingForVerdicts(RoomId id) {
    return session.reading(RoomMapper.class).isWaitingForVerdicts(id);
  }

  @Override
  public void decide(RoomId id, long submission, RoomSubmission.State state) {
    session.writing(RoomMapper.class).decide(id, submission, state);
  }

  @Override
  public List<RoomSubmission> submissions(RoomId id) {
    return logged(session.reading(RoomMapper.class).submissions(id));
  }

  private static List<RoomSubmission> logged(List<RoomSubmissionRow> rows) {
    return rows.stream().map(RoomSubmissionRow::logged).toList();
  }
}
