package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.lanista.distribution.StartupException;
import io.lanista.distribution.config.JudgesConfig;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.RedisConfig;
import io.lanista.distribution.config.Secret;
import io.lanista.engine.room.InProcessArbiter;
import io.lanista.engine.room.JudgePolling;
import io.lanista.engine.room.Judges;
import io.lanista.engine.room.RoomCommits;
import io.lanista.engine.room.RoomFeed;
import io.lanista.engine.room.RoomSettings;
import io.lanista.engine.room.RoomTurns;
import io.lanista.engine.room.RoomWrites;
import io.lanista.engine.room.Rooms;
import io.lanista.engine.room.Verdicts;
import io.lanista.http.v1.RoomEventForm;
import io.lanista.judges.Codeforces;
import io.lanista.judges.FileJudge;
import io.lanista.judges.FileProblems;
import io.lanista.judges.HookJudge;
import io.lanista.judges.HttpProblems;
import io.lanista.ports.room.ClaimArbiter;
import io.lanista.ports.room.ProblemSource;
import io.lanista.ports.room.RoomSignals;
import io.lanista.ports.storage.Storage;
import io.lanista.redis.RedisArbiter;
import io.lanista.redis.RedisSettings;
import io.lanista.redis.RedisSignals;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rooms, their judges, and what engines share about them. */
final class RoomsModule extends AbstractModule {
  private static final Duration TO_FETCH_PROBLEMS = Duration.ofSeconds(20);

  private final LanistaConfig config;
  private final Judges judges;
  private final ClaimArbiter arbiter;
  private final RoomSignals signals;

  /**
   * Opens what rooms stand on. A Redis that cannot be reached now is no reason not to start: it
   * only makes faster what the database decides.
   *
   * @throws StartupException if the usual judge is not configured
   */
  RoomsModule(LanistaConfig config, Lifecycle lifecycle) throws StartupException {
    this.config = config;
    judges = judges(config);
    Optional<RedisSettings> redis = redis(config.redis());
    arbiter =
        lifecycle.own(
            "claim arbiter",
            redis
                .<ClaimArbiter>map(RedisArbiter::new)
                .orElseGet(() -> new InProcessArbiter(Clock.systemUTC())));
    signals =
        lifecycle.own(
            "room signals", redis.<RoomSignals>map(RedisSignals::new).orElseGet(RoomSignals::none));
  }

  private static Optional<RedisSettings> redis(RedisConfig config) {
    return config.url().map(url -> new RedisSettings(url, config.password().map(Secret::reveal)));
  }

  private static Judges judges(LanistaConfig config) throws StartupException {
    JudgesConfig given = config.judges();
    Map<String, Judges.Entry> judges = new TreeMap<>();
    judges.put("hook", new Judges.Entry(new HookJudge(), problems(given)));
    given
        .verdicts()
        .ifPresent(
            file -> judges.put("file", new Judges.Entry(new FileJudge(file), problems(given))));
    if (given.codeforces()) {
      Codeforces codeforces =
          Codeforces.at(
              given.codeforcesUrl(),
              given.codeforcesSpacing(),
              Codeforces.USUAL_TIMEOUT,
              Clock.systemUTC());
      judges.put(
          "codeforces", new Judges.Entry(codeforces.judge(), Optional.of(codeforces.problems())));
    }
    String usual = config.rooms().judge();
    if (!judges.containsKey(usual)) {
      throw new StartupException(
          "rooms.judge is '"
              + usual
              + "', and the judges that are configured are "
              + String.join(", ", judges.keySet())
              + ". See judges in etc/lanista.conf.");
    }
    return new Judges(judges, usual);
  }

  private static Optional<ProblemSource> problems(JudgesConfig config) {
    return config
        .problems()
        .<ProblemSource>map(FileProblems::new)
        .or(() -> config.problemsUrl().map(url -> new HttpProblems(url, TO_FETCH_PROBLEMS)));
  }

  @Override
  protected void configure() {
    bind(Judges.class).toInstance(judges);
    bind(ClaimArbiter.class).toInstance(arbiter);
    bind(RoomSignals.class).toInstance(signals);
    bind(RoomSettings.class)
        .toInstance(
            new RoomSettings(
                config.rooms().awayAfter(),
                config.rooms().forfeitAfter(),
                config.rooms().maxOpen(),
                config.rooms().maxOpenPerPlayer(),
                config.storage().isOnServer()));
    bind(RoomCommits.class).in(Singleton.class);
    bind(RoomWrites.class).in(Singleton.class);
    bind(Rooms.class).in(Singleton.class);
    bind(RoomTurns.class).in(Singleton.class);
    bind(Verdicts.class).in(Singleton.class);
    bind(JudgePolling.class).in(Singleton.class);
  }

  /** Whoever has a database on a server may share it. */
  @Provides
  @Singleton
  RoomFeed feed(Storage storage, RoomCommits commits, Clock clock) {
    return new RoomFeed(
        storage, commits, signals, new RoomEventForm(clock), config.storage().isOnServer());
  }
}
