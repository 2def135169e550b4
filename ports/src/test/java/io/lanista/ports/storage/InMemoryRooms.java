package io.lanista.ports.storage;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.Attendance;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Opening;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.TeamId;
import io.lanista.ports.room.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rooms of an {@link InMemoryTransaction}. */
final class InMemoryRooms implements RoomStore {
  private static final Comparator<Room> OLDEST_FIRST =
      Comparator.comparing((Room room) -> room.plan().createdAt())
          .thenComparing(room -> room.id().toString());

  private final Supplier<InMemoryState> reading;
  private final Supplier<InMemoryState> writing;

  InMemoryRooms(Supplier<InMemoryState> reading, Supplier<InMemoryState> writing) {
    this.reading = reading;
    this.writing = writing;
  }

  @Override
  public void insert(Room room) {
    must(room.version() == 1, "A new room has version 1.");
    must(
        writing.get().rooms.putIfAbsent(room.id(), stored(room, Map.of())) == null,
        "A room with this id is there already.");
  }

  @Override
  public Optional<Room> find(RoomId id) {
    return Optional.ofNullable(reading.get().rooms.get(id)).map(this::withCounts);
  }

  @Override
  public boolean update(Room from, Room to) {
    must(
        to.id().equals(from.id()) && to.version() == from.version() + 1,
        "An update is of the next version of the same room.");
    Room there = writing.get().rooms.get(from.id());
    if (there == null || there.version() != from.version()) {
      return false;
    }
    writing.get().rooms.put(to.id(), stored(to, there.members()));
    return true;
  }

  @Override
  public void seen(RoomId id, Username member, Instant at) {
    Room room = writing.get().rooms.get(id);
    if (room == null) {
      return;
    }
    Instant kept = StoredPrecision.cut(at);
    Map<String, Attendance> members = new HashMap<>(room.members());
    members.replaceAll(
        (name, attendance) ->
            new Username(name).key().equals(member.key())
                    && attendance.lastSeen().filter(last -> !last.isBefore(kept)).isEmpty()
                ? new Attendance(attendance.ready(), Optional.of(kept))
                : attendance);
    writing.get().rooms.put(id, with(room, members, Map.of()));
  }

  @Override
  public Page<Room> recent(Optional<Cursor> after, int limit) {
    return InMemoryTransaction.page(
        reading.get().rooms.values().stream()
            .filter(room -> room.plan().open())
            .map(this::withCounts),
        room ->
            new Cursor(InMemoryTransaction.micros(room.plan().createdAt()), room.id().toString()),
        after,
        limit);
  }

  @Override
  public List<RoomId> open(int limit) {
    return ids(
        reading.get().rooms.values().stream()
            .filter(room -> room.status() != RoomStatus.ENDED)
            .sorted(OLDEST_FIRST)
            .limit(limit));
  }

  @Override
  public int openBy(PlayerId creator) {
    return Math.toIntExact(
        reading.get().rooms.values().stream()
            .filter(room -> room.status() != RoomStatus.ENDED)
            .filter(room -> room.plan().creator().equals(creator))
            .count());
  }

  @Override
  public List<RoomId> playing(String judge, JudgeAccount account) {
    return ids(
        reading.get().rooms.values().stream()
            .filter(room -> room.plan().judge().equals(judge))
            .filter(room -> room.status().isPlayed())
            .filter(room -> room.plan().accounts().contains(account))
            .sorted(Comparator.comparing(room -> room.id().toString())));
  }

  private static List<RoomId> ids(Stream<Room> rooms) {
    return rooms.map(Room::id).toList();
  }

  @Override
  public void append(RoomId id, List<RoomEvent> events) {
    List<RoomEvent> log = new ArrayList<>(writing.get().roomEvents.getOrDefault(id, List.of()));
    for (RoomEvent event : events) {
      must(
          event.id() == log.size() + 1L,
          "The event after " + log.size() + " cannot be " + event.id() + ".");
      log.add(
          StoredPrecision.of(
              new RoomEvent(
                  event.id(), event.type(), InMemoryJson.read(event.data()), event.at())));
    }
    writing.get().roomEvents.put(id, List.copyOf(log));
  }

