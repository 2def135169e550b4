package io.lanista.engine.hosting;

import io.lanista.engine.plugin.Registry;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.hosting.FighterProtocol;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.match.MatchId;
import io.lanista.ports.replay.ReplayStore;
import io.lanista.ports.sandbox.Sandbox;
import io.lanista.ports.storage.IdSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The places where series are played, and those who wait for one, in the order in which they came.
 *
 * <p>What waits is in the {@link SeriesLedger}; here only its order is kept. The ledger is asked at
 * the start, and again every so often, so that a series is played even if nobody offered it, or the
 * storage was away when its turn came. Thread-safe: one lock, never held while waiting for anyone.
 */
public final class HostingPool implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostingPool.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final HostingSettings settings;
  private final SeriesLedger ledger;
  private final LiveGames live;
  private final FighterLogs logs;
  private final SeriesPlayer player;
  private final Ticks ticks;
  private final SeriesTimes times = new SeriesTimes();
  private final Set<MatchId> waiting = new LinkedHashSet<>();
  private final Set<MatchId> playing = new LinkedHashSet<>();
  private final List<Thread> places = new ArrayList<>();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "hosting-sweep"));
  private boolean stopping;

  @Inject
  public HostingPool(
      SeriesLedger ledger,
      Registry<GameRunner> runners,
      Sandbox sandbox,
      FighterFiles files,
      FighterProtocol protocol,
      ReplayStore replays,
      FighterLogs logs,
      LiveGames live,
      IdSource ids,
      Clock clock,
      HostingSettings settings) {
    this(
        ledger,
        new GameSession.Parts(
            runners, sandbox, files, protocol, replays, logs, clock, Ticks.SYSTEM),
        live,
        ids,
        settings);
  }

  HostingPool(
      SeriesLedger ledger,
      GameSession.Parts parts,
      LiveGames live,
      IdSource ids,
      HostingSettings settings) {
    this.settings = settings;
    this.ledger = ledger;
    this.live = live;
    this.logs = parts.logs();
    this.ticks = parts.ticks();
    this.player = new SeriesPlayer(ledger, parts, live, ids, settings);
  }

  /**
   * Removes what a killed engine left, and begins to play what waits. Called once.
   *
   * @throws IOException if there is no folder to play in
   */
  public void start() throws IOException {
    new WorkFolders(settings.folders().work()).clean();
    synchronized (this) {
      for (int i = 1; i <= settings.places(); i++) {
        Thread place = daemon(this::serve, "hosting-" + i);
        places.add(place);
        place.start();
      }
    }
    sweeper.scheduleWithFixedDelay(
        this::sweep, 0, settings.retries().sweep().toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A series may be played now. One that waits or is played already is not taken twice. */
  public synchronized void offer(MatchId match) {
    if (!stopping && !playing.contains(match) && waiting.add(match)) {
      live.open(match);
      notifyAll();
    }
  }

  /** How many wait for a place. */
  public synchronized int waiting() {
    return waiting.size();
  }

  /** What is played now, in the order in which it began. */
  public synchronized List<MatchId> playing() {
    return List.copyOf(playing);
  }

  /**
   * How long a series will probably wait for its place from now on, judged by how long the last
   * ones took; empty while nothing is known of that, and for one that does not wait.
   */
  public synchronized Optional<Duration> estimatedWait(MatchId match) {
    int ahead = List.copyOf(waiting).indexOf(match);
    if (ahead < 0) {
      return Optional.empty();
    }
    int free = settings.places() - playing.size();
    return ahead < free ? Optional.of(Duration.ZERO) : times.until(ahead - free, settings.places());
  }

  /**
   * Interrupts what is played and waits for it to let go of its fighters and worlds. What was not
   * written down is played again at the next start, from the start of its game.
   *
   * @return false if something is still held after the grace
   */
  public boolean stop(Duration grace) throws InterruptedException {
    List<Thread> stopped;
    synchronized (this) {
      stopping = true;
      waiting.clear();
      stopped = List.copyOf(places);
      notifyAll();
    }
    sweeper.shutdownNow();
    stopped.forEach(Thread::interrupt);
    long end = System.nanoTime() + grace.toNanos();
    for (Thread place : stopped) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      place.join(Math.max(1, left));
    }
    return stopped.stream().noneMatch(Thread::isAlive);
  }

  @Override
  public void close() {
    try {
      if (!stop(GRACE)) {
        LOG.log(Level.WARNING, "A hosted game did not end within {0}.", GRACE);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void sweep() {
    try {
      ledger.toPlay().forEach(this::offer);
      logs.prune();
    } catch (EngineException | IOException away) {
      LOG.log(Level.WARNING, "What waits to be played is looked for again: {0}", away.getMessage());
    } catch (RuntimeException defect) {
      // Thrown on, it would end the sweeps for good.
      LOG.log(Level.ERROR, "What waits to be played could not be looked for.", defect);
    }
  }

  private void serve() {
    try {
      while (true) {
        MatchId match = next();
        long began = ticks.nanos();
        boolean over = true;
        try {
          over = player.play(match);
        } catch (RuntimeException | Error defect) {
          over = false;
          LOG.log(Level.ERROR, "Match " + match + " could not be played.", defect);
        } finally {
          done(match, over);
        }
        times.took(Duration.ofNanos(ticks.nanos() - began));
      }
    } catch (InterruptedException stopping) {
      // What was played here is played again when the engine runs again.
    }
  }

  private synchronized MatchId next() throws InterruptedException {
    while (waiting.isEmpty() || stopping) {
      if (stopping) {
        throw new InterruptedException();
      }
      wait();
    }
    MatchId first = waiting.iterator().next();
    waiting.remove(first);
    playing.add(first);
    return first;
  }

  private void done(MatchId match, boolean over) {
    synchronized (this) {
      playing.remove(match);
    }
    if (over) {
      live.end(match);
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }
}
