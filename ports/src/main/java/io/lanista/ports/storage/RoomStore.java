package io.lanista.ports.storage;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.player.Username;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rooms and their logs, within one transaction. */
public interface RoomStore {
  /** Adds a room, with everything in it. */
  void insert(Room room);

  /** In a transaction that writes, nobody else writes this room until it ends. */
  Optional<Room> find(RoomId id);

  /**
   * Writes a room that was read at any time before.
   *
   * @param from as it was read
   * @param to of the next version
   * @return false, and nothing changes, if somebody wrote it meanwhile
   */
  boolean update(Room from, Room to);

  /**
   * Notes a sign of life of a member, unless a later one is known; leaves the room's version as it
   * is. One who is no member is left out.
   */
  void seen(RoomId id, Username member, Instant at);

  /** Public rooms, the newest first: by {@code createdAt} in microseconds, descending, then id. */
  Page<Room> recent(Optional<Cursor> after, int limit);

  /** Up to {@code limit} rooms that have not ended, the oldest first. */
  List<RoomId> open(int limit);

  /** How many of the rooms that a player made have not ended. */
  int openBy(PlayerId creator);

  /** Rooms of a judge, active or judging, in which an account plays; always in the same order. */
  List<RoomId> playing(String judge, JudgeAccount account);

  /**
   * Adds events whose ids follow the room's last one. Numbers of their data are read again as
   * {@code Integer} where that holds them, else as {@code Long}.
   */
  void append(RoomId id, List<RoomEvent> events);

  /** The ids of the last events of rooms; rooms that are not there are left out. */
  Map<RoomId, Long> lastEvents(Collection<RoomId> rooms);

  /** Up to {@code limit} events with a higher id, in order. */
  List<RoomEvent> events(RoomId id, long after, int limit);

  /**
   * Writes a submission down; one that is known changes only from pending to a verdict.
   *
   * @return whether anything changed
   */
  boolean record(RoomId id, RoomSubmission submission);

  /**
   * Those with a verdict of accepted or wrong about which nothing was decided, by their ids. In a
   * transaction that writes, nobody else records one of this room until it ends.
   */
  List<RoomSubmission> undecided(RoomId id);

  /** Whether the verdict of some submission is pending. */
  boolean isWaitingForVerdicts(RoomId id);

  /** Notes what was decided about a submission. */
  void decide(RoomId id, long submission, RoomSubmission.State state);

  /** The whole log of submissions, by their ids. */
  List<RoomSubmission> submissions(RoomId id);
}
