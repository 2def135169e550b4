package io.lanista.sql;

import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements about events to publish. */
interface OutboxMapper {
  /** Where there are several writers, before the events are inserted. */
  void reserve(int count);

  /** The sequence of the event that this transaction inserted last. */
  long lastSequence();

  List<EventRow> after(@Param("sequence") long sequence, @Param("limit") int limit);

  /** Null if the consumer is new. */
  Long cursor(String consumer);

  void advance(@Param("consumer") String consumer, @Param("sequence") long sequence);

  void forget(String consumer);

  void prune(@Param("through") long through);
}
