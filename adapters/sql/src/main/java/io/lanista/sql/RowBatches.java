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
    RowBatch<DeadlineRow> deadlines,
    RowBatch<RoomRow> newRooms,
    RowBatch<RoomRow> rooms,
    RowBatch<RoomTeamRow> newRoomTeams,
    RowBatch<RoomTeamRow> roomTeams,
    RowBatch<RoomMemberRow> newRoomMembers,
    RowBatch<RoomMemberRow> roomMembers,
    RowBatch<RoomProblemRow> newRoomProblems,
    RowBatch<RoomProblemRow> roomProblems,
    RowBatch<RoomSubmissionRow> newRoomSubmissions,
    RowBatch<RoomEventRow> roomEvents,
    RowBatch<SeriesRow> newSeries,
    RowBatch<SeatRow> seats,
    RowBatch<HistoryRow> seriesHistory,
    RowBatch<SeriesGameRow> seriesGames) {
  static RowBatches of(Configuration statements) {
    return new RowBatches(
        RowBatch.of(statements, TicketMapper.class, "insert", TicketRow.class),
        RowBatch.of(statements, TicketMapper.class, "update", TicketRow.class),
        RowBatch.of(statements, MatchMapper.class, "insert", MatchRow.class),
        RowBatch.of(statements, OutboxMapper.class, "insert", EventRow.class),
        RowBatch.of(statements, DeadlineMapper.class, "set", DeadlineRow.class),
        ofRooms(statements, "insert", RoomRow.class),
        ofRooms(statements, "update", RoomRow.class),
        ofRooms(statements, "insertTeam", RoomTeamRow.class),
        ofRooms(statements, "updateTeam", RoomTeamRow.class),
        ofRooms(statements, "insertMember", RoomMemberRow.class),
        ofRooms(statements, "updateMember", RoomMemberRow.class),
        ofRooms(statements, "insertProblem", RoomProblemRow.class),
        ofRooms(statements, "updateProblem", RoomProblemRow.class),
        ofRooms(statements, "insertSubmission", RoomSubmissionRow.class),
        ofRooms(statements, "insertEvent", RoomEventRow.class),
        RowBatch.of(statements, SeriesMapper.class, "insert", SeriesRow.class),
        RowBatch.of(statements, SeriesMapper.class, "insertSeat", SeatRow.class),
        RowBatch.of(statements, SeriesMapper.class, "insertHistory", HistoryRow.class),
        RowBatch.of(statements, SeriesMapper.class, "insertGame", SeriesGameRow.class));
  }

  private static <R extends Record> RowBatch<R> ofRooms(
      Configuration statements, String statement, Class<R> row) {
    return RowBatch.of(statements, RoomMapper.class, statement, row);
  }
}
