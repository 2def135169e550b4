package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    }
    database = MariaDbDatabase.open(config, Clock.systemUTC());
    try (Connection connection = database.writers().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "ANALYZE TABLE tickets, matches, players, ratings, wagers, signatures, deadlines");
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
    "DeadlineMapper.repeat, PRIMARY"
  })
  void statementsUseAnIndex(String statement, String expected) throws Exception {
    HikariDataSource pool = database.writers();
    String sql =
        Mappings.sessions(pool, MariaDbDatabase.ID)
            .getConfiguration()
            .getMappedStatement("io.lanista.sql." + statement)
            .getBoundSql(null)
            .getSql();
    // The latter says that one row was looked for by a unique index, and is not there.
    assertThat(plan(pool, sql)).containsAnyOf(expected, "after reading const tables");
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
}
