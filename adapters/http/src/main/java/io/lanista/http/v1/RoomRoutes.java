package io.lanista.http.v1;

import io.lanista.engine.room.RoomFeed;
import io.lanista.engine.room.RoomSnapshot;
import io.lanista.engine.room.RoomWatcher;
import io.lanista.engine.room.Rooms;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.http.sse.EventSink;
import io.lanista.http.sse.EventStream;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.storage.Cursor;
import io.lanista.ports.storage.Page;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Rooms: making them, playing in them, watching them (spec 4, HTTP). */
public final class RoomRoutes {
  private static final String TAG = "rooms";

  /** 64 teams of 16 members, with names as long as they may be. */
  private static final long LARGEST_ROOM = 1_048_576;

  private final Rooms rooms;
  private final RoomFeed feed;
  private final Clock clock;

  public RoomRoutes(Rooms rooms, RoomFeed feed, Clock clock) {
    this.rooms = rooms;
    this.feed = feed;
    this.clock = clock;
  }

  /** One line of a list. */
  public record RoomLine(
      String roomId,
      String format,
      String name,
      String status,
      Optional<String> reason,
      Instant startsAt,
      Optional<Instant> startTime,
      Optional<Instant> deadline,
      int problemCount,
      Map<String, Integer> scores,
      Optional<String> winner) {
    static RoomLine of(RoomSnapshot snapshot) {
      var room = snapshot.room();
      return new RoomLine(
          room.id().toString(),
          room.plan().format(),
          room.plan().name(),
          room.status().word(),
          room.reason().map(reason -> reason.word()),
          room.plan().startsAt(),
          room.startedAt(),
          room.deadline(),
          room.problems().size(),
          RoomDocument.scores(snapshot),
          room.winner().map(winner -> winner.text()));
    }
  }

  /** A page of rooms. */
  public record RoomPage(List<RoomLine> rooms, Optional<String> nextCursor) {}

  /** A sign of life was noted. */
  public record Seen(Instant serverTime) {}

  /** Which problem somebody says it solved. */
  public record SyncForm(@About("As the room shows it.") String problemId) {
    public SyncForm {
      ProblemId.of(problemId);
    }
  }

  /** The judge will be asked. */
  public record Asked(boolean asked) {}

  public List<Route<?, ?>> routes() {
    return List.of(create(), list(), get(), ready(), heartbeat(), sync(), cancel());
  }

  /** The streams that go with the routes. */
  public List<EventStream> streams() {
    return List.of(
        EventStream.at(
                "roomEvents",
                "/api/v1/rooms/{id}/events",
                TAG,
                "What happens in a room, from its state of now or from the last event you saw.",
                this::watch)
            .access(Access.KEY_OPTIONAL)
            .errors(ErrorCode.ROOM_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE));
  }

  private Route<?, ?> create() {
    return Route.post("createRoom", "/api/v1/rooms", RoomForm.class, RoomDocument.class)
        .tag(TAG)
        .summary("Makes a room; you may cancel it.")
        .access(Access.KEY)
        .status(201)
        .bodyLimit(LARGEST_ROOM)
        .errors(
            ErrorCode.INVALID_USERNAME,
            ErrorCode.ROOM_REFUSED,
            ErrorCode.PLUGIN_FAILED,
            ErrorCode.STORAGE_UNAVAILABLE)
        .handleBlocking(
            (call, form) -> {
              RoomSnapshot made = rooms.create(call.caller(Player.class), form.read());
              call.respondWith("Location", "/api/v1/rooms/" + made.room().id());
              return shown(made);
            });
  }

