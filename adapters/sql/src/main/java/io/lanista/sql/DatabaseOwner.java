package io.lanista.sql;

import io.lanista.ports.error.EngineException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a schema on a server belong to one engine: by a lock that the server releases the moment
 * the connection of a killed engine ends, and by an epoch that a new owner raises and every writing
 * transaction checks, so that an engine that was cut off from its lock cannot write over its
 * successor. The lock alone could be lost unnoticed; the epoch alone could not tell a crashed owner
 * from a living one. Thread-safe.
 */
final class DatabaseOwner implements WriteRight {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseOwner.class);

  /** For the server to notice that the owner before was killed. */
  private static final int CLAIM_SECONDS = 5;

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A lock whose engine is silent for so long, though its connection stands, is free again. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final int LONGEST_LOCK_NAME = 64;

  /**
   * So many event sequences are left out when the lock had to be taken again: a consumer may have
   * seen events whose transaction a crash of the server took back, and must not take later ones for
   * them.
   */
  private static final int SEQUENCES_LEFT_OUT = 1_000;

  private final DataSource connections;
  private final String place;
  private final String lock;
  private final Clock clock;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watch = new Thread(this::watch, "database-owner");
  private Connection holding;
  private volatile long holder;
  private volatile OwnerRow mine;
  private volatile Optional<OwnerRow> successor = Optional.empty();

  private DatabaseOwner(DataSource connections, MariaDbUrl url, Clock clock) {
    this.connections = connections;
    this.place = url.place();
    this.lock = lockName(url.schema());
    this.clock = clock;
  }

  /** The name of the lock that the owner of a schema holds. */
  static String lockName(String schema) {
    String whole = "lanista:" + schema;
    return whole.length() <= LONGEST_LOCK_NAME
        ? whole
        : whole.substring(0, LONGEST_LOCK_NAME - 9) + "-" + Integer.toHexString(whole.hashCode());
  }

  /**
   * Takes the lock, before anything is changed.
   *
   * @throws EngineException STORAGE_UNAVAILABLE if another engine has it
   */
  static DatabaseOwner claim(DataSource connections, MariaDbUrl url, Clock clock)
      throws SQLException {
    DatabaseOwner owner = new DatabaseOwner(connections, url, clock);
    Connection connection = owner.connect();
    try {
      boolean taken = false;
      for (int second = 0; second < CLAIM_SECONDS && !taken; second++) {
        taken = owner.lock(connection, 1);
      }
      if (!taken) {
        throw Failures.unavailable(
            "The database "
                + owner.place
                + " belongs to another engine"
                + present(connection)
                + ". Stop that one, or give this one a database of its own.",
            null);
      }
      owner.hold(connection);
      return owner;
    } catch (SQLException | RuntimeException failed) {
      connection.close();
      throw failed;
    }
  }

  private static String present(Connection connection) {
    try {
      return " (" + OwnerRow.read(connection).text() + ")";
    } catch (SQLException notMigratedYet) {
      return "";
    }
  }

  /** Raises the epoch, once the schema is there, and watches over the lock from then on. */
  void begin() throws SQLException {
    holding.setAutoCommit(false);
    mine = OwnerRow.take(holding, clock);
    holding.commit();
    holding.setAutoCommit(true);
    watch.setDaemon(true);
    watch.start();
  }

  /**
   * Checks, and makes sure until the transaction ends, that no other engine has taken over, and
   * that the lock is held: a server that was restarted has forgotten it.
   *
   * @throws EngineException STORAGE_UNAVAILABLE if one has, or it is not
   */
  @Override
  public void check(Connection transaction) throws SQLException {
    long held;
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT epoch, IS_USED_LOCK(?) FROM engine_owner WHERE id = 1 LOCK IN SHARE MODE")) {
      statement.setString(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        boolean ours = row.next() && row.getLong(1) == mine.epoch();
        if (ours && row.getLong(2) == holder) {
          return;
        }
        held = ours ? row.getLong(2) : -1;
      }
    }
    if (held >= 0) {
      throw Failures.unavailable(
          "The database cannot be reached by the connection that makes it this engine's; another"
              + " one is opened at the moment. Try again in a second.",
          null);
    }
    if (successor.isEmpty()) {
      succeeded(OwnerRow.read(transaction));
    }
    throw Failures.unavailable(refusal().orElseThrow(), null);
  }

  @Override
  public void awaitOthers(Connection transaction) throws SQLException {
    OwnerRow.locked(transaction);
  }

  @Override
  public Optional<String> refusal() {
    return successor.map(
        other ->
            "Another engine ("
                + other.text()
                + ") took this database over; nothing was changed. Stop this engine, or the other"
                + " one and then restart this one.");
  }

  private void succeeded(OwnerRow other) {
    successor = Optional.of(other);
    LOG.error(
        "The database {} was taken over by another engine ({}); this one writes no more. Stop one"
            + " of them.",
        place,
        other.text());
  }

  private Connection connect() throws SQLException {
    Connection connection = connections.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET SESSION wait_timeout = " + SILENCE.toSeconds());
    }
    return connection;
  }

  private boolean lock(Connection connection, int seconds) throws SQLException {
    return "1".equals(ask(connection, "SELECT GET_LOCK(?, " + seconds + ")"));
  }

  private String ask(Connection connection, String question) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(question)) {
      statement.setString(1, lock);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return String.valueOf(row.getString(1));
      }
    }
  }

  private void hold(Connection connection) throws SQLException {
    holding = connection;
    holder = connection.unwrap(org.mariadb.jdbc.Connection.class).getThreadId();
  }

  private void watch() {
    try {
      while (!closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (successor.isEmpty()) {
          look();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      if (holding == null) {
        takeAgain();
      } else if (!String.valueOf(holder).equals(ask(holding, "SELECT IS_USED_LOCK(?)"))) {
        throw new SQLException("The lock is not this connection's any more.");
      }
    } catch (SQLException | RuntimeException | OutOfMemoryError failed) {
      // Whatever it is: without this thread a lock that is lost would stay lost until a restart.
      if (holding != null) {
        LOG.warn(
            "The connection that holds the lock on the database {} is lost; nothing is written"
                + " until another one holds it: {}",
            place,
            failed.getMessage());
        drop(holding);
        holding = null;
      } else {
        LOG.debug("The lock on the database {} could not be taken again.", place, failed);
      }
    }
  }

  private void takeAgain() throws SQLException {
    Connection connection = connect();
    try {
      boolean taken = lock(connection, 0);
      OwnerRow now = OwnerRow.read(connection);
      if (now.epoch() != mine.epoch()) {
        succeeded(now);
      } else if (taken) {
        leaveSequencesOut(connection);
        hold(connection);
        LOG.warn("Holds the lock on the database {} again; writing goes on.", place);
        return;
      } else if (String.valueOf(holder).equals(ask(connection, "SELECT IS_USED_LOCK(?)"))) {
        // Our own connection before, of which the server has not noticed that it is gone.
        kill(connection, holder);
      }
      drop(connection);
    } catch (SQLException | RuntimeException failed) {
      drop(connection);
      throw failed;
    }
  }

  private static void leaveSequencesOut(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE outbox_sequence SET last = last + " + SEQUENCES_LEFT_OUT + " WHERE id = 1");
    }
  }

  /** Ends another connection of this user; one that is gone is no error. */
  static void kill(Connection connection, long thread) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("KILL " + thread);
    } catch (SQLException gone) {
      LOG.debug("Connection {} was not there to be ended.", thread, gone);
    }
  }

  private static void drop(Connection connection) {
    try {
      connection.close();
    } catch (SQLException gone) {
      LOG.debug("A lost connection could not be closed.", gone);
    }
  }

  /** The server's number of the connection that holds the lock. */
  long holder() {
    return holder;
  }

  /** Asks the server whether the lock is still this one's; asking also keeps it. */
  boolean isHeld() throws SQLException {
    return String.valueOf(holder).equals(ask(holding, "SELECT IS_USED_LOCK(?)"));
  }

  /** Gives the database free. */
  @Override
  public void close() {
    closing.countDown();
    try {
      watch.join(TimeUnit.SECONDS.toMillis(CLAIM_SECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!watch.isAlive() && holding != null) {
      drop(holding);
    }
  }
}
