package io.lanista.sql;

import io.lanista.ports.match.MatchId;
import io.lanista.ports.queue.QueueName;
import io.lanista.ports.queue.TicketId;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;

/** Statements about tickets. */
interface TicketMapper {
  Optional<TicketRow> find(TicketId id);

  Optional<TicketRow> findByIdempotencyKey(
      @Param("queue") QueueName queue, @Param("key") String key);

  List<TicketRow> of(MatchId match);

  List<TicketRow> waiting(QueueName queue);

  long lastNumber(QueueName queue);
}