  private Route<?, ?> list() {
    return Route.get("listRooms", "/api/v1/rooms", RoomPage.class)
        .tag(TAG)
        .summary("Public rooms, the newest first.")
        .query(Paging.query())
        .errors(ErrorCode.INVALID_CURSOR, ErrorCode.STORAGE_UNAVAILABLE)
        .handleBlocking(
            (call, none) -> {
              Page<RoomSnapshot> page = rooms.recent(Paging.cursor(call), Paging.limit(call));
              return new RoomPage(
                  page.items().stream().map(RoomLine::of).toList(), page.next().map(Cursor::text));
            });
  }

  private Route<?, ?> get() {
    return Route.get("getRoom", "/api/v1/rooms/{id}", RoomDocument.class)
        .tag(TAG)
        .summary("A room; a private one is only found by its members and its creator.")
        .access(Access.KEY_OPTIONAL)
        .errors(ErrorCode.ROOM_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
        .handleBlocking((call, none) -> shown(rooms.view(id(call), viewer(call))));
  }

  private Route<?, ?> ready() {
    return Route.post("readyForRoom", "/api/v1/rooms/{id}/ready", RoomDocument.class)
        .tag(TAG)
        .summary("Says that you are ready; the room starts when all are.")
        .access(Access.KEY)
        .errors(memberErrors())
        .handleBlocking((call, none) -> shown(rooms.ready(id(call), call.caller(Player.class))));
  }

  private Route<?, ?> heartbeat() {
    return Route.post("beatInRoom", "/api/v1/rooms/{id}/heartbeat", Seen.class)
        .tag(TAG)
        .summary("Shows that you are there; every 15 seconds is enough.")
        .access(Access.KEY)
        .errors(
            ErrorCode.ROOM_NOT_FOUND,
            ErrorCode.NOT_YOUR_ROOM,
            ErrorCode.ROOM_ENDED,
            ErrorCode.STORAGE_UNAVAILABLE)
        .handleBlocking(
            (call, none) -> {
              rooms.heartbeat(id(call), call.caller(Player.class));
              return new Seen(clock.instant());
            });
  }

  private Route<?, ?> sync() {
    return Route.post("syncRoom", "/api/v1/rooms/{id}/sync", SyncForm.class, Asked.class)
        .tag(TAG)
        .summary("Has the judge asked about you now; once a minute.")
        .access(Access.KEY)
        .status(202)
        .errors(memberErrors())
        .handleBlocking(
            (call, form) -> {
              rooms.sync(id(call), call.caller(Player.class), ProblemId.of(form.problemId()));
              return new Asked(true);
            });
  }

  private Route<?, ?> cancel() {
    return Route.post("cancelRoom", "/api/v1/rooms/{id}/cancel", RoomDocument.class)
        .tag(TAG)
        .summary("Cancels a room you made, before its gameplay is over.")
        .access(Access.KEY)
        .errors(memberErrors())
        .handleBlocking((call, none) -> shown(rooms.cancel(id(call), call.caller(Player.class))));
  }

  private static ErrorCode[] memberErrors() {
    return new ErrorCode[] {
      ErrorCode.ROOM_NOT_FOUND,
      ErrorCode.NOT_YOUR_ROOM,
      ErrorCode.ROOM_REFUSED,
      ErrorCode.ROOM_ENDED,
      ErrorCode.STORAGE_UNAVAILABLE
    };
  }

  private Runnable watch(Call call, OptionalLong lastEventId, EventSink sink) {
    return feed.watch(rooms.view(id(call), viewer(call)), lastEventId, new StreamWatcher(sink));
  }

  /** A watcher at the other end of a stream. */
  private record StreamWatcher(EventSink sink) implements RoomWatcher {
    @Override
    public boolean offer(ByteBuffer events) {
      return sink.send(events);
    }

    @Override
    public void end() {
      sink.end();
    }
  }

  private RoomDocument shown(RoomSnapshot snapshot) {
    return RoomDocument.of(snapshot, clock.instant());
  }

  private static Optional<Player> viewer(Call call) {
    return call.principal(Player.class);
  }

  private static RoomId id(Call call) {
    return Ids.room(call.path("id"));
  }
}
