package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.room.RoomId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every statement that runs often finds its rows by an index. */
class QueryPlanTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "TicketMapper.find, USING PRIMARY KEY",
    "TicketMapper.update, USING PRIMARY KEY",
    "TicketMapper.findByIdempotencyKey, USING INDEX tickets_by_idempotency_key",
    "TicketMapper.waiting, USING INDEX tickets_waiting",
    "TicketMapper.lastNumber, INDEX tickets_by_number",
    "TicketMapper.of, USING INDEX tickets_by_match",
    "MatchMapper.find, USING PRIMARY KEY",
    "MatchMapper.update, USING PRIMARY KEY",
    "MatchMapper.newest, USING INDEX matches_recent",
    "MatchMapper.newestAfter, USING INDEX matches_recent",
    "MatchMapper.count, INDEX matches_by_status",
    "MatchMapper.unfinished, INDEX matches_by_status",
    "SignatureMapper.of, USING PRIMARY KEY",
    "PlayerMapper.find, USING PRIMARY KEY",
    "PlayerMapper.findByKey, USING INDEX",
    "CredentialMapper.verify, INDEX",
    "RatingMapper.find, USING PRIMARY KEY",
    "RatingMapper.top, USING INDEX ratings_top",
    "RatingMapper.topAfter, USING INDEX ratings_top",
    "WagerMapper.find, USING PRIMARY KEY",
    "ReplayMapper.find, USING INDEX",
    "ReplayMapper.of, USING INDEX replays_by_match",
    "OutboxMapper.after, USING INTEGER PRIMARY KEY",
    "DeadlineMapper.cancel, USING PRIMARY KEY",
    "DeadlineMapper.removeIdle, USING PRIMARY KEY",
    "DeadlineMapper.finish, USING PRIMARY KEY",
    "DeadlineMapper.repeat, USING PRIMARY KEY",
    "RoomMapper.find, USING PRIMARY KEY",
    "RoomMapper.update, USING PRIMARY KEY",
    "RoomMapper.updateTeam, USING PRIMARY KEY",
    "RoomMapper.updateMember, USING PRIMARY KEY",
    "RoomMapper.updateProblem, USING PRIMARY KEY",
    "RoomMapper.removeProblems, USING PRIMARY KEY",
    "RoomMapper.seen, USING PRIMARY KEY",
    "RoomMapper.teams, USING PRIMARY KEY",
    "RoomMapper.members, USING PRIMARY KEY",
    "RoomMapper.problems, USING PRIMARY KEY",
    "RoomMapper.wrong, INDEX room_submissions_by_verdict",
    "RoomMapper.newest, USING INDEX rooms_recent",
    "RoomMapper.newestAfter, USING INDEX rooms_recent",
    "RoomMapper.open, INDEX rooms_open",
    "RoomMapper.openBy, INDEX rooms_open",
    "RoomMapper.playing, INDEX room_members_playing",
    "RoomMapper.lastEvent, USING PRIMARY KEY",
    "RoomMapper.lastEvents, USING PRIMARY KEY",
    "RoomMapper.events, USING PRIMARY KEY",
    "RoomMapper.verdict, USING PRIMARY KEY",
    "RoomMapper.judge, USING PRIMARY KEY",
    "RoomMapper.decide, USING PRIMARY KEY",
    "RoomMapper.undecided, INDEX room_submissions_by_verdict",
    "RoomMapper.submissions, USING PRIMARY KEY",
    "RoomMapper.isWaitingForVerdicts, INDEX room_submissions_by_verdict",
    "PollMapper.lockSlot, USING PRIMARY KEY",
    "PollMapper.pause, USING PRIMARY KEY",
    "PollMapper.find, USING PRIMARY KEY",
    "PollMapper.firstDue, INDEX judge_polls_due",
    "PollMapper.take, USING PRIMARY KEY",
    "PollMapper.put, USING PRIMARY KEY"
  })
  void statementsUseAnIndex(String statement, String expected) throws Exception {
    SqliteConfig config = SqlConfig.of(folder.resolve("lanista.db"));
    SqliteDatabase.migrate(config);
    try (HikariDataSource database = SqliteDatabase.writer(config)) {
      String sql =
          Mappings.sessions(database, "sqlite")
              .getConfiguration()
              .getMappedStatement("io.lanista.sql." + statement)
              .getBoundSql(Map.of("rooms", List.of(new RoomId(new UUID(1, 2)))))
              .getSql();
      assertThat(plan(database, sql)).contains(expected);
    }
  }

  @Test
  void theSchedulerFindsDueDeadlinesByAnIndex() throws Exception {
    SqliteConfig config = SqlConfig.of(folder.resolve("lanista.db"));
    SqliteDatabase.migrate(config);
    try (HikariDataSource database = SqliteDatabase.writer(config)) {
      String due =
          new MicrosecondColumns(Share.ALONE).createSelectDueQuery("deadlines", 12, "", false);
      assertThat(plan(database, due)).contains("USING INDEX deadlines_due");
    }
  }

  private static String plan(HikariDataSource database, String sql) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement explain = connection.prepareStatement("EXPLAIN QUERY PLAN " + sql);
        ResultSet steps = explain.executeQuery()) {
      StringBuilder plan = new StringBuilder();
      while (steps.next()) {
        plan.append(steps.getString("detail")).append('\n');
      }
      return plan.toString();
    }
  }
}
