package io.lanista.sql;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about deadlines, in db-scheduler's table. */
interface DeadlineMapper {
  void cancel(DeadlineRow deadline);

  void removeIdle(DeadlineRow deadline);

  /** The version it has, if it is there; nothing is decided about it until the transaction ends. */
  Optional<Long> lock(DeadlineRow deadline);

  void finish(DeadlineRow handled);

  void finishCancelled(DeadlineRow handled);

  void repeat(
      @Param("taskName") String taskName,
      @Param("taskInstance") String taskInstance,
      @Param("version") long version,
      @Param("executionTime") Instant executionTime,
      @Param("failures") int failures);

  /**
   * Removes what was cancelled while whoever handled it was killed.
   *
   * @param netplay whether nobody but the caller handles deadlines of other kinds than rooms
   * @param silentSince who handles a room's, and was not heard since, is gone
   */
  void forgetCancelled(
      @Param("netplay") boolean netplay, @Param("silentSince") Instant silentSince);

  /** Gives free what whoever handled it was killed at; the parameters are as before. */
  void release(@Param("netplay") boolean netplay, @Param("silentSince") Instant silentSince);

  List<DeadlineRow> pending(int limit);
}
