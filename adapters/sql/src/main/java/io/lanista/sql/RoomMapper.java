package io.lanista.sql;

import io.lanista.ports.player.PlayerId;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;

/** Statements about rooms and their logs. */
interface RoomMapper {
  Optional<RoomRow> find(RoomId id);

  /** Nobody else locks or writes the room until the transaction ends. */
  Optional<Long> lock(RoomId id);

  List<RoomTeamRow> teams(@Param("rooms") List<RoomId> rooms);

  List<RoomMemberRow> members(@Param("rooms") List<RoomId> rooms);

  List<RoomProblemRow> problems(@Param("rooms") List<RoomId> rooms);

  List<WrongRow> wrong(@Param("rooms") List<RoomId> rooms);

  void removeProblems(RoomId room);

  void seen(
      @Param("room") RoomId room,
      @Param("usernameKey") String usernameKey,
      @Param("at") Instant at);

  List<RoomRow> newest(int limit);

  List<RoomRow> newestAfter(
      @Param("createdAt") long createdAt, @Param("id") UUID id, @Param("limit") int limit);

  List<RoomId> open(int limit);

  int openBy(PlayerId creator);

  List<RoomId> playing(@Param("judge") String judge, @Param("account") JudgeAccount account);

  long lastEvent(RoomId room);

  List<LastEventRow> lastEvents(@Param("rooms") List<RoomId> rooms);

  List<RoomEventRow> events(
      @Param("room") RoomId room, @Param("after") long after, @Param("limit") int limit);

  Optional<Verdict> verdict(@Param("room") RoomId room, @Param("submission") long submission);

  void judge(
      @Param("room") RoomId room,
      @Param("submission") long submission,
      @Param("verdict") Verdict verdict);

  List<RoomSubmissionRow> undecided(RoomId room);

  List<RoomSubmissionRow> submissions(RoomId room);

  boolean isWaitingForVerdicts(RoomId room);

  void decide(
      @Param("room") RoomId room,
      @Param("submission") long submission,
      @Param("state") RoomSubmission.State state);
}
