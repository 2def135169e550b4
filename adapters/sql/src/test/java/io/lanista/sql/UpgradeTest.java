package io.lanista.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.ports.chain.ChainStep;
import io.lanista.ports.event.DomainEvent;
import io.lanista.ports.event.PublishedEvent;
import io.lanista.ports.event.Subject;
import io.lanista.ports.match.Match;
import io.lanista.ports.match.Side;
import io.lanista.ports.player.IssuedKey;
import io.lanista.ports.player.Player;
import io.lanista.ports.queue.Ticket;
import io.lanista.ports.room.Room;
import io.lanista.ports.schedule.Deadline;
import io.lanista.ports.storage.ChainSamples;
import io.lanista.ports.storage.RoomSamples;
import io.lanista.ports.storage.Samples;
import io.lanista.ports.storage.SeededIds;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.ibatis.session.ExecutorType;
import org.apache.ibatis.session.SqlSession;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteDataSource;

/** A database that an earlier version made is brought up to date by opening it. */
class UpgradeTest {
  @TempDir Path folder;

  private final Samples samples = new Samples();
  private final Match match = samples.playing(Samples.NOW);
  private final Ticket ticket = samples.waiting(1);
  private final Player player = samples.player("someone");
  private final Deadline deadline =
      new Deadline(Subject.match(match.id()), Deadline.Kind.MATCH_EXPIRY, Samples.NOW);
  private final DomainEvent event = new DomainEvent.ResultSigned(match.id(), Samples.NOW);
  private IssuedKey key;

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "5", "6"})
  void onSqlite(String version) throws Exception {
    SqliteConfig config = SqlConfig.of(folder.resolve("lanista.db"));
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + config.file());
    fill(source, "sqlite", version);
    check(config);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "4", "5", "6"})
  void onMariaDb(String version) throws Exception {
    MariaDbConfig config = RealMariaDb.shared().freshSchema();
    fill(
        MariaDbDatabase.source(config, MariaDbUrl.parse(config.url()), config.patience()),
        MariaDbDatabase.ID,
        version);
    check(config);
  }

  private void fill(DataSource database, String kind, String version) throws Exception {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration/" + kind)
        .target(version)
        .loggers("slf4j")
        .load()
        .migrate();
    Sessions sessions = new Sessions(Mappings.statements(kind), database);
    RowBatches batches = RowBatches.of(sessions.statements());
    try (SqlSession statements = sessions.open(ExecutorType.BATCH)) {
      Session session = new Session(statements, true, kind, Share.ALONE, batches);
      SqlTransaction t =
          new SqlTransaction(session, new EventJson(), Clock.systemUTC(), new SeededIds(3));
      t.matches().insert(List.of(match));
      t.signatures().insert(match.id(), samples.signature(Side.P1));
      t.players().insert(player);
      key = t.credentials().issue(player.id());
      t.ratings().put(samples.rating("A", 1500));
      t.wagers().put(samples.wager(match.id()));
      t.replays().insert(samples.replay(match.id(), 7));
      t.outbox().advance("bus", 3);
      t.deadlines().set(deadline);
      t.write();
      statements.commit(true);
    }
    fillTicket(database);
    if (!version.equals("1") && kind.equals(MariaDbDatabase.ID)) {
      try (Connection connection = database.getConnection();
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("UPDATE outbox_sequence SET last = 5");
      }
    }
    EventRow row = new EventJson().row(event, 0);
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO outbox (sequence, type, payload) VALUES (5, ?, ?)")) {
      insert.setString(1, row.type());
      insert.setString(2, row.payload());
      insert.executeUpdate();
    }
  }

  /** What an earlier version knew of a ticket: it had no preferences. */
  private void fillTicket(DataSource database) throws Exception {
    ByteBuffer id = ByteBuffer.allocate(16);
    id.putLong(ticket.id().value().getMostSignificantBits());
    id.putLong(ticket.id().value().getLeastSignificantBits());
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO tickets (id, queue, number, connect_code, agent_key, joined_at,"
                    + " status) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setBytes(1, id.array());
      insert.setString(2, ticket.queue().text());
      insert.setLong(3, ticket.number());
      insert.setString(4, ticket.entrant().connectCode());
      insert.setString(5, ticket.entrant().agentKey());
      insert.setLong(6, Micros.of(ticket.joinedAt()));
      insert.setString(7, ticket.status().name());
      insert.executeUpdate();
    }
  }

  private void check(SqlConfig config) {
    try (SqlStorage storage = SqlStorage.open(config, Clock.systemUTC(), new SeededIds(1))) {
      assertThat(storage.describe().schemaVersion()).isEqualTo("7");
      storage.read(
          t -> {
            assertThat(t.tickets().find(ticket.id())).contains(ticket);
            assertThat(t.matches().find(match.id())).contains(match);
            assertThat(t.signatures().of(match.id())).containsExactly(samples.signature(Side.P1));
            assertThat(t.players().find(player.id())).contains(player);
            assertThat(t.credentials().verify(key.secret())).contains(player.id());
            assertThat(t.ratings().top("melee", Optional.empty(), 5).items())
                .containsExactly(samples.rating("A", 1500));
            assertThat(t.wagers().find(match.id())).contains(samples.wager(match.id()));
            assertThat(t.replays().find(samples.hash(7))).isPresent();
            assertThat(t.outbox().cursor("bus")).isEqualTo(3);
            assertThat(t.outbox().after(3, 5)).hasSize(1);
            return null;
          });
      assertThat(storage.pendingDeadlines(5)).containsExactly(deadline);
      Room room = new RoomSamples(5).waiting();
      storage.transact(
          t -> {
            t.rooms().insert(room);
            t.polls().watch("file", RoomSamples.ANN, Samples.NOW);
            t.chain().add(ChainSamples.pending(match.id(), ChainStep.Kind.RECORD, Samples.NOW));
            return null;
          });
      assertThat(storage.<Optional<Room>>read(t -> t.rooms().find(room.id()))).contains(room);
      // What comes next gets a later sequence than everything before.
      storage.transact(
          t -> {
            t.emit(event);
            return null;
          });
      List<PublishedEvent> later = storage.read(t -> t.outbox().after(5, 5));
      assertThat(later)
          .singleElement()
          .satisfies(next -> assertThat(next.sequence()).isGreaterThan(5));
    }
  }
}
