package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.room.EndReason;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomPlan;
import io.lanista.ports.room.RoomStatus;
import io.lanista.ports.room.Selection;
import io.lanista.ports.room.Team;
import io.lanista.ports.room.TeamId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A row of the rooms: what there is once in a room. */
record RoomRow(
    RoomId id,
    long version,
    RoomStatus status,
    String format,
    String name,
    PlayerId creator,
    String judge,
    Integer selectCount,
    Integer selectMin,
    Integer selectMax,
    Instant createdAt,
    Instant startsAt,
    Duration timeLimit,
    Duration grace,
    Duration readyWithin,
    Duration forfeitAfter,
    boolean isPublic,
    boolean mustHaveWinner,
    Instant startedAt,
    Instant deadline,
    Instant stoppedAt,
    Instant endedAt,
    EndReason reason,
    String detail,
    TeamId winner,
    long lastEvent) {
  static RoomRow of(Room room) {
    RoomPlan plan = room.plan();
    return new RoomRow(
        plan.id(),
        room.version(),
        room.status(),
        plan.format(),
        plan.name(),
        plan.creator(),
        plan.judge(),
        plan.selection().map(Selection::count).orElse(null),
        plan.selection().map(Selection::minRating).orElse(null),
        plan.selection().map(Selection::maxRating).orElse(null),
        plan.createdAt(),
        plan.startsAt(),
        plan.limit(),
        plan.grace(),
        plan.readyWithin(),
        plan.forfeitAfter(),
        plan.open(),
        plan.mustHaveWinner(),
        room.startedAt().orElse(null),
        room.deadline().orElse(null),
        room.stoppedAt().orElse(null),
        room.endedAt().orElse(null),
        room.reason().orElse(null),
        room.detail().orElse(null),
        room.winner().orElse(null),
        room.lastEvent());
  }

  RoomPlan plan(List<Team> teams) {
    return new RoomPlan(
        id,
        format,
        name,
        creator,
        judge,
        teams,
        Optional.ofNullable(selectCount).map(count -> new Selection(count, selectMin, selectMax)),
        createdAt,
        startsAt,
        timeLimit,
        grace,
        readyWithin,
        forfeitAfter,
        isPublic,
        mustHaveWinner);
  }
}
