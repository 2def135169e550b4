package io.lanista.sql;

import org.apache.ibatis.session.Configuration;

/**
 * The statements that are carried out for many rows at once. They are in the mappers' files, with
 * those that the mappers carry out. Thread-safe.
 */
record RowBatches(
    RowBatch<TicketRow> newTickets,
    RowBatch<TicketRow> tickets,
    RowBatch<MatchRow> newMatches,
    RowBatch<EventRow> events,
    RowBatch<DeadlineRow> deadlines) {
  static RowBatches of(Configuration statements) {
    return new RowBatches(
        RowBatch.of(statements, TicketMapper.class, "insert", TicketRow.class),
        RowBatch.of(statements, TicketMapper.class, "update", TicketRow.class),
        RowBatch.of(statements, MatchMapper.class, "insert", MatchRow.class),
        RowBatch.of(statements, OutboxMapper.class, "insert", EventRow.class),
        RowBatch.of(statements, DeadlineMapper.class, "set", DeadlineRow.class));
  }
}
