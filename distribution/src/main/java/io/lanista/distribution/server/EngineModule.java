package io.lanista.distribution.server;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.lanista.distribution.config.LanistaConfig;
import io.lanista.distribution.config.QueueConfig;
import io.lanista.engine.challenge.Challenges;
import io.lanista.engine.event.InProcessEventBus;
import io.lanista.engine.event.OutboxRelay;
import io.lanista.engine.hosting.SeriesLedger;
import io.lanista.engine.match.Bookings;
import io.lanista.engine.match.MatchDisputes;
import io.lanista.engine.match.MatchEnded;
import io.lanista.engine.match.MatchEnding;
import io.lanista.engine.match.MatchSettings;
import io.lanista.engine.match.Matches;
import io.lanista.engine.match.Presence;
import io.lanista.engine.match.Rematches;
import io.lanista.engine.memory.Commits;
import io.lanista.engine.notice.NoticeBell;
import io.lanista.engine.player.Blocks;
import io.lanista.engine.player.Players;
import io.lanista.engine.player.Profiles;
import io.lanista.engine.plugin.Registry;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.QueueSettings;
import io.lanista.engine.queue.QueuedPlayers;
import io.lanista.engine.queue.Queues;
import io.lanista.engine.rating.Elo;
import io.lanista.engine.rating.Ratings;
import io.lanista.engine.replay.ExpiredRecordings;
import io.lanista.engine.replay.ReplayIntake;
import io.lanista.engine.replay.ReplaySettings;
import io.lanista.engine.schedule.DueDeadlines;
import io.lanista.engine.schedule.Retention;
import io.lanista.engine.series.Contenders;
import io.lanista.engine.series.HostedSeries;
import io.lanista.engine.series.Offers;
import io.lanista.engine.series.SeriesSettings;
import io.lanista.engine.series.SeriesWriter;
import io.lanista.engine.series.WaitingPlayers;
import io.lanista.engine.settlement.Proofs;
import io.lanista.engine.settlement.Settlement;
import io.lanista.engine.settlement.SigningSettings;
import io.lanista.engine.stream.StreamSettings;
import io.lanista.engine.stream.Streams;
import io.lanista.engine.wager.WagerCheck;
import io.lanista.engine.wager.WagerSettings;
import io.lanista.engine.wager.Wagers;
import io.lanista.ports.event.EventBus;
import io.lanista.ports.match.GameRunner;
import io.lanista.ports.queue.MatchmakingPolicy;
import io.lanista.ports.rating.RatingSystem;
import io.lanista.ports.schedule.DeadlineHandler;
import io.lanista.ports.storage.IdSource;
import io.lanista.ports.storage.Storage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The core's features and their settings. */
final class EngineModule extends AbstractModule {
  private final LanistaConfig config;

  EngineModule(LanistaConfig config) {
    this.config = config;
  }

  @Override
  protected void configure() {
    bind(Clock.class).toInstance(Clock.systemUTC());
    bind(IdSource.class).toInstance(new SecureIds(Clock.systemUTC()));
    bind(RatingSystem.class).toInstance(new Elo());
    bind(EventBus.class).toInstance(new InProcessEventBus());
    bind(Commits.class).in(Singleton.class);
    bind(OutboxRelay.class).in(Singleton.class);
    bind(Presence.class).toInstance(new Presence(new ElapsingClock()));
    bind(Ratings.class).in(Singleton.class);
    bind(Bookings.class).in(Singleton.class);
    bind(MatchEnding.class).in(Singleton.class);
    bind(MatchDisputes.class).in(Singleton.class);
    bind(Matches.class).in(Singleton.class);
    bind(Rematches.class).in(Singleton.class);
    bind(ReplayIntake.class).in(Singleton.class);
    bind(Settlement.class).in(Singleton.class);
    bind(Proofs.class).in(Singleton.class);
    bind(WagerCheck.class).in(Singleton.class);
    bind(Wagers.class).in(Singleton.class);
    bind(Players.class).in(Singleton.class);
    bind(Streams.class).in(Singleton.class);
    bind(NoticeBell.class).toInstance(new NoticeBell());
    bind(SeriesSettings.class)
        .toInstance(SeriesSettings.USUAL.acceptingWithin(config.hosting().acceptWithin()));
    bind(Contenders.class).in(Singleton.class);
    bind(SeriesWriter.class).in(Singleton.class);
    bind(Offers.class).in(Singleton.class);
    bind(WaitingPlayers.class).to(QueuedPlayers.class).in(Singleton.class);
    bind(HostedSeries.class).in(Singleton.class);
    bind(SeriesLedger.class).to(HostedSeries.class);
    bind(Challenges.class).in(Singleton.class);
    bind(Blocks.class).in(Singleton.class);
    bind(Profiles.class).in(Singleton.class);
    bind(Retention.class).in(Singleton.class);
    bind(ExpiredRecordings.class).in(Singleton.class);
    bind(ExpiredRecordings.Keep.class)
        .toInstance(new ExpiredRecordings.Keep(config.replay().keep()));
    bind(MatchEnded.class).to(Streams.class);
    bind(DueDeadlines.class).in(Singleton.class);
    bind(DeadlineHandler.class).to(DueDeadlines.class);
    bind(MatchSettings.class).toInstance(new MatchSettings(config.match().timeout()));
    bind(WagerSettings.class)
        .toInstance(
            new WagerSettings(config.wager().proposalWindow(), config.wager().answerWindow()));
    bind(SigningSettings.class).toInstance(new SigningSettings(config.signing().domain()));
    bind(ReplaySettings.class)
        .toInstance(
            new ReplaySettings(
                Math.toIntExact(config.replay().maxSize().bytes()),
                config.replay().checkStart(),
                config.replay().clockAllowance()));
    bind(StreamSettings.class)
        .toInstance(
            new StreamSettings(
                StreamSettings.UploadRule.valueOf(config.stream().upload().name()),
                config.stream().maxViewersPerMatch(),
                config.stream().linger(),
                StreamSettings.DEFAULT_UPLOADER_IDLE));
  }

  @Provides
  @Singleton
  Queues queues(
      Storage storage,
      Registry<MatchmakingPolicy> policies,
      Registry<GameRunner> runners,
      Bookings bookings,
      Ratings ratings,
      Presence presence,
      IdSource ids,
      Clock clock,
      Commits commits,
      Offers offers,
      Workers workers) {
    Queue.Parts parts =
        new Queue.Parts(
            storage, policies, runners, bookings, ratings, presence, ids, clock, commits, offers);
    List<Queue> queues = new ArrayList<>();
    if (config.engine().isRoomsOnly()) {
      return new Queues(queues);
    }
    for (QueueConfig queue : config.queues().values()) {
      queues.add(
          new Queue(
              new QueueSettings(
                  queue.name(),
                  queue.policy(),
                  queue.runner(),
                  queue.ticketTimeout(),
                  queue.maxWaiting(),
                  queue.training()),
              parts,
              workers.answers()));
    }
    return new Queues(queues);
  }
}
