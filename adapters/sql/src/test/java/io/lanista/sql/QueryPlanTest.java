package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.player.PlayerId;
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
    "ReplayMapper.keptUploads, USING INDEX replays_kept",
    "ReplayMapper.keptGames, USING INDEX series_games_kept",
    "ReplayMapper.markUploads, USING INDEX replays_by_match",
    "ReplayMapper.markGames, USING PRIMARY KEY",
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
    "PollMapper.put, USING PRIMARY KEY",
    "SeriesMapper.update, USING PRIMARY KEY",
    "SeriesMapper.find, USING PRIMARY KEY",
    "SeriesMapper.lock, USING PRIMARY KEY",
    "SeriesMapper.freeSeats, INDEX series_seats_by_match",
    "SeriesMapper.busy, USING PRIMARY KEY",
    "SeriesMapper.live, USING PRIMARY KEY",
    "SeriesMapper.in, INDEX series_by_status",
    "SeriesMapper.newest, USING INDEX series_recent",
    "SeriesMapper.newestAfter, USING INDEX series_recent",
    "SeriesMapper.newestOf, INDEX series_history_of",
    "SeriesMapper.newestOfAfter, INDEX series_history_of",
    "SeriesMapper.byGame, INDEX series_history_of",
    "SeriesMapper.byCharacter, INDEX series_history_of",
    "SeriesMapper.byOpponent, INDEX series_history_of",
    "SeriesMapper.byFormat, INDEX series_history_of",
    "SeriesMapper.active, INDEX series_history_active",
    "SeriesMapper.games, USING PRIMARY KEY",
    "SeriesMapper.token, USING PRIMARY KEY",
    "SeriesMapper.removeToken, USING PRIMARY KEY",
    "SeriesMapper.removeTokens, INDEX series_tokens_by_match",
    "ChallengeMapper.isOpen, INDEX challenges_open",
    "ChallengeMapper.find, USING PRIMARY KEY",
    "ChallengeMapper.lock, USING PRIMARY KEY",
    "ChallengeMapper.update, USING PRIMARY KEY",
    "ChallengeMapper.incoming, USING INDEX challenges_incoming",
    "NoticeMapper.last, USING PRIMARY KEY",
    "NoticeMapper.after, USING PRIMARY KEY",
    "NoticeMapper.old, INDEX notices_by_age",
    "NoticeMapper.remove, USING PRIMARY KEY",
    "SocialMapper.isBlocked, USING PRIMARY KEY",
    "SocialMapper.unblock, USING PRIMARY KEY",
    "SocialMapper.blockedBy, USING PRIMARY KEY",
    "SocialMapper.penalties, USING PRIMARY KEY",
    "SocialMapper.penalty, USING PRIMARY KEY",
    "SocialMapper.lockPenalty, USING PRIMARY KEY",
    "FighterMapper.versions, USING PRIMARY KEY",
    "FighterMapper.bytes, USING PRIMARY KEY",
    "FighterMapper.of, USING PRIMARY KEY",
    "ChainMapper.putStep, USING PRIMARY KEY",
    "ChainMapper.step, USING PRIMARY KEY",
    "ChainMapper.lockStep, USING PRIMARY KEY",
    "ChainMapper.steps, USING PRIMARY KEY",
    "ChainMapper.due, INDEX chain_steps_due",
    "ChainMapper.due, USING PRIMARY KEY",
    "ChainMapper.in, USING INDEX chain_steps_by_age",
    "ChainMapper.counts, INDEX chain_steps",
    "ChainMapper.lastNonce, USING PRIMARY KEY",
    "ChainMapper.sent, INDEX chain_transactions_by_step",
    "ChainMapper.attempts, USING PRIMARY KEY",
    "ChainMapper.followed, INDEX chain_transactions_followed",
    "ChainMapper.followedAttempts, INDEX chain_transactions_followed",
    "ChainMapper.lockNonce, USING PRIMARY KEY",
    "ChainMapper.update, USING PRIMARY KEY",
    "ChainMapper.close, USING PRIMARY KEY"
  })
  void statementsUseAnIndex(String statement, String expected) throws Exception {
    SqliteConfig config = SqlConfig.of(folder.resolve("lanista.db"));
    SqliteDatabase.migrate(config);
    try (HikariDataSource database = SqliteDatabase.writer(config)) {
      String sql =
          Mappings.statements(SqliteDatabase.ID)
              .getMappedStatement("io.lanista.sql." + statement)
              .getBoundSql(
                  Map.of(
                      "rooms",
                      List.of(new RoomId(new UUID(1, 2))),
                      "players",
                      List.of(new PlayerId(new UUID(1, 2))),
                      "matches",
                      List.of(new MatchId(new UUID(1, 2)))))
              .getSql();
      assertThat(plan(database, sql)).contains(expected);
      assertThat(plan(database, sql).lines()).noneMatch(QueryPlanTest::readsWholeTable);
    }
  }

  // Those named here are results of subqueries, which indexes and limits keep small.
  private static boolean readsWholeTable(String step) {
    return step.startsWith("SCAN ")
        && !step.contains("INDEX")
        && !step.matches("SCAN (page|lately|newest|CONSTANT ROW)");
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
