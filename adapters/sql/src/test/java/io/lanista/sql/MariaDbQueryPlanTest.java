package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.match.Side;
import io.lanista.ports.notice.Notice;
import io.lanista.ports.player.Penalty;
import io.lanista.ports.player.PlayerId;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.Room;
import io.lanista.ports.room.RoomEvent;
import io.lanista.ports.room.RoomId;
import io.lanista.ports.room.RoomSubmission;
import io.lanista.ports.room.Verdict;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.series.Series;
import io.lanista.ports.series.SeriesStatus;
import io.lanista.ports.settlement.Bytes32;
import io.lanista.ports.storage.ArenaSamples;
import io.lanista.ports.storage.ChainSamples;
import io.lanista.ports.storage.RoomSamples;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import io.lanista.ports.storage.Transaction;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On MariaDB too, every statement that runs often finds its rows by an index. */
class MariaDbQueryPlanTest {
  /** So many that reading them all would cost more. */
  private static final int ROWS = 3_000;

  private static final int FEW = 300;
  private static MariaDbDatabase database;
  private static RoomId full;
  private static PlayerId player;
  private static MatchId match;

  @BeforeAll
  static void fill() throws Exception {
    MariaDbConfig config = RealMariaDb.shared().freshSchema();
    Samples samples = new Samples();
    try (SqlStorage storage = SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1))) {
      storage.transact(
          t -> {
            List<Ticket> tickets = new ArrayList<>();
            List<Match> matches = new ArrayList<>();
            for (int i = 1; i <= ROWS; i++) {
              Match match = samples.playing(Samples.NOW.plusSeconds(i));
              matches.add(match.expired(Samples.NOW.plusSeconds(i), "late"));
              Ticket ticket = samples.waiting(Samples.QUEUE, i, Optional.of("key" + i));
              tickets.add(ticket.booked(samples.booking(match.id())));
              if (i > FEW) {
                continue;
              }
              t.players().insert(samples.player("player" + i));
              t.ratings().put(samples.rating("R" + i, i));
              t.wagers().put(samples.wager(match.id()));
              t.signatures().insert(match.id(), samples.signature(Side.P1));
              t.deadlines()
                  .set(
                      new Deadline(
                          Subject.match(match.id()),
                          Deadline.Kind.MATCH_EXPIRY,
                          Samples.NOW.plusSeconds(i)));
            }
            t.tickets().insert(tickets);
            t.matches().insert(matches);
            return null;
          });
      storage.transact(
          t -> {
            fillRooms(t);
            return null;
          });
      storage.transact(
          t -> {
            fillArena(t);
            return null;
          });
      storage.transact(
          t -> {
            fillChain(t);
            return null;
          });
    }
    database = MariaDbDatabase.open(config, Clock.systemUTC());
    try (Connection connection = database.writers().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ANALYZE TABLE tickets, matches, players, ratings, wagers, signatures, deadlines, rooms,"
              + " room_teams, room_members, room_problems, room_submissions, room_events,"
              + " judge_slots, judge_pauses, judge_polls, series, series_seats,"
              + " series_tokens, series_history, series_games, challenges, notices,"
              + " notice_counters, player_blocks, player_penalties, fighters, chain_steps,"
              + " chain_transactions, chain_attempts");
    }
  }

  private static void fillRooms(Transaction t) {
    RoomSamples samples = new RoomSamples(3);
    for (int i = 0; i < FEW; i++) {
      Room room = samples.waiting(Samples.NOW.plusSeconds(i), "judge" + i % 50, i % 2 == 0);
      t.rooms().insert(room);
      t.rooms().update(room, RoomSamples.ended(room));
      List<RoomEvent> events = new ArrayList<>();
      full = room.id();
      // The last one has many, so that its own index is worth it.
      for (int j = 1; j <= (i == FEW - 1 ? FEW : 10); j++) {
        events.add(new RoomEvent(j, "room.score", Map.of(), Samples.NOW));
        t.rooms().record(room.id(), RoomSamples.submission(j, Verdict.ACCEPTED));
        t.rooms().decide(room.id(), j, RoomSubmission.State.COUNTED);
      }
      t.rooms().append(room.id(), events);
      t.polls().watch("judge" + i % 50, new JudgeAccount("a" + i), Samples.NOW.plusSeconds(i));
      t.polls().reserve("judge" + i, Samples.NOW, Duration.ofSeconds(2));
    }
  }

  /** One player has played much, is asked and told much; others come and go. */
  private static void fillArena(Transaction t) {
    ArenaSamples samples = new ArenaSamples(9);
    PlayerId busy = samples.player();
    player = busy;
    for (int i = 0; i < FEW; i++) {
      PlayerId other = samples.player();
      PlayerId third = samples.player();
      Instant at = Samples.NOW.plusSeconds(i);
      Series series = samples.offered(i % 10 == 0 ? busy : third, other, at);
      t.series().insert(List.of(series));
      t.series()
          .giveToken(series.id(), Side.P1, Bytes32.of(ByteBuffer.allocate(32).putInt(i).array()));
      t.series().lock(series.id());
      t.series().add(series.id(), ArenaSamples.game(1, Side.P1));
      // The last ones are not over.
      if (i < FEW - 9) {
        t.series()
            .update(ArenaSamples.with(series, SeriesStatus.COMPLETED, Optional.of(Side.P1), true));
      }
      match = series.id();
      t.challenges().insert(samples.challenge(other, i % 10 == 0 ? busy : third, at));
      Notice notice = new Notice.MatchVoid(series.id(), "late", false);
      t.notices().append(i % 10 == 0 ? busy : other, notice, at);
      t.social().block(i % 10 == 0 ? busy : third, other);
      t.social().put(new Penalty(other, 1, at, at.plusSeconds(60)));
      t.fighters().insert(ArenaSamples.fighter(Optional.of(other), "stick", 1));
    }
    for (int i = 1; i <= 10; i++) {
      t.fighters().insert(ArenaSamples.fighter(Optional.of(busy), "stick", i));
    }
  }

  /** Nearly all of it is done. */
  private static void fillChain(Transaction t) {
    ChainSamples samples = new ChainSamples();
    for (int i = 0; i < ROWS; i++) {
      ChainStep step =
          ChainSamples.pending(
              new MatchId(new UUID(7, i)), ChainStep.Kind.RECORD, Samples.NOW.plusSeconds(i));
      t.chain().add(i < FEW ? step : step.with(ChainStep.Status.CONFIRMED, Optional.empty()));
      t.chain().put(ChainSamples.ID, ChainSamples.WALLET, samples.transaction(step, i));
      if (i < ROWS - 9) {
        t.chain().close(ChainSamples.ID, ChainSamples.WALLET, i);
      }
    }
  }

  @AfterAll
  static void close() {
    if (database != null) {
      database.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "TicketMapper.find, PRIMARY",
    "TicketMapper.update, PRIMARY",
    "TicketMapper.findByIdempotencyKey, tickets_by_idempotency_key",
    "TicketMapper.waiting, tickets_waiting",
    "TicketMapper.lastNumber, optimized away",
    "TicketMapper.of, tickets_by_match",
    "MatchMapper.find, PRIMARY",
    "MatchMapper.lock, PRIMARY",
    "MatchMapper.update, PRIMARY",
    "MatchMapper.newest, matches_recent",
    "MatchMapper.newestAfter, matches_recent",
    "MatchMapper.count, matches_by_status",
    "MatchMapper.unfinished, matches_by_status",
    "SignatureMapper.of, PRIMARY",
    "PlayerMapper.find, PRIMARY",
    "PlayerMapper.findByKey, username_key",
    "CredentialMapper.verify, hash",
    "RatingMapper.find, PRIMARY",
    "RatingMapper.lock, PRIMARY",
    "RatingMapper.top, ratings_top",
    "RatingMapper.topAfter, ratings_top",
    "WagerMapper.find, PRIMARY",
    "ReplayMapper.find, hash",
    "ReplayMapper.of, replays_by_match",
    "OutboxMapper.after, PRIMARY",
    "DeadlineMapper.cancel, PRIMARY",
    "DeadlineMapper.removeIdle, PRIMARY",
    "DeadlineMapper.finish, PRIMARY",
    "DeadlineMapper.repeat, PRIMARY",
    "RoomMapper.find, PRIMARY",
    "RoomMapper.lock, PRIMARY",
    "RoomMapper.update, PRIMARY",
    "RoomMapper.updateTeam, PRIMARY",
    "RoomMapper.updateMember, PRIMARY",
    "RoomMapper.updateProblem, PRIMARY",
    "RoomMapper.removeProblems, PRIMARY",
    "RoomMapper.seen, PRIMARY",
    "RoomMapper.teams, PRIMARY",
    "RoomMapper.members, PRIMARY",
    "RoomMapper.problems, PRIMARY",
    "RoomMapper.wrong, room_submissions_by_verdict",
    "RoomMapper.newest, rooms_recent",
    "RoomMapper.newestAfter, rooms_recent",
    "RoomMapper.open, rooms_by_status",
    "RoomMapper.playing, room_members_playing",
    "RoomMapper.lastEvent, optimized away",
    "RoomMapper.lastEvents, PRIMARY",
    "RoomMapper.events, PRIMARY",
    "RoomMapper.verdict, PRIMARY",
    "RoomMapper.judge, room_submissions_by_verdict",
    "RoomMapper.decide, PRIMARY",
    "RoomMapper.undecided, room_submissions_by_verdict",
    "RoomMapper.submissions, PRIMARY",
    "RoomMapper.isWaitingForVerdicts, room_submissions_by_verdict",
    "PollMapper.lockSlot, PRIMARY",
    "PollMapper.pause, PRIMARY",
    "PollMapper.find, PRIMARY",
    "PollMapper.firstDue, judge_polls_due",
    "PollMapper.take, PRIMARY",
    "PollMapper.put, PRIMARY",
    "SeriesMapper.update, PRIMARY",
    "SeriesMapper.find, PRIMARY",
    "SeriesMapper.lock, PRIMARY",
    "SeriesMapper.freeSeats, series_seats_by_match",
    "SeriesMapper.busy, PRIMARY",
    "SeriesMapper.live, PRIMARY",
    "SeriesMapper.in, series_by_status",
    "SeriesMapper.newest, series_recent",
    "SeriesMapper.newestAfter, series_recent",
    "SeriesMapper.newestOf, series_history_of",
    "SeriesMapper.newestOfAfter, series_history_of",
    "SeriesMapper.byGame, series_history_of",
    "SeriesMapper.byCharacter, series_history_of",
    "SeriesMapper.byOpponent, series_history_of",
    "SeriesMapper.byFormat, series_history_of",
    "SeriesMapper.active, series_history_active",
    "SeriesMapper.games, PRIMARY",
    "SeriesMapper.token, PRIMARY",
    "SeriesMapper.removeToken, series_tokens_by_match",
    "SeriesMapper.removeTokens, series_tokens_by_match",
    "ChallengeMapper.isOpen, challenges_open",
    "ChallengeMapper.find, PRIMARY",
    "ChallengeMapper.lock, PRIMARY",
    "ChallengeMapper.update, PRIMARY",
    "ChallengeMapper.incoming, challenges_incoming",
    "NoticeMapper.last, PRIMARY",
    "NoticeMapper.after, PRIMARY",
    "NoticeMapper.old, notices_by_age",
    "NoticeMapper.remove, PRIMARY",
    "SocialMapper.isBlocked, PRIMARY",
    "SocialMapper.unblock, PRIMARY",
    "SocialMapper.blockedBy, PRIMARY",
    "SocialMapper.penalties, PRIMARY",
    "SocialMapper.penalty, PRIMARY",
    "SocialMapper.lockPenalty, PRIMARY",
    "FighterMapper.versions, PRIMARY",
    "FighterMapper.bytes, PRIMARY",
    "FighterMapper.of, PRIMARY",
    "ChainMapper.putStep, PRIMARY",
    "ChainMapper.step, PRIMARY",
    "ChainMapper.lockStep, PRIMARY",
    "ChainMapper.steps, PRIMARY",
    "ChainMapper.due, chain_steps_due",
    "ChainMapper.in, chain_steps_by_age",
    "ChainMapper.counts, chain_steps",
    "ChainMapper.lastNonce, optimized away",
    "ChainMapper.sent, chain_transactions_by_step",
    "ChainMapper.attempts, PRIMARY",
    "ChainMapper.followed, chain_transactions_followed",
    "ChainMapper.followedAttempts, chain_transactions_followed",
    "ChainMapper.lockNonce, PRIMARY",
    "ChainMapper.update, PRIMARY",
    "ChainMapper.close, PRIMARY"
  })
  void statementsUseAnIndex(String statement, String expected) throws Exception {
    HikariDataSource pool = database.writers();
    String sql =
        Mappings.statements(MariaDbDatabase.ID)
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
    // The others say that one row was looked for by a unique index, and is not there.
    assertThat(plan(pool, sql))
        .containsAnyOf(expected, "after reading const tables", "no matching row in const table");
  }

  /** The plan, with values of the kinds that the statements are given. */
  private static String plan(HikariDataSource pool, String sql) throws Exception {
    String values =
        sql.replaceAll("(?i)LIMIT \\?", "LIMIT 10")
            .replaceAll("(version|consecutive_failures|execution_time) = \\?", "$1 = 5")
            .replaceAll("(created_at|points|sequence) (<=|<|>) \\?", "$1 $2 9000000000000000")
            .replaceAll("points (<=|<) 9000000000000000", "points $1 200")
            .replaceAll("queue = \\?", "queue = 'melee'")
            .replaceAll("game = \\?", "game = 'melee'")
            .replaceAll("status = \\?", "status = 'PLAYING'")
            .replaceAll("idempotency_key = \\?", "idempotency_key = 'key7'")
            .replaceAll(
                "room_id (= \\?|IN\\s+\\(\\s*\\?\\s*\\))", "room_id = " + binary(full.value()))
            .replaceAll(
                "(player|owner|challenged) (= \\?|IN\\s+\\(\\s*\\?\\s*\\))",
                "$1 = " + binary(player.value()))
            .replaceAll(
                "match_id (= \\?|IN\\s+\\(\\s*\\?\\s*\\))", "match_id = " + binary(match.value()))
            .replaceAll("(ended_at >=|\\bat <) \\?", "$1 5")
            .replaceAll("(position|submission|free_at|seen) = \\?", "$1 = 5")
            .replaceAll("(due|taken_until) <= \\?", "$1 <= 5")
            .replaceAll("AND id > \\?\\s+ORDER BY id", "AND id > 5 ORDER BY id")
            .replaceAll("due = \\?", "due = 5")
            .replaceAll("judge = \\?", "judge = 'judge7'")
            .replaceAll("chain_id = \\?", "chain_id = '" + ChainSamples.ID + "'")
            .replaceAll("wallet = \\?", "wallet = X'" + "1f".repeat(20) + "'")
            .replaceAll("nonce = \\?", "nonce = 5")
            .replace("?", "'x'");
    try (Connection connection = pool.getConnection();
        Statement explain = connection.createStatement();
        ResultSet steps = explain.executeQuery("EXPLAIN " + values)) {
      StringBuilder plan = new StringBuilder();
      while (steps.next()) {
        plan.append(steps.getString("type"))
            .append(' ')
            .append(steps.getString("key"))
            .append(' ')
            .append(steps.getString("Extra"))
            .append('\n');
      }
      return plan.toString();
    }
  }

  private static String binary(UUID id) {
    return "X'" + id.toString().replace("-", "") + "'";
  }
}