  @Override
  public Map<RoomId, Long> lastEvents(Collection<RoomId> rooms) {
    return rooms.stream()
        .map(reading.get().rooms::get)
        .filter(Objects::nonNull)
        .collect(Collectors.toMap(Room::id, Room::lastEvent));
  }

  @Override
  public List<RoomEvent> events(RoomId id, long after, int limit) {
    return reading.get().roomEvents.getOrDefault(id, List.of()).stream()
        .filter(event -> event.id() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public boolean record(RoomId id, RoomSubmission submission) {
    TreeMap<Long, RoomSubmission> log = new TreeMap<>(log(writing.get(), id));
    Submission now = submission.submission();
    RoomSubmission known = log.get(now.id());
    if (known != null
        && (known.submission().verdict() != Verdict.PENDING || now.verdict() == Verdict.PENDING)) {
      return false;
    }
    log.put(now.id(), known == null ? submission : judged(known, now.verdict()));
    writing.get().roomSubmissions.put(id, log);
    return true;
  }

  private static RoomSubmission judged(RoomSubmission known, Verdict verdict) {
    Submission made = known.submission();
    return new RoomSubmission(
        new Submission(made.id(), made.account(), made.problem(), made.submittedAt(), verdict),
        known.team(),
        known.state());
  }

  @Override
  public List<RoomSubmission> undecided(RoomId id) {
    return submissions(id).stream()
        .filter(submission -> submission.state() == RoomSubmission.State.RECEIVED)
        .filter(
            submission ->
                submission.submission().verdict() == Verdict.ACCEPTED
                    || submission.submission().verdict() == Verdict.WRONG)
        .toList();
  }

  @Override
  public boolean isWaitingForVerdicts(RoomId id) {
    return submissions(id).stream()
        .anyMatch(submission -> submission.submission().verdict() == Verdict.PENDING);
  }

  @Override
  public void decide(RoomId id, long submission, RoomSubmission.State state) {
    TreeMap<Long, RoomSubmission> log = new TreeMap<>(log(writing.get(), id));
    log.computeIfPresent(submission, (same, known) -> known.with(state));
    writing.get().roomSubmissions.put(id, log);
  }

  @Override
  public List<RoomSubmission> submissions(RoomId id) {
    return List.copyOf(log(reading.get(), id).values());
  }

  private static Map<Long, RoomSubmission> log(InMemoryState state, RoomId id) {
    return state.roomSubmissions.getOrDefault(id, new TreeMap<>());
  }

  private Room withCounts(Room room) {
    Map<TeamId, Integer> wrong = new HashMap<>();
    for (RoomSubmission submission : submissions(room.id())) {
      if (submission.submission().verdict() == Verdict.WRONG
          && submission.state() == RoomSubmission.State.COUNTED) {
        wrong.merge(submission.team(), 1, Integer::sum);
      }
    }
    return with(room, room.members(), wrong);
  }

  /** As it is kept; of those who were seen before, that stays. */
  private static Room stored(Room room, Map<String, Attendance> before) {
    Map<String, Attendance> members = new LinkedHashMap<>();
    room.plan().members().stream()
        .map(member -> member.username().text())
        .forEach(
            name -> {
              Attendance given =
                  room.members().getOrDefault(name, new Attendance(false, Optional.empty()));
              members.put(
                  name,
                  StoredPrecision.of(
                      new Attendance(
                          given.ready(),
                          before.containsKey(name)
                              ? before.get(name).lastSeen()
                              : given.lastSeen())));
            });
    return with(room, members, Map.of());
  }

  private static Room with(Room room, Map<String, Attendance> members, Map<TeamId, Integer> wrong) {
    Map<ProblemId, Opening> openings = new HashMap<>(room.openings());
    openings.replaceAll((problem, opening) -> StoredPrecision.of(opening));
    return StoredPrecision.of(
        new Room(
            StoredPrecision.of(room.plan()),
            room.version(),
            room.status(),
            room.problems(),
            openings,
            room.locks(),
            members,
            room.withdrawn(),
            wrong,
            room.startedAt(),
            room.deadline(),
            room.stoppedAt(),
            room.endedAt(),
            room.reason(),
            room.detail(),
            room.winner(),
            room.lastEvent()));
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}
