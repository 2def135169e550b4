package io.lanista.sql;

import io.lanista.ports.room.JudgeAccount;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about whom judges are asked about, and when. */
interface PollMapper {
  /** The next free instant; nobody else takes it until the transaction ends. */
  Optional<Instant> lockSlot(String judge);

  void insertSlot(@Param("judge") String judge, @Param("freeAt") Instant freeAt);

  void moveSlot(@Param("judge") String judge, @Param("freeAt") Instant freeAt);

  Optional<PauseRow> pause(String judge);

  void putPause(PauseRow pause);

  void removePause(String judge);

  void watch(
      @Param("judge") String judge,
      @Param("account") JudgeAccount account,
      @Param("due") Instant due);

  void watchAnew(
      @Param("judge") String judge,
      @Param("account") JudgeAccount account,
      @Param("due") Instant due);

  Optional<Long> lock(@Param("judge") String judge, @Param("account") JudgeAccount account);

  /** Whether an account plays in a room of the judge, active or judging. */
  boolean isPlaying(@Param("judge") String judge, @Param("account") JudgeAccount account);

  void unwatch(@Param("judge") String judge, @Param("account") JudgeAccount account);

  Optional<PollRow> find(@Param("judge") String judge, @Param("account") JudgeAccount account);

  Optional<PollRow> firstDue(@Param("judge") String judge, @Param("now") Instant now);

  void take(@Param("poll") PollRow poll, @Param("now") Instant now, @Param("until") Instant until);

  void put(PollRow poll);
}
